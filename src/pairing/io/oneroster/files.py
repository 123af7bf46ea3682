"""The files of a OneRoster export: what holds of them, and what cannot be read.

Reference: IMS Global OneRoster CSV Tables, versions 1.1 and 1.2.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from pairing.io.raw.tables import encoding_note, first_few, parse_csv, read_file
from pairing.io.raw.text import decoded
from pairing.io.raw.unreadable import UnreadableError
from pairing.io.raw.zips import SafeZip
from pairing.model.fields import LAST_YEAR, read_day
from pairing.model.messages.expected import DATE, EMPTY, column_named, one_of
from pairing.model.messages.fault import Fault
from pairing.model.messages.message import Message, say, say_count

__all__ = ["CHANGED", "Export", "Row", "is_oneroster", "read_export"]

MANIFEST = "manifest.csv"
CHANGED = "dateLastModified"
NEEDED = ("users", "classes", "enrollments")
_FILES = (
    *NEEDED,
    "orgs",
    "courses",
    "roles",
    "demographics",
    "categories",
    "lineItems",
    "results",
)
_COLUMNS = {
    "users": ("sourcedId",),
    "classes": ("sourcedId",),
    "enrollments": ("classSourcedId", "userSourcedId"),
    "orgs": ("sourcedId",),
    "courses": ("sourcedId",),
    "roles": ("userSourcedId", "role"),
    "categories": ("sourcedId",),
    "lineItems": ("sourcedId", "classSourcedId"),
    "results": ("lineItemSourcedId", "studentSourcedId"),
}
_STATUSES = ("active", "inactive", "tobedeleted")


@dataclass(frozen=True)
class Row:
    """One row of a file of the export, and the number that a spreadsheet shows beside it."""

    file: str
    number: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "").strip()

    def fault(self, column: str, expected: Message) -> Fault:
        """What is wrong with a cell of it, in the export's own words."""
        return Fault(f"{self.file}.csv", self.number, column, self[column], expected)


