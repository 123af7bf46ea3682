"""What a person changes of the school: rules, lines of screening, rooms, history, absences."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, TypeVar

from pydantic import ValidationError

from pairing.app.state.edits.settings_edits import go_on_with
from pairing.app.state.edits.undo import History
from pairing.app.state.planned import Planned
from pairing.app.state.workspace import Workspace
from pairing.io.parsing import row_fault
from pairing.io.rules_toml import RulesFile
from pairing.model.messages.fault import Fault, InputError
from pairing.model.messages.message import Message, say
from pairing.model.records import TABLES, LayoutSeat, PastMentor, PastPair, PastSeat
from pairing.model.school import School
from pairing.model.settings import RuleEntry
from pairing.planning import without_seats
from pairing.rules.core.book import RuleBook

__all__ = [
    "add_rule",
    "drop_rule",
    "in_turn",
    "keep_apart",
    "made_up_room",
    "put_in_force",
    "rule_faults",
    "set_room",
    "switch_off",
    "take_rules",
]

PastT = TypeVar("PastT", PastSeat, PastPair, PastMentor)
_MADE_UP_ROOM = "sheets.room"
"""The code of what reading sheets says of a room that they do not have."""
_APART = 2
"""How far apart two students sit whom somebody picks on the map."""


def keep_apart(workspace: Workspace, class_id: str, student_id: str, other_id: str) -> bool:
    """A rule of the class: the two sit at least two seats from each other."""
    rule = RuleEntry.model_validate(
        {
            "id": "keep_apart",
            "level": "hard",
            "scope": [class_id],
            "students": sorted((student_id, other_id)),
            "distance": _APART,
        }
    )
    if rule in workspace.school.rules:
        return True
    faults = add_rule(workspace, rule)
    if faults:
        workspace.journal.news = say(
            "rules.contradicts", "That contradicts another rule: {fault}", fault=faults[0]
        )
    return not faults


def add_rule(workspace: Workspace, rule: RuleEntry) -> tuple[Fault, ...]:
    """Add a rule to the school's; answers with every fault where it does not fit."""
    return _with_rules(
        workspace,
        (*workspace.school.rules, rule),
        say("rules.added", "rule added: {rule}", rule=rule.id),
    )


def rule_faults(workspace: Workspace, rule: RuleEntry) -> tuple[Fault, ...]:
    """Everything in which a rule would not fit the school's; nothing is changed."""
    try:
        RuleBook.of(workspace.school, (*workspace.school.rules, rule))
    except InputError as error:
        return tuple(error.faults)
    return ()


def drop_rule(workspace: Workspace, number: int) -> None:
    """Remove the rule that the school's entry of this number, from 0, asks for."""
    keys = [rule.key for rule in workspace.written_rules()]
    gone, rule = keys.pop(number), workspace.school.rules[number]
    entries = workspace.school.rules[:number] + workspace.school.rules[number + 1 :]
    if _with_rules(workspace, entries, say("rules.removed", "rule removed: {rule}", rule=rule.id)):
        return
    # The entries after it have other keys now.
    new = dict(zip(keys, (rule.key for rule in workspace.written_rules()), strict=True))
    workspace.settings = {
        new.get(key, key): setting for key, setting in workspace.settings.items() if key != gone
    }
    workspace.new_edition()


def take_rules(workspace: Workspace, read: RulesFile) -> tuple[Fault, ...]:
    """Put the rules and settings of a rules.toml in place of the school's own."""
    done = say("rules.file_taken", "rules.toml taken")
    faults = _with_rules(workspace, read.entries, done)
    if not faults:
        workspace.settings = {}
        workspace.new_edition()
        tables = {
            "screening": read.screening,
            "sessions": read.session_settings,
            "monitoring": read.monitoring,
        }
        faults = go_on_with(workspace, tables, done)
    return faults


