"""A school brought up to date by new sheets: who came, who left, which exams are new.

Only tables that change are written. What people decided stays: rules, decisions, cancellations,
wishes and history are rows of their own, and nobody's rows are removed when they leave.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import get_args

from pairing.io.changes import changes_of
from pairing.io.oneroster import is_oneroster, read_oneroster
from pairing.io.parsing import Parsed, parse_tables
from pairing.io.raw.tables import RawSchool, RawTable, raw_tables, read_file
from pairing.io.raw.writing import cell, csv_text, write_whole
from pairing.io.rules_toml import rules_toml
from pairing.io.school_files import build_school, rules_beside
from pairing.io.sheets import SUFFIXES, Answers, Import, import_sheets
from pairing.io.sheets.making.maker import Row
from pairing.io.sheets.making.tables import merged_table
from pairing.model.fields import read_day
from pairing.model.messages.fault import Fault, InputError
from pairing.model.messages.message import Message, say
from pairing.model.records import TABLES, Record
from pairing.model.school import School

__all__ = ["Update", "tables_in_hand", "update_in_hand", "update_school"]


@dataclass
class Update:
    """A school as it will be: its tables, what changes, and the account of the reading."""

    made: Import
    school: School
    changes: tuple[Message, ...]
    known: int
    """How many pupils of the sheets were in the school before."""
    before: Mapping[str, RawTable] = field(default_factory=dict)
    """The tables that were there, and ``tables`` those that are there now."""
    tables: Sequence[RawTable] = ()

    @cached_property
    def texts(self) -> dict[str, str]:
        """The files that change, by name; made where somebody writes them."""
        texts = {}
        for table in self.tables:
            old = self.before.get(table.name)
            whole = _with_other_columns(table, old)
            if old is None or not _same_rows(old, whole):
                days = _days_of(table.name)
                values = (
                    [
                        _iso(cells.get(one, "")) if one in days else cells.get(one, "")
                        for one in whole.header
                    ]
                    for _, cells in whole.rows
                )
                texts[f"{table.name}.csv"] = csv_text(whole.header, values)
        return texts

    def write(self, folder: Path) -> None:
        """Write the files that change, all of them or none."""
        if self.texts:
            write_whole(folder, self.texts)


def update_school(
    files: Sequence[Path], folder: Path, answers: Answers, *, school: str | None = None
) -> Update:
    """What sheets make of the school in a folder, or of a new one.

    Raises InputError with every fault: of the sheets, of the tables that come of them, and of the
    school's rules.
    """
    beside = rules_beside(folder)
    rules = read_file(beside) if beside is not None else b""
    return _updated(files, _tables_of(folder), rules, answers, school=school)


def update_in_hand(
    files: Sequence[Path],
    before: School,
    answers: Answers,
    *,
    school: str | None = None,
    called: Mapping[Path, str] | None = None,
) -> Update:
    """What sheets make of a school that lies open.

    Args:
        files: the sheets.
        before: the school; it stays what it is.
        answers: what people said of sheets.
        school: of a OneRoster export with several schools, the id or the name of one.
        called: what people call each file.

    Raises InputError with every fault, as ``update_school`` does.
    """
    rules = rules_toml(
        before.rules, before.screening, before.session_settings, before.monitoring
    ).encode()
    there = tables_in_hand(before) if before.students else []
    return _updated(
        files,
        there,
        rules,
        answers,
        records=_records(before, there),
        school=school,
        on=before.on,
        called=called,
    )


def tables_in_hand(school: School) -> list[RawTable]:
    """The tables of a school as files would have them, the marks of leavers too."""
    found = []
    for kind in TABLES:
        rows = _rows(school, kind.table)
        if rows or kind.required:
            texts = tuple(enumerate(_texts(kind, rows), 2))
            found.append(RawTable(kind.table, kind.columns(), texts, made=True))
    return found


def _rows(school: School, table: str) -> tuple[Record, ...]:
    """The rows of a table of a school; of scores, those of leavers too."""
    rows = tuple(school.table(table))
    return rows + school.leavers_scores if table == "scores" else rows


def _records(school: School, tables: Iterable[RawTable]) -> dict[int, Record]:
    """The record that each row of tables in hand was made of, by the row's identity."""
    return {
        id(cells): record
        for table in tables
        for (_, cells), record in zip(table.rows, _rows(school, table.name), strict=True)
    }


def _updated(
    files: Sequence[Path],
    there: list[RawTable],
    rules: bytes,
    answers: Answers,
    *,
    records: Mapping[int, Record] | None = None,
    school: str | None = None,
    on: date | None = None,
    called: Mapping[Path, str] | None = None,
) -> Update:
    made = _imported(files, there, answers, school, called)
    left = _left(made, there)
    tables = [_without(table, left) if table.name == "students" else table
              for table in made.raw.tables]  # fmt: skip
    parsed = _parsed(tables, made.raw, records or {})
    parsed.left |= frozenset(left)
    built = build_school(parsed, rules, on=on)
    before = {table.name: table for table in there}
    pupils = before["students"].rows if "students" in before else ()
    known = len(made.named & {cells.get("student_id", "") for _, cells in pupils})
    return Update(made, built, tuple(changes_of(before, tables, left)), known, before, tables)


