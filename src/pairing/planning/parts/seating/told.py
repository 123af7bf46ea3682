"""What is told of a class that was seated: who has no seat, what lies nowhere, whose wish came."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pairing.instances.classroom import ClassRoom, Seated
from pairing.model.enums import Attendance, WishFor
from pairing.model.messages.message import Message, named, quote, say, say_count, some
from pairing.model.plan import Plan
from pairing.model.room.closeness import Closeness
from pairing.planning.parts.seating.problem import seat_rules
from pairing.planning.parts.wishes import friendless, wishes_told
from pairing.planning.summary import RuleScore
from pairing.rules.core.book import RuleBook
from pairing.rules.core.zone import in_zone, zone_words
from pairing.rules.seats._zone import ZoneRule
from pairing.solvers.seating import TooMany

__all__ = ["class_notes", "nowhere", "too_many", "wishes_granted"]


def class_notes(room: ClassRoom) -> list[Message]:
    """Who has no seat, and which needs nobody in the class can help with."""
    members = room.school.group_members[room.class_id]
    remote = [
        room.name(student.student_id) for student in members if student.attends is Attendance.REMOTE
    ]
    notes = []
    if remote:
        notes.append(say("seats.remote", "no seat for {names}: remote", names=tuple(remote)))
    present = set(room.index)
    lacking: dict[str, int] = {}
    for need in room.needs:
        if not room.findings.able(room.class_id, need.need) & present:
            lacking[need.need] = lacking.get(need.need, 0) + 1
    for subject, count in lacking.items():
        notes.append(
            say_count(
                "seats.nobody_able",
                "nobody in {class_id} is able to tutor {subject}: {count} need uncovered",
                "nobody in {class_id} is able to tutor {subject}: {count} needs uncovered",
                count,
                class_id=room.class_id,
                subject=subject,
            )
        )
    return notes


def nowhere(room: ClassRoom, book: RuleBook) -> Iterator[Message]:
    """The rules that somebody wrote about a place of which the room of this class has no seat."""
    for rule in seat_rules(book, room.class_id):
        if not isinstance(rule, ZoneRule) or rule.key not in book.written:
            continue
        # Seats that are drawn beside a zone are there, whatever the zone is.
        seats = room.layout.seats
        if (
            not any(in_zone(rule.zone, seat, room.layout) for seat in seats)
            if rule.zone
            else not rule.inside(room)
        ):
            yield say(
                "seats.no_such_place",
                "no seat of {class_id} lies in {zone}: {rule} ({key})",
                class_id=room.class_id,
                zone=(zone_words(rule.zone),) if rule.zone else rule.zone_in_words,
                rule=rule.words(room.school),
                key=rule.key,
            )


def wishes_granted(room: ClassRoom, plan: Plan, scores: Iterable[RuleScore]) -> Iterator[Message]:
    """What became of wishes for neighbours."""
    seated = Seated.of(room, plan)
    near = {one: seated.neighbours(one, Closeness.REACH) for one in seated.seat_of}
    yield from wishes_told(room.school, WishFor.SEAT, near)
    for alone in friendless(scores):
        yield say_count(
            "include.nobody",
            "{count} sits near no friend ({names})",
            "{count} sit near no friend ({names})",
            len(alone),
            names=some([quote(room.name(one)) for one in alone]),
        )


def too_many(room: ClassRoom, counted: TooMany | None) -> Message | None:
    """By how many students too many the rules are asked of, and whom."""
    if counted is None or counted.most is None:
        return None
    students = [room.students[number] for number in counted.students]
    return say_count(
        "seats.too_many",
        "in {class_id} {students} students ({names}) are to sit where at most {most} can: "
        "{count} too many",
        "in {class_id} {students} students ({names}) are to sit where at most {most} can: "
        "{count} too many",
        len(students) - counted.most,
        class_id=room.class_id,
        students=len(students),
        names=named(room.name(student.student_id) for student in students),
        most=counted.most,
    )
