"""Tables that somebody has changed become the school's, or all that is wrong with them is told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pairing.app.state.edits.table_edits import TableEdits
from pairing.app.state.planned import Planned
from pairing.app.state.schools.changed_school import move_into, surviving
from pairing.app.state.workspace import Workspace
from pairing.io.parsing import Parsed, parse_tables
from pairing.io.raw.tables import RawSchool, RawTable
from pairing.model.messages.fault import Fault, InputError
from pairing.model.messages.message import Message, named, say, say_count
from pairing.model.records import TABLES, Record
from pairing.model.school import School
from pairing.model.settings import RuleEntry
from pairing.planning import Outcome
from pairing.rules.core.book import RuleBook

__all__ = ["Used", "take_back", "use_tables"]


@dataclass(frozen=True)
class _State:
    """What a change of tables changes."""

    school: School
    settings: dict[str, tuple[bool, float]]
    planned: Planned | None


@dataclass(frozen=True)
class Used:
    """A change of tables that was made, to be taken back while nothing else has changed."""

    before: _State
    school: School
    outcome: Outcome | None
    told: tuple[Message, ...]

    def stands(self, workspace: Workspace) -> bool:
        """Whether the workspace still has what the change has made."""
        return workspace.school is self.school and workspace.outcome is self.outcome


def use_tables(
    workspace: Workspace, edits: Iterable[TableEdits]
) -> tuple[Used | None, tuple[Fault, ...]]:
    """Put changed tables in place of the school's own; decisions, plan and pins stay.

    Answers with the change, or with every fault: then nothing is changed.
    """
    tables = {one.kind.table: one.with_ids() for one in edits}
    before = workspace.school
    raw, beside = RawSchool(whole=False), {}
    for kind in TABLES:
        table = tables[kind.table][0]
        beside[kind.table] = table.kept()
        if table.changed:
            rows = tuple((number, dict(table.changed[number])) for number in sorted(table.changed))
            raw.tables.append(RawTable(kind.table, kind.columns(), rows, made=True))
    parsed = parse_tables(raw, beside)
    if parsed.faults:
        return None, tuple(parsed.faults)
    entries, numbers, notes = surviving(before.rules, parsed.left)
    try:
        school = _built(before, parsed, entries, notes)
        RuleBook.of(school)
    except InputError as error:
        return None, tuple(error.faults)
    ids = [one for _, made in tables.values() for one in made]
    told = [say("tables.ids_made", "ids made up: {ids}", ids=named(ids))] if ids else []
    told += [*parsed.notes, *notes]
    state = _State(before, dict(workspace.settings), workspace.planned)
    count = sum(table.touched for table, _ in tables.values())
    done = say_count("tables.changed", "{count} table changed", "{count} tables changed", count)
    told += move_into(workspace, school, numbers, done)
    return Used(state, school, workspace.outcome, tuple(told)), ()


def take_back(workspace: Workspace, used: Used) -> None:
    """Give the school the tables that it had, with what rested on them."""
    before = used.before
    workspace.school, workspace.settings = before.school, before.settings
    workspace.planned = before.planned
    workspace.new_edition()
    workspace.journal.done = say("workspace.undone", "undone")


def _built(
    before: School, parsed: Parsed, rules: tuple[RuleEntry, ...], notes: tuple[Message, ...]
) -> School:
    same = {kind.table for kind in TABLES if before.table(kind.table) == _rows(parsed, kind)}
    tables = {
        kind.table: before.table(kind.table) if kind.table in same else _rows(parsed, kind)
        for kind in TABLES
    }
    return School.of(
        tables,
        rules,
        before.screening,
        before.session_settings,
        before.on,
        (*before.leavers_scores, *parsed.leavers_scores),
        dict.fromkeys((*before.notes, *parsed.notes, *notes)),
        before.monitoring,
    )


def _rows(parsed: Parsed, kind: type[Record]) -> tuple[Record, ...]:
    return tuple(parsed.tables[kind.table])
