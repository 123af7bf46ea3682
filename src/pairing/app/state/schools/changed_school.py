"""A work goes on in a school that has changed: who came or left, and what rests on that."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Mapping
from typing import Any

from pairing.app.state.edits.undo import History
from pairing.app.state.planned import Planned
from pairing.app.state.workspace import Workspace
from pairing.io.leavers import rules_without
from pairing.model.enums import Part
from pairing.model.messages.message import Message
from pairing.model.plan import Plan, PlanRow
from pairing.model.records import Record
from pairing.model.school import School
from pairing.model.settings import RuleEntry
from pairing.planning import planner_of, resume, without_strangers
from pairing.rules.core.book import RuleBook
from pairing.store.pieces import SETTINGS_CHANGED, TABLES_CHANGED

__all__ = ["move_into", "surviving"]

_RESTS_ON: Mapping[str, tuple[Part, ...]] = {
    "students": (Part.PAIRS, Part.MENTORS, Part.TEAMS, Part.SEATS),
    "teachers": (Part.MENTORS, Part.SESSIONS),
    "classes": (Part.PAIRS, Part.MENTORS, Part.SESSIONS, Part.SEATS),
    "teaching": (Part.MENTORS, Part.SESSIONS),
    "scores": (Part.PAIRS, Part.SEATS),
    "exams": (Part.PAIRS, Part.SEATS),
    "relations": (Part.PAIRS, Part.SEATS),
    "wishes": (Part.PAIRS, Part.MENTORS, Part.SEATS),
    "layouts": (Part.SEATS,),
    "periods": (Part.PAIRS, Part.SESSIONS),
    "timetable": (Part.PAIRS, Part.SESSIONS),
    "sets": (Part.PAIRS, Part.MENTORS, Part.SESSIONS, Part.SEATS),
    "seat_history": (Part.SEATS,),
    "pair_history": (Part.PAIRS,),
    "mentor_history": (Part.MENTORS,),
    "units": (Part.TEAMS,),
    "calendar": (Part.SESSIONS,),
    "absences": (Part.PAIRS, Part.SESSIONS),
    "cancellations": (Part.SESSIONS,),
    "meeting_rooms": (Part.SESSIONS,),
}
"""The parts that a table decides something of, beside needs: those have a mark of their own."""
_WHICH_WEEKS = ("start", "weeks", "week_one")
"""What says which weeks are planned, and of which kind each is."""
_LOCAL = ("students", "relations", "wishes", "seat_history")
"""The tables whose rows touch the seats of those classes alone whose students they name."""
_OF_STUDENTS = ("student_id", "other_id", "person_id", "wants_id")


def move_into(
    workspace: Workspace, school: School, numbers: Mapping[int, int], done: Message
) -> tuple[Message, ...]:
    """Put a changed school in place of the open one; answers what became of rows of the plan.

    Decisions, pins, records, switches and weights stay, as far as they are about what is still
    there; what rests on rows that changed is out of date.

    Args:
        workspace: the work.
        school: its school from now on.
        numbers: the number that each of the school's own rules has now, by the one it had.
        done: what was done, in words for the list of versions.
    """
    before = workspace.school
    workspace.settings = _settings(workspace, school, numbers)
    workspace.school, workspace.journal.done = school, done
    workspace.needs_history = History()
    workspace.new_edition()
    if workspace.planned is None:
        return ()
    workspace.planned, told = _settled(workspace, before, workspace.planned)
    return told


def surviving(
    entries: tuple[RuleEntry, ...], left: Container[str]
) -> tuple[tuple[RuleEntry, ...], dict[int, int], tuple[Message, ...]]:
    """The rules without those who have left, the new number of each by its old, and notes."""
    stay: list[RuleEntry] = []
    numbers: dict[int, int] = {}
    told: list[Message] = []
    for number, entry in enumerate(entries):
        kept, notes = rules_without((entry,), left)
        told += notes
        if kept:
            numbers[number] = len(stay)
            stay += kept
    return tuple(stay), numbers, tuple(told)


def _settings(
    workspace: Workspace, school: School, numbers: Mapping[int, int]
) -> dict[str, tuple[bool, float]]:
    """The switches of rules, under the keys that the school's own rules have now."""
    own = [rule.key for rule in workspace.written_rules()]
    new = RuleBook.of(school).rules
    keys = {key: new[numbers[n]].key for n, key in enumerate(own) if n in numbers}
    gone = set(own) - keys.keys()
    return {keys.get(key, key): one for key, one in workspace.settings.items() if key not in gone}