@dataclass
class Export:
    """The rows that hold of each file, the ids of those that are deleted, and what was found."""

    rows: dict[str, list[Row]] = field(default_factory=dict)
    deleted: dict[str, set[str]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    notes: list[Message] = field(default_factory=list)
    _days: dict[tuple[str, int, str], date | None] = field(default_factory=dict)

    def of(self, name: str) -> list[Row]:
        """The rows of a file; none where the export lacks it."""
        return self.rows.get(name, [])

    def by_id(self, name: str) -> dict[str, Row]:
        """The rows of a file by their ``sourcedId``."""
        return {row["sourcedId"]: row for row in self.of(name)}

    def day(self, row: Row, column: str) -> date | None:
        """The day in a cell, None where it is empty, or so far off that it means never."""
        key = (row.file, row.number, column)
        if key not in self._days:
            self._days[key] = self._read_day(row, column)
        return self._days[key]

    def _read_day(self, row: Row, column: str) -> date | None:
        text = row[column]
        if not text or (text[:4].isdigit() and int(text[:4]) > LAST_YEAR):
            return None
        try:
            return read_day(text)
        except ValueError:
            # When a row was last changed is nothing that a school has to mend.
            if column != CHANGED:
                self.faults.append(row.fault(column, DATE))
            return None

    def tell(self, note: Message) -> None:
        """Note what was left out, where anything was: a message that counts."""
        if note.facts["count"]:
            self.notes.append(note)


def is_oneroster(path: Path) -> bool:
    """Whether the folder, or the zip, is a OneRoster export."""
    if path.is_dir():
        return (path / MANIFEST).is_file()
    return path.suffix.lower() == ".zip"


def read_export(path: Path) -> Export:
    """The files of an export; rows that are deleted are left out, and told."""
    export = Export()
    if path.is_dir():
        names = sorted(file.name for file in path.iterdir() if not file.name.startswith("."))
        _read(export, names, lambda name: read_file(path / name))
        return export
    try:
        with SafeZip(path) as archive:
            entries: dict[str, str] = {}
            for name in archive.names:
                entries.setdefault(name.rsplit("/", 1)[-1], name)
            if MANIFEST not in entries:
                expected = say(
                    "oneroster.manifest", "a OneRoster export with {file}", file=MANIFEST
                )
                export.faults.append(Fault(path.name, None, "", "", expected))
                return export
            _read(export, sorted(entries), lambda name: archive.read(entries[name]))
    except (UnreadableError, OSError) as error:
        expected = say("oneroster.zip", "a zip of a OneRoster export")
        export.faults.append(Fault(path.name, None, "", str(error), expected))
    return export


def _read(export: Export, names: list[str], content: Callable[[str], bytes]) -> None:
    unread = []
    for name in names:
        stem = name.removesuffix(".csv")
        if name == MANIFEST:
            _manifest(export, content)
        elif name.endswith(".csv") and stem in _FILES:
            _file(export, stem, content)
        elif name != "rules.toml":
            unread.append(name)
    for stem in NEEDED:
        if f"{stem}.csv" not in names:
            expected = say("oneroster.this_file", "this file in a OneRoster export")
            export.faults.append(Fault(f"{stem}.csv", None, "", "", expected))
    if unread:
        export.notes.append(
            say_count(
                "oneroster.unread",
                "{count} file of the export was not read: {files}",
                "{count} files of the export were not read: {files}",
                len(unread),
                files=first_few(unread),
            )
        )


def _lines(export: Export, stem: str, content: Callable[[str], bytes]) -> list[Row] | None:
    """The rows of a file, None where it cannot be read."""
    name = f"{stem}.csv"
    try:
        text, guessed = decoded(content(name))
    except (UnreadableError, OSError) as error:
        told = error.message if isinstance(error, UnreadableError) else EMPTY
        export.faults.append(Fault(name, None, "", "", told))
        return None
    if guessed:
        export.notes.append(encoding_note(name, text, guessed))
    table, faults = parse_csv(name, text)
    export.faults.extend(faults)
    if table is None:
        return None
    missing = [column for column in _COLUMNS.get(stem, ()) if column not in table.header]
    export.faults += [Fault(name, 1, column, "", column_named(column)) for column in missing]
    return None if missing else [Row(stem, number, cells) for number, cells in table.rows]


def _manifest(export: Export, content: Callable[[str], bytes]) -> None:
    """An export of changes alone has not the whole school in it."""
    for row in _lines(export, MANIFEST.removesuffix(".csv"), content) or ():
        name = row["propertyName"].removeprefix("file.")
        if name in _FILES and row["value"].lower() == "delta":
            expected = say("oneroster.bulk", "bulk: a file of changes alone is no whole school")
            export.faults.append(row.fault("value", expected))


def _file(export: Export, stem: str, content: Callable[[str], bytes]) -> None:
    lines = _lines(export, stem, content)
    kept: list[Row] = []
    deleted: list[str] = []
    for row in lines or ():
        status = row["status"].lower() or "active"
        if status not in _STATUSES:
            export.faults.append(row.fault("status", one_of(_STATUSES)))
        elif status != "active":
            deleted.append(row["sourcedId"])
        else:
            kept.append(row)
    if "sourcedId" in _COLUMNS.get(stem, ()):
        seen = Counter(row["sourcedId"] for row in kept)
        repeat = say("expected.no_repeat", "a row of its own, not a repeat")
        for row in kept:
            if not row["sourcedId"]:
                export.faults.append(row.fault("sourcedId", EMPTY))
            elif seen[row["sourcedId"]] > 1:
                export.faults.append(row.fault("sourcedId", repeat))
    export.rows[stem], export.deleted[stem] = kept, set(deleted)
    if deleted:
        export.notes.append(
            say_count(
                "oneroster.deleted",
                "{file}: {count} row was left out, for its status is not active: {ids}",
                "{file}: {count} rows were left out, for their status is not active: {ids}",
                len(deleted),
                file=f"{stem}.csv",
                ids=first_few(deleted),
            )
        )