def _parsed(tables: Iterable[RawTable], made: RawSchool, records: Mapping[int, Record]) -> Parsed:
    """The tables as records; rows that no sheet has touched keep those they were made of."""
    raw, beside = RawSchool(notes=list(made.notes), located=made.located), {}
    for table in tables:
        known = [(row, records[id(cells)]) for row, cells in table.rows if id(cells) in records]
        rows = tuple(row for row in table.rows if id(row[1]) not in records)
        beside[table.name] = known
        raw.tables.append(RawTable(table.name, table.header, rows, table.made))
    return parse_tables(raw, beside)


def _tables_of(folder: Path) -> list[RawTable]:
    """The tables of a school that is there; none where the folder is new."""
    if not folder.exists():
        return []
    if not folder.is_dir():
        expected = say("files.not_a_folder", "a folder; {name} is a file", name=folder.name)
        raise InputError([Fault("--into", None, "", str(folder), expected)])
    read = raw_tables(folder)
    if read.faults:
        raise InputError(read.faults)
    return read.tables


def _imported(
    files: Sequence[Path],
    there: Sequence[RawTable],
    answers: Answers,
    school: str | None,
    called: Mapping[Path, str] | None,
) -> Import:
    if len(files) == 1 and files[0].exists() and is_oneroster(files[0]):
        parsed = read_oneroster(files[0], school=school)
        if parsed.faults:
            raise InputError(parsed.faults)
        rows = {
            kind.table: list(_texts(kind, parsed.tables.get(kind.table, ()))) for kind in TABLES
        }
        base = {table.name: [dict(cells) for _, cells in table.rows] for table in there}
        tables = [
            merged_table(kind.table, base.get(kind.table, ()), rows.get(kind.table, ()))
            for kind in TABLES
            if kind.required or base.get(kind.table) or rows.get(kind.table)
        ]
        ids = frozenset(row["student_id"] for row in rows.get("students", ()))
        return Import(
            RawSchool(tables=tables), answers=answers, notes=list(parsed.notes), named=ids
        )
    # A folder stands for the sheets in it.
    every = [
        file
        for one in files
        for file in (sorted(one.iterdir()) if one.is_dir() else (one,))
        if not one.is_dir() or (file.suffix.lower() in SUFFIXES and file.is_file())
    ]
    return import_sheets(every, answers, into=there, called=called)


def _texts(kind: type[Record], records: Iterable[Record]) -> Iterator[Row]:
    """The rows of some records as a table has them that was read: whole, and nothing guarded."""
    names = [(field.alias or name, name) for name, field in kind.model_fields.items()]
    for record in records:
        values = vars(record)
        yield {
            # Most cells are texts: of a large school there is half a million of them.
            column: value if type(value := values[name]) is str else _text(value)
            for column, name in names
        }


def _text(value: object) -> str:
    if isinstance(value, float):
        # Every digit of a mark: what is written to a file for people has six of them.
        return repr(value).removesuffix(".0")
    return cell(value)


def _left(made: Import, there: Iterable[RawTable]) -> dict[str, Row]:
    """Who has left: pupils of a class whose whole list is new, and who do not stand in it."""
    return {
        cells["student_id"]: dict(cells)
        for table in there
        if table.name == "students"
        for _, cells in table.rows
        if cells.get("class_id", "") in made.listed_classes
        and cells["student_id"] not in made.listed
    }


def _without(table: RawTable, left: Mapping[str, Row]) -> RawTable:
    rows = tuple(row for row in table.rows if row[1].get("student_id") not in left)
    return RawTable(table.name, table.header, rows, table.made)


def _with_other_columns(table: RawTable, old: RawTable | None) -> RawTable:
    """The table with the columns that somebody added to it, which nobody reads."""
    others = [] if old is None else [one for one in old.header if one and one not in table.header]
    return RawTable(table.name, (*table.header, *others), table.rows, table.made)


def _same_rows(old: RawTable, new: RawTable) -> bool:
    """Whether two tables say the same, in the same order; blanks say nothing."""
    return len(old.rows) == len(new.rows) and all(
        one is other or _filled(one) == _filled(other)
        for (_, one), (_, other) in zip(old.rows, new.rows, strict=True)
    )


def _filled(cells: Row) -> Row:
    return {column: text for column, text in cells.items() if text}


def _days_of(table: str) -> frozenset[str]:
    """The columns of a table that hold a day."""
    kind = next(one for one in TABLES if one.table == table)
    return frozenset(one for one in kind.columns() if _holds_day(kind.field_of(one).annotation))


def _holds_day(annotation: object) -> bool:
    return annotation is date or any(map(_holds_day, get_args(annotation)))


def _iso(cell: str) -> str:
    """A day as the file contract has it, however it was written."""
    return read_day(cell).isoformat() if cell.strip() else cell
