"""Sheets as they are, from files to the tables of a school, and the account of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from pairing.io.aliases import table_name
from pairing.io.sheets.answers import Answers
from pairing.io.sheets.drawings import read_wall_plan, read_week
from pairing.io.sheets.found import Found
from pairing.io.sheets.headers import Block, blocks_of, corrected
from pairing.io.sheets.lists import read_class_list, read_names, read_signs, read_staff
from pairing.io.sheets.maker import Row, Rows
from pairing.io.sheets.marks import read_marks
from pairing.io.sheets.page import BOOKS, TEXTS, Page, read_pages
from pairing.io.sheets.people import Roster, roster_of
from pairing.io.sheets.recognise import KINDS, NOTHING, TITLES, kind_of, table_of
from pairing.io.sheets.tables import merged_table, pupils_of, tables_of
from pairing.io.sheets.titles import class_in, homeroom_in
from pairing.io.sheets.told import SheetTold
from pairing.io.sheets.worded import worded
from pairing.io.tables import RawSchool, RawTable
from pairing.io.unreadable import UnreadableError
from pairing.model.fields import read_day
from pairing.model.messages.fault import Fault, InputError
from pairing.model.messages.message import Message, join, say, word
from pairing.model.records import TABLES

__all__ = ["SUFFIXES", "Import", "import_sheets"]

_BLANK = {kind.table: dict.fromkeys(kind.columns(), "") for kind in TABLES}

SUFFIXES = (*BOOKS, *TEXTS)
"""The endings of files that may hold sheets."""


@dataclass
class Import:
    """Tables made of sheets, and the account of it."""

    raw: RawSchool
    sheets: list[SheetTold] = field(default_factory=list)
    answers: Answers = field(default_factory=Answers)
    notes: list[Message] = field(default_factory=list)
    listed: frozenset[str] = frozenset()
    """The ids of pupils who stand in a list of a whole class, and ``listed_classes`` those."""
    listed_classes: frozenset[str] = frozenset()
    pages: tuple[Page, ...] = ()
    """The sheets as they came, in the order of ``sheets``."""
    named: frozenset[str] = frozenset()
    """The ids of all pupils whom the sheets name, in a list or anywhere else."""

    @property
    def only_tables(self) -> bool:
        """Whether all that was read are tables of a school as this program has them."""
        return all(one.kind in ("", "table") for one in self.sheets)

    def told(self) -> list[Message]:
        """All of it in the order of the sheets: what was taken, left out, in doubt, assumed."""
        found = []
        tables = [one for one in self.sheets if one.kind == "table"]
        if tables:
            rows = join(word for one in tables for word in one.taken)
            found.append(say("sheets.tables", "tables of a school: {words}", words=rows))
            found += [word for one in tables for word in one.doubts]
        for one in self.sheets:
            if one.kind == "table":
                continue
            where = say(
                "sheets.sheet",
                "{file}, {sheet}: taken for {kind}",
                file=one.file,
                sheet=one.sheet,
                kind=word(one.kind or NOTHING),
            )
            found.append(where)
            for title, words in zip(TITLES, (one.taken, one.left_out, one.doubts), strict=True):
                if words:
                    found.append(
                        say(
                            "sheets.of_sheet",
                            "{sheet}, {title}: {words}",
                            sheet=one.sheet,
                            title=word(title),
                            words=join(words),
                        )
                    )
        found += self.notes
        found += [
            say("sheets.assumed", "assumed: {words}", words=one.words)
            for one in self.answers.assumed
        ]
        return found


def import_sheets(
    files: Sequence[Path],
    answers: Answers | None = None,
    *,
    into: Iterable[RawTable] = (),
    today: date | None = None,
    called: Mapping[Path, str] | None = None,
) -> Import:
    """The tables of a school from sheets of any kind, together.

    Args:
        files: workbooks and CSV files.
        answers: what people answered before.
        into: the tables of the school that is brought up to date.
        today: the day for what has none; the clock's if left out.
        called: what people call a file, where its own name says nothing.

    Raises InputError where a file cannot be read, and where nothing is a sheet that is known.
    """
    asked = answers or Answers()
    found, faults = Found(), []
    read: list[Page] = []
    notes: list[Message] = []
    unknown: list[str] = []
    for file in files:
        named: dict[str, str] = {}
        try:
            pages = read_pages(file, notes, (called or {}).get(file, file.name))
        except (UnreadableError, OSError) as error:
            words = error.message if isinstance(error, UnreadableError) else _quoted(error)
            faults.append(Fault(file.name, None, "", "", words))
            continue
        for page in pages:
            if not page.rows:
                continue
            if (own := table_name(page.name)) is not None:
                first = named.setdefault(own, page.name)
                if first != page.name:
                    expected = say(
                        "files.one_sheet", "one sheet for it; there is {sheet}", sheet=first
                    )
                    faults.append(Fault(own, None, "", page.name, expected))
            read.append(page)
            told = _read(page, asked, found)
            found.told.append(told)
            if not told.kind:
                unknown.append(page.name)
    if faults:
        raise InputError(faults)
    if all(not told.kind for told in found.told):
        expected = say(
            "sheets.expected",
            "a mark sheet, a class list, a list of teachers or of signs, a seating plan, a "
            "timetable, or a table of a school",
        )
        names = ", ".join(unknown) or ", ".join(file.name for file in files)
        raise InputError([Fault(files[0].name, None, "", names, expected)])
    base = {table.name: [cells for _, cells in table.rows] for table in into}
    for name, table in found.tables.items():
        base[name] = [cells for _, cells in merged_table(
            name, base.get(name, ()), [cells for _, cells in table.rows]
        ).rows]  # fmt: skip
    # A table may lack columns, which is then a fault of its own.
    base = {name: [_whole_row(name, row) for row in rows] for name, rows in base.items()}
    day = today or _newest(found, base)
    default_class = _default_class(found, asked, base)
    roster = roster_of(found, pupils_of(base.get("students", ())), default_class)
    rows, more = tables_of(found, roster, asked, base, day)
    tables = [
        merged_table(kind.table, base.get(kind.table, ()), rows.get(kind.table, ()))
        for kind in TABLES
        if kind.required or base.get(kind.table) or rows.get(kind.table)
    ]
    listed = {one.student_id: one.class_id for one in roster.pupils.values() if one.listed}
    if "students" in found.tables:
        listed |= {
            cells["student_id"]: cells.get("class_id", "")
            for _, cells in found.tables["students"].rows
            if cells.get("student_id")
        }
    return Import(
        RawSchool(tables=tables),
        found.told,
        asked,
        [*notes, *more],
        frozenset(listed),
        frozenset(listed.values()),
        tuple(read),
        frozenset(listed) | _named(found, roster, rows),
    )


def _named(found: Found, roster: Roster, rows: Rows) -> frozenset[str]:
    """The ids of pupils whom a sheet names, though in no list of a class."""
    new = (one.student_id for one in roster.pupils.values() if not one.known)
    read = (cells for table in found.tables.values() for _, cells in table.rows)
    made = (row for name, own in rows.items() if name != "students" for row in own)
    return frozenset(new) | {
        student_id for row in (*read, *made) if (student_id := row.get("student_id"))
    }


def _whole_row(table: str, row: Row) -> Row:
    """A row with every column of its table, blank where there is none."""
    blank = _BLANK.get(table, {})
    return row if row.keys() >= blank.keys() else {**blank, **row}


def _newest(found: Found, base: Mapping[str, list[Row]]) -> date:
    """The day of the newest exam that is known; today where none is."""
    days = [exam.day for exam in found.exams.values()]
    for row in base.get("scores", ()):
        with suppress(ValueError):
            days.append(read_day(row.get("date", "")))
    today = date.today()  # noqa: DTZ011 - a day, and nobody's hour
    return max((day for day in days if day <= today), default=today)


def _quoted(error: OSError) -> Message:
    return say("files.cannot_open", "a file that can be opened ({error})", error=str(error))


def _default_class(found: Found, answers: Answers, base: Mapping[str, list[Row]]) -> str:
    """The class of pupils of whom no sheet says one: the only one that is named, or asked about."""
    whos = [member.who for member in (*found.members, *found.marked)]
    named = dict.fromkeys(
        [
            *(row["class_id"] for row in base.get("classes", ())),
            *(who.class_id for who in whos if who.class_id),
            *found.homerooms,
            *(class_id for _, class_id, _, _ in found.plans if class_id),
            *(lesson.class_id for lesson in found.lessons if lesson.class_id),
        ]
    )
    if len(named) == 1 or all(who.class_id for who in whos):
        return next(iter(named), "1")
    words = say("sheets.which_class", "the class is not said: {class_id}", class_id="1")
    return str(answers.ask("made", "class_id", "1", words))


def _read(page: Page, answers: Answers, found: Found) -> SheetTold:
    """Read one sheet for what it is, or for what people said it is."""
    kind, blocks = kind_of(page)
    shape = blocks[0].shape if blocks else ""
    given = answers.given.get(shape or f"sheet {page.name}", {}).get("kind")
    if isinstance(given, str) and given in (*KINDS, NOTHING):
        kind = "" if given == NOTHING else given
        blocks = blocks_of(page)
    blocks = tuple(corrected(block, answers.given.get(block.shape, {})) for block in blocks)
    told = SheetTold(page.file, page.name, kind, shape)
    titles = [title for block in blocks for title in block.titles]
    own_class = class_in([*titles, page.name])
    if own_class and (name := homeroom_in(titles)):
        found.homerooms.setdefault(own_class, name)
    _read_as(kind, page, blocks, answers, found, told)
    return told


def _read_as(
    kind: str,
    page: Page,
    blocks: tuple[Block, ...],
    answers: Answers,
    found: Found,
    told: SheetTold,
) -> None:
    readers: Mapping[str, Callable[[], None]] = {
        "table": lambda: _read_table(page, answers, found, told),
        "seating plan": lambda: read_wall_plan(page, answers, found, told),
        "timetable": lambda: read_week(page, answers, found, told),
        "names": lambda: read_names(page, found, told),
    }
    of_blocks: Mapping[str, Callable[[Block], None]] = {
        "marks": lambda block: read_marks(block, answers, found, told),
        "class list": lambda block: read_class_list(block, answers, found, told),
        "teachers": lambda block: read_staff(block, found, told),
        "signs": lambda block: read_signs(block, answers, found, told),
    }
    if kind in readers:
        readers[kind]()
    elif kind in of_blocks:
        for block in blocks:
            of_blocks[kind](block)


def _read_table(page: Page, answers: Answers, found: Found, told: SheetTold) -> None:
    table = table_of(page) or table_of(page, partly=True)
    if table is None:
        return
    found.tables[table.name] = worded(table, page, answers, told)
    told.taken.append(
        say(
            "sheets.table_taken", "{count} rows of {table}", count=len(table.rows), table=table.name
        )
    )
