"""What a person changes of the school on a desk: rules, lines of screening, rooms, history."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, TypeVar

from pydantic import ValidationError

from pairing.app.state.undo import History
from pairing.app.state.workspace import Desk
from pairing.io.parsing import row_fault
from pairing.io.rules_toml import RulesFile
from pairing.model.messages.fault import Fault, InputError
from pairing.model.messages.message import Message, say
from pairing.model.records import TABLES, LayoutSeat, PastMentor, PastPair, PastSeat
from pairing.model.school import School
from pairing.model.settings import RuleEntry, ScreeningSettings
from pairing.planning import without_seats
from pairing.rules.core.book import RuleBook

__all__ = [
    "add_rule",
    "drop_rule",
    "keep_apart",
    "put_in_force",
    "set_room",
    "set_screening",
    "switch_off",
    "take_rules",
]

PastT = TypeVar("PastT", PastSeat, PastPair, PastMentor)
_APART = 2
"""How far apart two students sit whom somebody picks on the map."""


def keep_apart(own: Desk, class_id: str, one: str, other: str) -> bool:
    """A rule of the class: the two sit at least two seats from each other."""
    rule = RuleEntry.model_validate(
        {
            "id": "keep_apart",
            "level": "hard",
            "scope": [class_id],
            "students": sorted((one, other)),
            "distance": _APART,
        }
    )
    if rule in own.school.rules:
        return True
    faults = add_rule(own, rule)
    if faults:
        own.news = say(
            "rules.contradicts", "That contradicts another rule: {fault}", fault=faults[0]
        )
    return not faults


def add_rule(own: Desk, rule: RuleEntry) -> tuple[Fault, ...]:
    """Add a rule to the school's; answers with every fault where it does not fit."""
    return _with_rules(
        own, (*own.school.rules, rule), say("rules.added", "rule added: {rule}", rule=rule.id)
    )


def drop_rule(own: Desk, number: int) -> None:
    """Remove the rule that the school's entry of this number, from 0, asks for."""
    keys = [rule.key for rule in own.written_rules()]
    gone, rule = keys.pop(number), own.school.rules[number]
    entries = own.school.rules[:number] + own.school.rules[number + 1 :]
    if _with_rules(own, entries, say("rules.removed", "rule removed: {rule}", rule=rule.id)):
        return
    # The entries after it have other keys now.
    new = dict(zip(keys, (one.key for one in own.written_rules()), strict=True))
    own.settings = {new.get(key, key): one for key, one in own.settings.items() if key != gone}
    own.new_edition()


def take_rules(own: Desk, read: RulesFile) -> tuple[Fault, ...]:
    """Put the rules and lines of a rules.toml in place of the school's own."""
    faults = _with_rules(own, read.entries, say("rules.file_taken", "rules.toml taken"))
    if not faults:
        own.settings = {}
        own.new_edition()
        own.school = replace(
            own.school, screening=read.screening, session_settings=read.session_settings
        )
    return faults


def set_screening(own: Desk, lines: ScreeningSettings) -> None:
    """Draw the lines of screening elsewhere."""
    own.school = replace(own.school, screening=lines)
    own.done = say("screening.lines_set", "lines of screening set")


def _with_rules(own: Desk, entries: tuple[RuleEntry, ...], done: Message) -> tuple[Fault, ...]:
    school = own.school.with_rules(entries)
    try:
        RuleBook.of(school)
    except InputError as error:
        return tuple(error.faults)
    own.school, own.done = school, done
    return ()


