"""From raw tables to records: every fault of every cell at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from pairing.io.leavers import part_leavers
from pairing.io.notes import percent_note, unread_columns
from pairing.io.raw.cells import percent_as_marks, rounded_column
from pairing.io.raw.tables import RawSchool, RawTable
from pairing.io.raw.turning import turning_note
from pairing.io.row_reader import RowReader
from pairing.model.messages.expected import EMPTY, column_named, one_of
from pairing.model.messages.fault import Fault
from pairing.model.messages.message import Message, say
from pairing.model.messages.validation import choices, column_of, expected_of
from pairing.model.records import TABLES, Record, Score
from pairing.model.soundness.checks import check_tables
from pairing.model.soundness.nearest import nearest

__all__ = ["Parsed", "parse_tables", "row_fault"]


_MANY_MARKS, _SEVERAL = 20, 3
"""Of so many marks and people a paper is one that somebody gets more than a mark in."""


@dataclass
class Parsed:
    """The records of each table, the sheet row of each, all faults, and what there is to tell.

    ``leavers_scores`` are the marks of those who have left, and ``left`` their ids.
    """

    tables: dict[str, list[Record]] = field(default_factory=dict)
    rows: dict[str, list[int]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    notes: list[Message] = field(default_factory=list)
    leavers_scores: tuple[Score, ...] = ()
    left: frozenset[str] = frozenset()


def parse_tables(
    raw: RawSchool, beside: Mapping[str, Sequence[tuple[int, Record]]] | None = None
) -> Parsed:
    """Validate every row of every table, then what holds between the tables.

    A table that reading has found a fault in is not also called missing.

    Args:
        raw: the tables as text.
        beside: rows of each table that were read before, with the number of each: they stand
            among those of ``raw`` as they are.
    """
    parsed = Parsed(faults=list(raw.faults), notes=list(raw.notes))
    unreadable = {fault.table for fault in parsed.faults}
    given = {table.name: table for table in raw.tables}
    known = beside or {}
    for kind in TABLES:
        table = given.get(kind.table)
        if table is not None:
            _parse_table(kind, table, parsed, known.get(kind.table, ()))
            continue
        parsed.tables[kind.table], parsed.rows[kind.table] = [], []
        if raw.whole and kind.required and kind.table not in unreadable:
            expected = say(
                "expected.this_table",
                "this table, with the columns {columns}",
                columns=tuple(kind.columns()),
            )
            parsed.faults.append(Fault(kind.table, None, "", "", expected))
    for name, rows in known.items():
        _merge(parsed, name, rows)
    parsed.faults += _fractions(parsed.tables.get("scores", ()))
    # A row that could not be read is no reason to call those unknown who refer to it.
    broken = {fault.table for fault in parsed.faults if fault.column or fault.row is None}
    if "students" not in broken:
        leavers = part_leavers(parsed.tables, parsed.rows)
        parsed.leavers_scores = leavers.scores
        parsed.left = frozenset(leavers.ids)
        if note := leavers.note(raw.called):
            parsed.notes.append(note)
    parsed.faults += _between(parsed, broken)
    if parsed.faults and raw.located is not None:
        made = {(table.name, number): cells for table in raw.tables for number, cells in table.rows}
        parsed.faults = [
            raw.located(fault, made[fault.table, fault.row])
            if fault.row is not None and (fault.table, fault.row) in made
            else fault
            for fault in parsed.faults
        ]
    return parsed


def _merge(parsed: Parsed, table: str, known: Sequence[tuple[int, Record]]) -> None:
    """Put rows that were read before among those of a table, in the order of their numbers."""
    if not known:
        return
    new = zip(parsed.rows[table], parsed.tables[table], strict=True)
    rows = sorted([*known, *new], key=itemgetter(0))
    parsed.rows[table] = [number for number, _ in rows]
    parsed.tables[table] = [record for _, record in rows]


def _between(parsed: Parsed, broken: Container[str]) -> list[Fault]:
    """Faults between tables, at the rows of the sheets."""
    tables: Mapping[str, tuple[Any, ...]] = {
        name: tuple(records) for name, records in parsed.tables.items()
    }
    found = []
    for fault in check_tables(tables):
        if fault.expected.facts.get("sheet") in broken:
            continue
        row = None if fault.row is None else parsed.rows[fault.table][fault.row]
        found.append(fault.at_row(row))
    return found


def _parse_table(
    kind: type[Record], table: RawTable, parsed: Parsed, beside: Sequence[tuple[int, Record]]
) -> None:
    records = parsed.tables[kind.table] = []
    numbers = parsed.rows[kind.table] = []
    columns = kind.columns()
    missing = [
        column for column in columns if column not in table.header and not kind.may_be_empty(column)
    ]
    unused = list(dict.fromkeys(one for one in table.header if one and one not in columns))
    for column in missing:
        expected = column_named(column)
        parsed.faults.append(Fault(kind.table, 1, column, "", expected, nearest(column, unused)))
    if not table.made:
        parsed.notes += unread_columns(table, unused, set(columns) - set(table.header))
    if missing:
        return
    reader = RowReader(kind, _rounded(kind, table, beside))
    percents = 0
    for number, cells in table.rows:
        read = cells
        if kind is Score and "%" in cells.get("score", ""):
            read = percent_as_marks(cells)
            percents += "%" not in read["score"]
        values, spoilt = reader.read(number, read)
        if spoilt:
            parsed.faults += spoilt
            continue
        try:
            record = kind.model_validate(values)
        except ValidationError as error:
            parsed.faults += [
                row_fault(kind, number, cells, item) for item in error.errors(include_url=False)
            ]
            continue
        records.append(record)
        numbers.append(number)
    if turned := reader.turned(table.rows):
        parsed.notes.append(turning_note(turned))
    if percents:
        parsed.notes.append(percent_note(percents))


def _fractions(scores: Iterable[Any]) -> Iterator[Fault]:
    """Marks of a paper that all lie between 0 and 1: per cent, as a spreadsheet keeps them.

    A workbook of some forms shows 62 % and says 0.62; everybody would look like failing.
    """
    papers: dict[tuple[str, str], list[float]] = defaultdict(list)
    for row in scores:
        if row.score is not None and row.full_score >= _MANY_MARKS:
            papers[row.subject, row.exam].append(row.score)
    for (subject, exam), marks in papers.items():
        fractions = max(marks) <= 1 and any(0 < mark < 1 for mark in marks)
        if len(marks) >= _SEVERAL and fractions:
            expected = say(
                "scores.fractions", "marks; all of these lie between 0 and 1, as per cent does"
            )
            yield Fault("scores", None, "score", f"{subject}, {exam}", expected)


def _rounded(
    kind: type[Record], table: RawTable, beside: Sequence[tuple[int, Record]]
) -> dict[str, Message]:
    """The columns of ids of which a spreadsheet has lost the last digits."""
    found = {}
    for column in kind.columns():
        if column.endswith("_id"):
            cells = [cells.get(column, "").strip() for _, cells in table.rows]
            cells += [getattr(record, column) or "" for _, record in beside]
            if expected := rounded_column(cells):
                found[column] = expected
    return found


def row_fault(kind: type[Record], row: int, cells: Mapping[str, str], item: ErrorDetails) -> Fault:
    """What is wrong with one cell of a row."""
    column = column_of(item)
    value = cells.get(column, "").strip()
    expected, hint = expected_of(item, kind), ""
    if not value and item["type"] in ("string_type", "tuple_type"):
        expected = EMPTY
    elif item["type"] == "enum":
        words = choices(kind.field_of(column).annotation)
        expected = one_of(words, empty=not value)
        hint = nearest(value.lower(), words) if value else ""
    return Fault(kind.table, row, column, value, expected, hint)