def _settled(
    workspace: Workspace, before: School, planned: Planned
) -> tuple[Planned, tuple[Message, ...]]:
    """The plan in the school as it is now, and what is said of rows that it has no longer."""
    context, school = workspace.context, workspace.school
    plan, told = without_strangers(school, planned.plan)
    outcome = resume(context, plan, planned.outcome.summary.parts)
    return Planned(
        outcome,
        workspace.journal,
        marks=planned.marks
        | dict.fromkeys(_resting_on_settings(before, school), SETTINGS_CHANGED)
        | dict.fromkeys(_out_of_date(before, school), TABLES_CHANGED),
        seat_pins=_known(school, planned.seat_pins),
        couple_pins=_known(school, planned.couple_pins),
        session_pins=_known(school, planned.session_pins),
        in_force=_in_force(school, planned),
    ), told


def _known(school: School, rows: Iterable[Any]) -> tuple[Any, ...]:
    """The pins that name what the school has."""
    return tuple(row for row in rows if _is_known(school, row))


def _is_known(school: School, row: PlanRow) -> bool:
    return next(planner_of(row.part).unknown(school, row), None) is None


def _in_force(school: School, planned: Planned) -> Any:
    if planned.in_force is None:
        return None
    return without_strangers(school, Plan(sessions=planned.in_force))[0].sessions


def _resting_on_settings(before: School, now: School) -> set[str]:
    """The names of the marks of what rests on settings that differ.

    What follows from the lines of screening for needs is told of needs; they also say how able
    people are, on which all that is planned before sessions rests.
    """
    found: set[str] = set()
    if before.screening != now.screening:
        found |= {part.value for part in (Part.PAIRS, Part.MENTORS, Part.TEAMS)}
        found |= {f"seats {one}" for one in now.seating_groups}
    one, other = before.session_settings, now.session_settings
    if one != other:
        found.add(Part.SESSIONS.value)
    if any(getattr(one, name) != getattr(other, name) for name in _WHICH_WEEKS):
        # In these weeks the two of a pair need times in common.
        found.add(Part.PAIRS.value)
    return found


def _out_of_date(before: School, now: School) -> set[str]:
    """The names of the marks of what rests on rows that differ."""
    found: set[str] = set()
    for table, parts in _RESTS_ON.items():
        rows = _differing(before.table(table), now.table(table))
        if not rows:
            continue
        found |= {part.value for part in parts if part is not Part.SEATS}
        if Part.SEATS in parts:
            found |= {f"seats {one}" for one in _classes(table, rows, (before, now))}
    return found


def _differing(before: tuple[Record, ...], now: tuple[Record, ...]) -> list[Any]:
    """The rows that one of two tables has and the other has not, whatever people are called."""
    if before is now:
        return []
    then, later = (Counter(map(_nameless, rows)) for rows in (before, now))
    return [*(then - later), *(later - then)]


def _nameless(record: Record) -> Record:
    return record.model_copy(update={"name": ""}) if hasattr(record, "name") else record


def _classes(table: str, rows: Iterable[Any], schools: tuple[School, School]) -> set[str]:
    """The classes, and the sets with a room, whose seats rest on these rows."""
    found: set[str] = set()
    now = schools[1]
    if table == "layouts":
        rooms = {row.layout_id for row in rows}
        return {
            group_id
            for group_id in now.seating_groups
            if (room := now.room_of(group_id)) is not None and room.layout_id in rooms
        }
    if table == "sets":
        return {row.set_id for row in rows} & set(now.seating_groups)
    if table not in _LOCAL:
        return set(now.seating_groups)
    for school in schools:
        for row in rows:
            named_ = (getattr(row, column, "") for column in _OF_STUDENTS)
            found.update(*(school.groups_of.get(one, ()) for one in named_))
    return found
