"""From raw tables to records: every fault of every cell at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from pairing.io.aliases import value_name
from pairing.io.tables import RawTable
from pairing.model.checks import check_tables, nearest
from pairing.model.messages.expected import EMPTY, column_named, one_of
from pairing.model.messages.fault import Fault
from pairing.model.messages.message import say
from pairing.model.messages.validation import choices, expected_of
from pairing.model.records import TABLES, Record

__all__ = ["Parsed", "parse_tables", "row_fault"]


@dataclass
class Parsed:
    """The records of each table, the sheet row of each, and all faults."""

    tables: dict[str, list[Record]] = field(default_factory=dict)
    rows: dict[str, list[int]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def parse_tables(raw: Iterable[RawTable], faults: Iterable[Fault] = ()) -> Parsed:
    """Validate every row of every table, then what holds between the tables.

    ``faults`` are those that reading has found already; a table they name is not also
    called missing.
    """
    parsed = Parsed(faults=list(faults))
    unreadable = {fault.table for fault in parsed.faults}
    given = {table.name: table for table in raw}
    for kind in TABLES:
        table = given.get(kind.table)
        if table is not None:
            _parse_table(kind, table, parsed)
            continue
        parsed.tables[kind.table], parsed.rows[kind.table] = [], []
        if kind.required and kind.table not in unreadable:
            expected = say(
                "expected.this_table",
                "this table, with the columns {columns}",
                columns=", ".join(kind.columns()),
            )
            parsed.faults.append(Fault(kind.table, None, "", "", expected))
    parsed.faults += _between(parsed)
    return parsed


def _between(parsed: Parsed) -> list[Fault]:
    """Faults between tables, at the rows of the sheets."""
    # A row that could not be read is no reason to call those unknown who refer to it.
    broken = {fault.table for fault in parsed.faults if fault.column or fault.row is None}
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


def _parse_table(kind: type[Record], table: RawTable, parsed: Parsed) -> None:
    records = parsed.tables[kind.table] = []
    numbers = parsed.rows[kind.table] = []
    missing = [
        column
        for column in kind.columns()
        if column not in table.header and not kind.may_be_empty(column)
    ]
    unused = [column for column in table.header if column and column not in kind.columns()]
    for column in missing:
        expected = column_named(column)
        parsed.faults.append(Fault(kind.table, 1, column, "", expected, nearest(column, unused)))
    if missing:
        return
    for number, cells in table.rows:
        try:
            record = kind.model_validate(_values(kind, cells))
        except ValidationError as error:
            parsed.faults += [
                row_fault(kind, number, cells, item) for item in error.errors(include_url=False)
            ]
            continue
        records.append(record)
        numbers.append(number)


def _values(kind: type[Record], cells: Mapping[str, str]) -> dict[str, Any]:
    """The cells that are filled; a blank in a column that must be filled stays blank."""
    values: dict[str, Any] = {}
    for column in kind.columns():
        text = cells.get(column, "").strip()
        if text:
            values[column] = value_name(column, text)
        elif not kind.may_be_empty(column):
            values[column] = None
    return values


def row_fault(kind: type[Record], row: int, cells: Mapping[str, str], item: ErrorDetails) -> Fault:
    """What is wrong with one cell of a row."""
    column = str(item["loc"][0]) if item["loc"] else ""
    value = cells.get(column, "").strip()
    expected, hint = expected_of(item, kind), ""
    if not value and item["type"] in ("string_type", "tuple_type"):
        expected = EMPTY
    elif item["type"] == "enum":
        words = choices(kind.field_of(column).annotation)
        expected = one_of(words, empty=not value)
        hint = nearest(value.lower(), words) if value else ""
    return Fault(kind.table, row, column, value, expected, hint)
