"""What is to be known of learning groups: who got none of their wishes, who is in none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from pairing.model.enums import Attendance, WishFor
from pairing.model.messages.message import Message, quote, say, say_count, some
from pairing.model.school import School
from pairing.planning.parts.wishes import friendless, wishes_told

if TYPE_CHECKING:
    from pairing.planning.summary import PartSummary

__all__ = ["learning_notes"]


def learning_notes(
    school: School, class_id: str, group_of: Mapping[str, int], summary: PartSummary
) -> Iterator[Message]:
    """What a teacher would ask of the groups first.

    Args:
        school: its wishes for groups, friends and conflicts.
        class_id: the class.
        group_of: the number of each student's group.
        summary: what the groups reached under the rules of grouping.
    """
    remote = [
        one.student_id for one in school.group_members[class_id] if one.attends is Attendance.REMOTE
    ]
    if remote:
        yield say(
            "groups.remote",
            "in no group, for they attend remotely: {names}",
            names=_names(school, remote),
        )
    with_them = {
        one: {other for other, group in group_of.items() if group == number and other != one}
        for one, number in group_of.items()
    }
    yield from wishes_told(school, WishFor.GROUP, with_them)
    for alone in friendless(summary.rules):
        yield say_count(
            "groups.no_friend",
            "{count} is in a group without a friend ({names})",
            "{count} are in a group without a friend ({names})",
            len(alone),
            names=_names(school, alone),
        )
    for one, other in school.ties.apart(WishFor.GROUP):
        if other in with_them.get(one, ()):
            yield say(
                "groups.not_apart",
                "{one} and {other} should be apart, and are in one group",
                one=school.label(one),
                other=school.label(other),
            )


def _names(school: School, student_ids: list[str]) -> Message:
    return some([quote(school.label(one)) for one in student_ids])