def set_room(own: Desk, class_id: str, rows: Sequence[Mapping[str, Any]]) -> tuple[Fault, ...]:
    """Give a class a room of these seats; answers with every fault where that is not possible.

    Where others have the same room, the class gets one of its own.
    """
    record = own.school.class_[class_id]
    shared = any(
        one.layout_id == record.layout_id for one in own.school.classes if one is not record
    )
    layout_id = record.layout_id if record.layout_id and not shared else f"room {class_id}"
    seats: list[LayoutSeat] = []
    faults: list[Fault] = []
    for number, row in enumerate(rows, 1):
        try:
            seats.append(LayoutSeat.model_validate({"layout_id": layout_id, **row}))
        except ValidationError as error:
            cells = {name: str(value) for name, value in row.items()}
            faults += [
                row_fault(LayoutSeat, number, cells, item)
                for item in error.errors(include_url=False)
            ]
    if faults:
        return tuple(faults)
    others = (seat for seat in own.school.layouts if seat.layout_id != layout_id)
    classes = (
        one.model_copy(update={"layout_id": layout_id}) if one is record else one
        for one in own.school.classes
    )
    tables = {kind.table: own.school.table(kind.table) for kind in TABLES}
    tables |= {"layouts": (*others, *seats), "classes": tuple(classes)}
    before = own.school
    try:
        school = School.of(tables, before.rules, before.screening, before.session_settings)
        RuleBook.of(school)
    except InputError as error:
        return tuple(error.faults)
    own.school = school
    own.done = say("room.changed", "room of {class_id} changed", class_id=class_id)
    own.seat_pins = tuple(row for row in own.seat_pins if row.class_id != class_id)
    # What could be undone sits in the old room.
    own.history = History()
    if own.outcome is not None:
        own.outcome = without_seats(own.outcome, own.school, (class_id,))
    return ()


def switch_off(own: Desk, owner: str) -> None:
    """Switch off the rule that solvers know by this name."""
    rule = next(rule for rule in own.book.rules if rule.key == owner)
    own.settings[rule.key] = (False, rule.weight)
    own.done = say("rules.switched_off", "rule switched off: {rule}", rule=rule.id)
    own.new_edition()


def put_in_force(own: Desk, class_id: str, since: date) -> None:
    """Enter a class's seats, pairs and mentors into the school's history, from a day on.

    What was in force until then ends the day before. The next plan knows of all of it: new
    neighbours, fair turns, pairs and mentors that went well.
    """
    assert own.outcome is not None
    school, plan = own.school, own.outcome.plan
    members = {one.student_id for one in school.members[class_id]}
    seats = [
        PastSeat.model_validate(
            {"class_id": class_id, "from": since, "student_id": student, "seat_id": seat}
        )
        for student, seat in plan.seats_of(class_id).items()
    ]
    pairs = [
        PastPair.model_validate(
            {
                "tutor_id": row.tutor_id,
                "tutee_id": row.tutee_id,
                "subject": row.subject,
                "from": since,
            }
        )
        for row in plan.pairs or ()
        if row.tutee_id in members
    ]
    mentors = [
        PastMentor.model_validate(
            {"student_id": row.student_id, "teacher_id": row.teacher_id, "from": since}
        )
        for row in plan.mentors or ()
        if row.student_id in members
    ]
    own.school = replace(
        school,
        seat_history=_in_turn(
            school.seat_history, seats, since, lambda row: row.class_id == class_id
        ),
        pair_history=_in_turn(
            school.pair_history, pairs, since, lambda row: row.tutee_id in members
        ),
        mentor_history=_in_turn(
            school.mentor_history, mentors, since, lambda row: row.student_id in members
        ),
    )
    own.done = say(
        "seats.in_force", "plan of {class_id} in force from {date}", class_id=class_id, date=since
    )


def _in_turn(
    before: Sequence[PastT], new: Sequence[PastT], since: date, ours: Callable[[PastT], bool]
) -> tuple[PastT, ...]:
    """A history with new rows from a day on. Of ours, what still ran ends the day before."""
    end = since - timedelta(days=1)
    found: list[PastT] = []
    for row in before:
        if not ours(row) or (row.until is not None and row.until <= end):
            found.append(row)
        elif row.since <= end:
            found.append(row.model_copy(update={"until": end}))
    found.extend(new)
    return tuple(found)
