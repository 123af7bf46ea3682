"""Small learning groups of a class: 3 to 5 students, a tutor for each need, alike among themselves.

A group is a table: the class is seated in a room of tables that nobody built, under rules that
speak of tables. So the engine, the bound, the judge and the words of seating serve here too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pairing.model.enums import Level, Part, RelationKind, WishFor
from pairing.model.messages.message import Message
from pairing.model.plan import Pair
from pairing.model.room.patterns import group_tables
from pairing.model.settings import RuleEntry
from pairing.planning.context import Context
from pairing.planning.groups.learning_notes import learning_notes
from pairing.planning.make import make_plan
from pairing.planning.parts.planner import Effort
from pairing.planning.parts.seating.problem import seat_rules
from pairing.planning.stop import Progress, Stop, nobody
from pairing.planning.summary import PartSummary
from pairing.rules.core.book import all_rules
from pairing.rules.seats.different_groups import DifferentGroups
from pairing.rules.seats.keep_apart import KeepApart
from pairing.rules.seats.keep_together import KeepTogether
from pairing.rules.seats.not_alone import NotAlone
from pairing.screening import Findings

__all__ = ["LARGEST", "SMALLEST", "Grouping", "LearningGroup", "group_sizes", "learning_groups"]

SMALLEST, LARGEST = 3, 5
_ROOM = "learning groups"


@dataclass(frozen=True)
class LearningGroup:
    """Students who learn together; ``help`` says who of them can help whom, and in what.

    ``alone`` are the (student_id, subject) of needs that nobody in the group is able to help
    with.
    """

    number: int
    members: tuple[str, ...]
    help: tuple[Pair, ...]
    alone: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Grouping:
    """The groups of a class and what they reached; no groups where hard rules conflict.

    ``notes`` are what is to be known of them, such as who got none of their wishes.
    """

    class_id: str
    groups: tuple[LearningGroup, ...]
    summary: PartSummary
    notes: tuple[Message, ...] = ()


def group_sizes(students: int, size: int = 4) -> list[int]:
    """The sizes of groups nearest to ``size``, none below 3 or above 5 where that can be.

    One or two students, and five at most, are one group. Six are 3 and 3, seven are 4 and 3.
    """
    if students <= LARGEST:
        return [students] if students else []
    fewest, most = -(-students // LARGEST), students // SMALLEST
    count = min(max(round(students / size), fewest), most)
    return [students // count + (number < students % count) for number in range(count)]


def learning_groups(
    context: Context,
    class_id: str,
    *,
    size: int = 4,
    seed: int = 0,
    stop: Stop | None = None,
    progress: Progress = nobody,
) -> Grouping:
    """Part a class into learning groups of about ``size`` students.

    Whom the school's rules keep apart are in different groups, and those in conflict wherever
    the room allows; whom the rules keep together are in one. Each has somebody whom they wish
    for, or else a friend, before anybody has two. Students who attend remotely are in none.
    """
    school = context.school
    sizes = group_sizes(len(school.seated(class_id)), size)
    tables = group_tables(_ROOM, sizes) if sizes else []
    classes = tuple(
        record.model_copy(update={"layout_id": _ROOM}) if record.class_id == class_id else record
        for record in school.classes
    )
    layouts = (*school.layouts, *tables)
    virtual = replace(
        school,
        classes=classes,
        layouts=layouts,
        seat_history=(),
        rules=tuple(_rules(context, class_id)),
    )
    made = make_plan(
        context.within(virtual).under(virtual.rules),
        only=(Part.SEATS,),
        classes=(class_id,),
        seed=seed,
        stop=stop,
        progress=progress,
        # The quick bound adds up needs and tables, and is near; a proof takes far longer.
        effort=Effort(proof=0),
    )
    members: dict[str, list[str]] = {}
    room = virtual.room_of(class_id)
    for student_id, seat_id in made.plan.seats_of(class_id).items():
        assert room is not None
        group = room.seats[room.index[seat_id]].group or ""
        members.setdefault(group, []).append(student_id)
    order = {student.student_id: place for place, student in enumerate(school.members[class_id])}
    parts = sorted(sorted(own, key=lambda one: order[one]) for own in members.values())
    groups = tuple(
        _group(context.findings, class_id, number, tuple(own))
        for number, own in enumerate(parts, 1)
    )
    summary = made.summary.parts[Part.SEATS]
    group_of = {one: group.number for group in groups for one in group.members}
    notes = learning_notes(school, class_id, group_of, summary) if groups else ()
    return Grouping(class_id, groups, summary, tuple(notes))


def _group(
    findings: Findings, class_id: str, number: int, members: tuple[str, ...]
) -> LearningGroup:
    helped: list[Pair] = []
    alone: list[tuple[str, str]] = []
    for tutee_id in members:
        for need in findings.needs_of.get(tutee_id, ()):
            if need not in findings.subject_needs:
                continue
            able = findings.able(class_id, need.need) - {tutee_id}
            tutors = [
                one
                for one in members
                if one in able
                and not findings.school.ties.related(tutee_id, one, RelationKind.CONFLICT)
            ]
            helped += [Pair(tutee_id, tutor_id, need.need) for tutor_id in tutors]
            if not tutors:
                alone.append((tutee_id, need.need))
    return LearningGroup(number, members, tuple(helped), tuple(alone))


def _rules(context: Context, class_id: str) -> list[RuleEntry]:
    """The rules of grouping: those of this module, and the school's own about who with whom."""
    school = context.school
    entries = [
        _entry("support_near", weight=30),
        _entry("group_balance", of="tutees", within=0.7, weight=5),
        _entry("group_balance", of="ability", within=1, weight=2),
        _entry("group_balance", of="gender=F", within=0.7, weight=1),
    ]
    ids = {student.student_id for student in school.seated(class_id)}
    entries.append(_entry("conflicts_apart", within="group", weight=60))
    if any(row.purpose is WishFor.GROUP for row in school.wishes):
        entries.append(_entry("seat_wishes", within="group", weight=12))
    elif school.ties.couples(RelationKind.FRIEND):
        # Who says nothing of groups has still said who their friends are.
        entries.append(_entry("include", who=["everybody"], within="group", weight=8))
    entries += _own(context, class_id, ids)
    used = {entry.id for entry in entries}
    for rule_id, kind in all_rules().items():
        if kind.part == Part.SEATS and kind.default and rule_id not in used:
            entries.append(_entry(rule_id, enabled=False))
    return entries


def _own(context: Context, class_id: str, ids: set[str]) -> Iterator[RuleEntry]:
    """What the school's rules say of who is with whom, said of groups."""
    for rule in seat_rules(context.book, class_id):
        if isinstance(rule, NotAlone):
            yield _entry(
                rule.id, level=rule.level, weight=rule.weight, kinds=rule.kinds, within="group"
            )
        if not rule.hard:
            continue
        if isinstance(rule, KeepApart | DifferentGroups):
            rule_id, more = "different_groups", {}
        elif isinstance(rule, KeepTogether):
            rule_id, more = "keep_together", {"within": "group"}
        else:
            continue
        students = [one for one in getattr(rule, "students", ()) if one in ids]
        if len(students) > 1:
            yield _entry(rule_id, level=Level.HARD, students=students, **more)


def _entry(rule_id: str, **parameters: object) -> RuleEntry:
    return RuleEntry.model_validate({"id": rule_id, **parameters})
