"""A school from its files, whichever of the accepted forms they have, and back to CSV."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from pairing.io.leavers import rules_without
from pairing.io.oneroster import is_oneroster, read_oneroster
from pairing.io.parsing import Parsed, parse_tables
from pairing.io.raw.tables import UNREAD_SHEET, raw_tables, read_file
from pairing.io.raw.unreadable import UnreadableError
from pairing.io.raw.writing import csv_text, write_whole
from pairing.io.rules_toml import FILE, read_rules_toml, rules_toml
from pairing.io.timetables.timetable import ENDINGS
from pairing.model.messages.fault import Fault, InputError
from pairing.model.messages.message import quote, say
from pairing.model.records import TABLES, Record
from pairing.model.school import School
from pairing.model.settings import (
    MonitoringSettings,
    RuleEntry,
    ScreeningSettings,
    SessionSettings,
)
from pairing.rules.core.book import read_rules

if TYPE_CHECKING:
    from pairing.io.sheets import Answers, Import

__all__ = [
    "Reading",
    "build_school",
    "read_any",
    "read_school",
    "school_texts",
    "write_school",
]

TEXTS = (".csv", ".txt", ".tsv", *ENDINGS)
"""A file of text alone is no school's tables, but one sheet of some kind."""


@dataclass(frozen=True)
class Reading:
    """A school, and how sheets of another kind than its tables were read; None where none were."""

    school: School
    sheets: Import | None = None


def read_school(
    path: str | PathLike[str], *, school: str | None = None, on: date | None = None
) -> School:
    """The school in a folder of CSV files, a workbook, sheets of any kind, or OneRoster.

    rules.toml is looked for in the folder, or beside the workbook. ``on`` is the day on which a
    plan is made of it; without it, the newest of the tables that has come.

    Args:
        path: the folder or the file.
        school: of a OneRoster export with several schools, the id or the name of one.
        on: of a OneRoster export, the day whose classes are taken; None: its newest.

    Raises InputError with every fault of every table and rule.
    """
    return read_any(path, school=school, on=on).school


def read_any(
    path: str | PathLike[str],
    *,
    school: str | None = None,
    on: date | None = None,
    answers: Answers | None = None,
    called: str = "",
) -> Reading:
    """The school of a folder or a file as ``read_school`` has it, with how sheets were read.

    Args:
        path: the folder or the file.
        school: of a OneRoster export with several schools, the id or the name of one.
        on: of a OneRoster export, the day whose classes are taken; None: its newest.
        answers: what people said of sheets.
        called: what people call the file, where its own name says nothing.

    Raises InputError with every fault of every table and rule.
    """
    path = Path(path)
    sheets: Import | None = None
    if not (path.is_dir() or path.is_file()):
        raise InputError(
            [
                Fault(
                    str(path.name),
                    None,
                    "",
                    "",
                    say("files.exists", "a folder or a file that exists"),
                )
            ]
        )
    if is_oneroster(path):
        parsed = read_oneroster(path, school=school, on=on)
    elif school is not None:
        expected = say("oneroster.for_school", "a OneRoster export, where one school is asked for")
        raise InputError([Fault(path.name, None, "", school, expected)])
    else:
        parsed, sheets = _parsed(path, on, answers, called)
    beside = rules_beside(path)
    data = b""
    try:
        if beside is not None and not beside.is_file():
            # A pipe would be waited for.
            raise UnreadableError(say("files.a_file", "a file"))
        if beside is not None:
            data = read_file(beside)
    except (UnreadableError, OSError) as error:
        words = error.message if isinstance(error, UnreadableError) else quote(str(error))
        parsed.faults.append(Fault(FILE, None, "", "", words))
    return Reading(build_school(parsed, data, on=on), sheets)


def rules_beside(path: Path) -> Path | None:
    """The rules.toml of a folder, or beside a file, however its name is written."""
    folder = path if path.is_dir() else path.parent
    try:
        found = sorted(one for one in folder.iterdir() if one.name.lower() == FILE)
    except OSError:
        return None
    return next((one for one in found if one.name == FILE), next(iter(found), None))


def _parsed(
    path: Path, on: date | None, answers: Answers | None, called: str
) -> tuple[Parsed, Import | None]:
    """The tables of a folder or a file; of sheets of any other kind, what they come to."""
    parsed = Parsed()
    if path.is_dir() or path.suffix.lower() not in TEXTS:
        raw = raw_tables(path, called)
        parsed = parse_tables(raw)
        unread = any(note.code in UNREAD_SHEET for note in raw.notes)
        if path.is_dir() or not (unread or (parsed.faults and raw.whole)):
            return parsed, None
    # Imported here: most schools come as tables, and their reading waits for nothing else.
    from pairing.io.sheets import import_sheets
    from pairing.io.sheets.answers import ANSWERS

    try:
        made = import_sheets([path], answers, today=on, called={path: called or path.name})
    except InputError as error:
        if wrong := [fault for fault in error.faults if fault.table == ANSWERS]:
            # The file was read as sheets, and is no broken table of a school.
            parsed.faults[:] = wrong
        elif not parsed.faults:
            parsed.faults += () if parsed.tables else error.faults
        return parsed, None
    if made.only_tables and not parsed.faults and parsed.tables:
        return parsed, None
    made.raw.notes += made.told()
    other = parse_tables(made.raw)
    if made.only_tables and other.faults and parsed.tables:
        return parsed, None
    return other, made


def build_school(parsed: Parsed, rules: bytes, *, on: date | None = None) -> School:
    """The school of parsed tables and the bytes of a rules.toml.

    Raises InputError with every fault.
    """
    read = read_rules_toml(rules)
    faults = [*parsed.faults, *read.faults]
    if not parsed.faults:
        entries, told = rules_without(read.entries, parsed.left)
        school = School.of(
            parsed.tables,
            entries,
            read.screening,
            read.session_settings,
            on,
            parsed.leavers_scores,
            (*parsed.notes, *told),
            read.monitoring,
        )
        faults += read_rules(entries, school)[1]
        if not faults:
            return school
    raise InputError(faults)


def school_texts(
    tables: Mapping[str, Iterable[Record]],
    rules: Iterable[RuleEntry] = (),
    screening: ScreeningSettings | None = None,
    session_settings: SessionSettings | None = None,
    monitoring: MonitoringSettings | None = None,
) -> dict[str, str]:
    """Tables and rules as the files of a folder that ``read_school`` reads, by name."""
    texts = {}
    for kind in TABLES:
        rows = tuple(tables.get(kind.table, ()))
        if rows or kind.required:
            fields = tuple(kind.model_fields)
            values = ([getattr(row, name) for name in fields] for row in rows)
            texts[f"{kind.table}.csv"] = csv_text(kind.columns(), values)
    entries = tuple(rules)
    if entries or screening or session_settings or monitoring:
        texts[FILE] = rules_toml(
            entries,
            screening or ScreeningSettings(),
            session_settings or SessionSettings(),
            monitoring or MonitoringSettings(),
        )
    return texts


def write_school(
    tables: Mapping[str, Iterable[Record]],
    folder: str | PathLike[str],
    rules: Iterable[RuleEntry] = (),
    screening: ScreeningSettings | None = None,
    session_settings: SessionSettings | None = None,
    monitoring: MonitoringSettings | None = None,
) -> None:
    """Write tables and rules as a folder that ``read_school`` reads."""
    texts = school_texts(tables, rules, screening, session_settings, monitoring)
    write_whole(Path(folder), texts)