def _with_rules(
    workspace: Workspace, entries: tuple[RuleEntry, ...], done: Message
) -> tuple[Fault, ...]:
    school = workspace.school.with_rules(entries)
    try:
        RuleBook.of(school)
    except InputError as error:
        return tuple(error.faults)
    workspace.school, workspace.journal.done, workspace.rules_touched = school, done, True
    return ()


def set_room(
    workspace: Workspace, class_id: str, rows: Sequence[Mapping[str, Any]]
) -> tuple[Fault, ...]:
    """Give a class or set a room of these seats; answers with every fault if it is not possible.

    Where others have the same room, the class or set gets one of its own.
    """
    school = workspace.school
    rooms = {row.class_id: row.layout_id for row in school.classes}
    rooms |= {row.set_id: row.room for row in school.sets}
    own = rooms[class_id]
    shared = list(rooms.values()).count(own) > 1
    layout_id = own if own and not shared else f"room {class_id}"
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
    others = (seat for seat in workspace.school.layouts if seat.layout_id != layout_id)
    classes = (
        row.model_copy(update={"layout_id": layout_id}) if row.class_id == class_id else row
        for row in workspace.school.classes
    )
    sets = (
        row.model_copy(update={"room": layout_id}) if row.set_id == class_id else row
        for row in workspace.school.sets
    )
    tables = {kind.table: workspace.school.table(kind.table) for kind in TABLES}
    tables |= {"layouts": (*others, *seats), "classes": tuple(classes), "sets": tuple(sets)}
    before = workspace.school
    try:
        school = School.of(
            tables,
            before.rules,
            before.screening,
            before.session_settings,
            before.on,
            before.leavers_scores,
            # Somebody says now what the room is: it is made up no longer.
            [note for note in before.notes if note is not made_up_room(before, class_id)],
            before.monitoring,
        )
        RuleBook.of(school)
    except InputError as error:
        return tuple(error.faults)
    workspace.school = school
    workspace.journal.done = say("room.changed", "room of {class_id} changed", class_id=class_id)
    if (planned := workspace.planned) is not None:
        planned.seat_pins = tuple(row for row in planned.seat_pins if row.class_id != class_id)
        # What could be undone sits in the old room.
        planned.history = History()
        planned.outcome = without_seats(planned.outcome, workspace.school, (class_id,))
    return ()


def made_up_room(school: School, class_id: str) -> Message | None:
    """What reading has told of a class's room, where it was made up for want of another."""
    for note in school.notes:
        # What was assumed is told as one note for each, with its words in it.
        words = note.facts.get("words")
        if not isinstance(words, Message) or words.code != _MADE_UP_ROOM:
            continue
        if words.facts.get("class_id") == class_id:
            return note
    return None


def switch_off(workspace: Workspace, owner: str) -> None:
    """Switch off the rule that solvers know by this name."""
    rule = next(rule for rule in workspace.book.rules if rule.key == owner)
    workspace.settings[rule.key] = (False, rule.weight)
    workspace.journal.done = say("rules.switched_off", "rule switched off: {rule}", rule=rule.id)
    workspace.new_edition()


def put_in_force(workspace: Workspace, planned: Planned, class_id: str, since: date) -> None:
    """Enter a class's seats, pairs and mentors into the school's history, from a day on.

    Of a set its seats alone: pairs and mentors are of classes. What was in force until then ends
    the day before. The next plan knows of all of it: new neighbours, fair turns, pairs and
    mentors that went well.
    """
    school, plan = workspace.school, planned.plan
    members = {student.student_id for student in school.members.get(class_id, ())}
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
    workspace.school = replace(
        school,
        seat_history=in_turn(
            school.seat_history, seats, since, lambda row: row.class_id == class_id
        ),
        pair_history=in_turn(
            school.pair_history, pairs, since, lambda row: row.tutee_id in members
        ),
        mentor_history=in_turn(
            school.mentor_history, mentors, since, lambda row: row.student_id in members
        ),
    )
    workspace.journal.done = say(
        "seats.in_force", "plan of {class_id} in force from {date}", class_id=class_id, date=since
    )


def in_turn(
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
