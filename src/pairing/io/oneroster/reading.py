"""A OneRoster export read into checked tables; faults are told of its own files and columns."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from pairing.io.oneroster.files import Export, read_export
from pairing.io.oneroster.people import find_people
from pairing.io.oneroster.tables import contract_tables
from pairing.io.parsing import Parsed, parse_tables
from pairing.io.raw.tables import RawSchool
from pairing.model.messages.fault import Fault
from pairing.model.records import TABLES, Record

__all__ = ["read_oneroster"]

_FILE = {
    "students": "users.csv",
    "teachers": "users.csv",
    "classes": "classes.csv",
    "teaching": "enrollments.csv",
    "scores": "results.csv",
    "layouts": "classes.csv",
}
"""The file whose rows a table's rows come from."""

_COLUMN = {
    ("students", "student_id"): ("users.csv", "sourcedId"),
    ("students", "name"): ("users.csv", "givenName"),
    ("students", "class_id"): ("classes.csv", "sourcedId"),
    ("students", "gender"): ("demographics.csv", "sex"),
    ("teachers", "teacher_id"): ("users.csv", "sourcedId"),
    ("teachers", "name"): ("users.csv", "givenName"),
    ("teachers", "roles"): ("users.csv", "role"),
    ("classes", "class_id"): ("classes.csv", "sourcedId"),
    ("classes", "grade"): ("classes.csv", "grades"),
    ("classes", "homeroom_teacher_id"): ("users.csv", "sourcedId"),
    ("classes", "layout_id"): ("classes.csv", "sourcedId"),
    ("teaching", "class_id"): ("classes.csv", "sourcedId"),
    ("teaching", "subject"): ("courses.csv", "title"),
    ("teaching", "teacher_id"): ("users.csv", "sourcedId"),
    ("scores", "student_id"): ("results.csv", "studentSourcedId"),
    ("scores", "subject"): ("courses.csv", "title"),
    ("scores", "exam"): ("lineItems.csv", "title"),
    ("scores", "date"): ("lineItems.csv", "dueDate"),
    ("scores", "score"): ("results.csv", "score"),
    ("scores", "full_score"): ("lineItems.csv", "resultValueMax"),
    ("layouts", "layout_id"): ("classes.csv", "sourcedId"),
    ("layouts", "seat_id"): ("classes.csv", "sourcedId"),
}
"""Where each column comes from."""


def read_oneroster(path: Path, *, school: str | None = None, on: date | None = None) -> Parsed:
    """The export as checked tables, with every fault found on the way.

    Args:
        path: the folder, or the zip.
        school: the id or the name of one of its schools, needed where there are several.
        on: the day whose classes are taken; None: the newest day of the export.
    """
    export = read_export(path)
    if export.faults:
        return _refused(export)
    people = find_people(export, school, on)
    tables = [] if export.faults else list(contract_tables(export, people))
    if export.faults:
        return _refused(export)
    parsed = parse_tables(RawSchool(tables, notes=export.notes, called=_FILE))
    # A value that stands in two of our tables is one fault of the export's.
    parsed.faults = list(dict.fromkeys(map(_in_their_words, parsed.faults)))
    return parsed


def _refused(export: Export) -> Parsed:
    names = [kind.table for kind in TABLES]
    nothing = {name: list[Record]() for name in names}
    return Parsed(nothing, {name: [] for name in names}, export.faults, export.notes)


def _in_their_words(fault: Fault) -> Fault:
    """A fault of one of our tables as one of the export's: nobody has the tables."""
    file = _FILE.get(fault.table, fault.table)
    columns = [_COLUMN.get((fault.table, one), (file, one)) for one in fault.column.split(", ")]
    named = columns[0][0]
    own = ", ".join(dict.fromkeys(column for _, column in columns if column))
    # A row of one file is no row of another.
    return replace(fault, table=named, column=own, row=fault.row if named == file else None)
