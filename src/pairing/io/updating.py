"""A school brought up to date by new sheets: who came, who left, which exams are new.

Only tables that change are written. What people decided stays: rules, decisions, cancellations,
wishes and history are rows of their own, and nobody's rows are removed when they leave.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from pairing.io.oneroster import is_oneroster, read_oneroster
from pairing.io.parsing import Parsed, parse_tables
from pairing.io.rules_toml import rules_toml
from pairing.io.school_files import build_school, rules_beside
from pairing.io.sheets import SUFFIXES, Answers, Import, import_sheets
from pairing.io.sheets.maker import Row
from pairing.io.sheets.tables import merged_table
from pairing.io.tables import RawSchool, RawTable, raw_tables, read_file
from pairing.io.writing import cell, csv_text, write_whole
from pairing.model.messages.fault import Fault, InputError
from pairing.model.messages.message import Message, named, say, say_count
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
    texts: dict[str, str] = field(default_factory=dict)
    """The files that change, by name."""

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
    return _updated(
        files,
        tables_in_hand(before) if before.students else [],
        rules,
        answers,
        school=school,
        on=before.on,
        called=called,
    )


def tables_in_hand(school: School) -> list[RawTable]:
    """The tables of a school as files would have them, the marks of leavers too."""
    found = []
    for kind in TABLES:
        rows: tuple[Record, ...] = tuple(school.table(kind.table))
        if kind.table == "scores":
            rows += tuple(school.leavers_scores)
        if rows or kind.required:
            texts = tuple((number, _texts(row)) for number, row in enumerate(rows, 2))
            found.append(RawTable(kind.table, tuple(kind.columns()), texts))
    return found


def _updated(
    files: Sequence[Path],
    there: list[RawTable],
    rules: bytes,
    answers: Answers,
    *,
    school: str | None = None,
    on: date | None = None,
    called: Mapping[Path, str] | None = None,
) -> Update:
    made = _imported(files, there, answers, school, called)
    left = _left(made, there)
    tables = [_without(table, left) if table.name == "students" else table
              for table in made.raw.tables]  # fmt: skip
    raw = RawSchool(tables=tables, notes=list(made.raw.notes))
    parsed: Parsed = parse_tables(raw)
    parsed.left |= frozenset(left)
    built = build_school(parsed, rules, on=on)
    before = {table.name: table for table in there}
    texts = {}
    for table in tables:
        old = before.get(table.name)
        whole = _with_other_columns(table, old)
        if old is None or _cells(old) != _cells(whole):
            values = ([cells.get(one, "") for one in whole.header] for _, cells in whole.rows)
            texts[f"{table.name}.csv"] = csv_text(whole.header, values)
    pupils = before["students"].rows if "students" in before else ()
    known = len(made.named & {cells.get("student_id", "") for _, cells in pupils})
    return Update(made, built, tuple(_changes(before, tables, left)), known, texts)


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
            name: [_texts(record) for record in records] for name, records in parsed.tables.items()
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


def _texts(record: object) -> Row:
    kind = type(record)
    fields = kind.model_fields  # type: ignore[attr-defined]
    return {info.alias or name: cell(getattr(record, name)) for name, info in fields.items()}


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


def _cells(table: RawTable) -> list[dict[str, str]]:
    return [{key: text for key, text in cells.items() if text} for _, cells in table.rows]


def _changes(
    before: Mapping[str, RawTable], tables: Sequence[RawTable], left: Mapping[str, Row]
) -> Iterable[Message]:
    """Who came, who left, who changed class, which exams are new, and marks that changed."""
    if not before:
        return
    now = {table.name: [cells for _, cells in table.rows] for table in tables}
    then = {name: [cells for _, cells in table.rows] for name, table in before.items()}
    old = {row["student_id"]: row for row in then.get("students", ())}
    came = [row for row in now["students"] if row["student_id"] not in old]
    if came:
        yield say_count(
            "update.came",
            "{count} student came: {names}",
            "{count} students came: {names}",
            len(came),
            names=named(f"{row['name']} ({row['class_id']})" for row in came),
        )
    if left:
        yield say_count(
            "update.left",
            "{count} student left, and all that was kept of them stays: {names}",
            "{count} students left, and all that was kept of them stays: {names}",
            len(left),
            names=named(f"{row.get('name', '')} ({row.get('class_id', '')})"
                        for row in left.values()),
        )  # fmt: skip
    moved = [
        (old[row["student_id"]], row)
        for row in now["students"]
        if row["student_id"] in old and old[row["student_id"]].get("class_id") != row["class_id"]
    ]
    if moved:
        yield say_count(
            "update.moved",
            "{count} student changed class: {names}",
            "{count} students changed class: {names}",
            len(moved),
            names=named(f"{row['name']} ({was.get('class_id', '')} > {row['class_id']})"
                        for was, row in moved),
        )  # fmt: skip
    yield from _marks_changed(then.get("scores", ()), now.get("scores", ()))


def _marks_changed(then: Iterable[Row], now: Iterable[Row]) -> Iterable[Message]:
    def key(row: Row) -> tuple[str, ...]:
        return row["student_id"], row["subject"], row["exam"]

    old = {key(row): row for row in then}
    known = {row["exam"] for row in old.values()}
    exams: dict[str, int] = {}
    changed = []
    for row in now:
        if row["exam"] not in known:
            exams[row["exam"]] = exams.get(row["exam"], 0) + 1
        elif key(row) not in old or old[key(row)].get("score", "") != row.get("score", ""):
            changed.append(" ".join(key(row)))
    for exam, count in exams.items():
        yield say_count(
            "update.exam",
            "a new exam: {exam}, {count} mark",
            "a new exam: {exam}, {count} marks",
            count,
            exam=exam,
        )
    if changed:
        yield say_count(
            "update.marks",
            "{count} mark of known exams is new or another: {cases}",
            "{count} marks of known exams are new or others: {cases}",
            len(changed),
            cases=named(changed),
        )
