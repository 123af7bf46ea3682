"""Sheets as they are made into the tables of a school, and the account of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from pairing.io.raw.tables import RawSchool, RawTable
from pairing.io.sheets.answers import Answers
from pairing.io.sheets.exam_names import exams_before
from pairing.io.sheets.found import Found, Who
from pairing.io.sheets.making.maker import Row, Rows
from pairing.io.sheets.making.people import Roster, roster_of
from pairing.io.sheets.making.places import Places
from pairing.io.sheets.making.plan_lists import list_plans
from pairing.io.sheets.making.tables import merged_table, pupils_of, tables_of
from pairing.io.sheets.making.weeks.week import lacks_teacher
from pairing.io.sheets.page import BOOKS, TEXTS, Page, normal
from pairing.io.sheets.reading import found_in, pages_of
from pairing.io.sheets.recognising.recognise import NOTHING, TITLES
from pairing.io.sheets.recognising.titles import class_in, grade_in
from pairing.io.sheets.told import SheetTold
from pairing.io.timetables.timetable import ENDINGS
from pairing.model.fields import read_day
from pairing.model.messages.fault import Fault, InputError
from pairing.model.messages.message import Message, join, say, word
from pairing.model.records import TABLES

__all__ = ["SUFFIXES", "Import", "import_sheets"]

ONLY_TOLD = frozenset(
    {"sheets.no_gender", "sheets.made_teachers", "sheets.exam_apart", "sheets.exam_moved"}
)
"""Notes of what was made up as the school itself would have it, or of what sheets and marks say
for sure, and nothing to be asked."""
_BLANK = {kind.table: dict.fromkeys(kind.columns(), "") for kind in TABLES}

_TITLES = 2
"""So many rows may name a grade above those of people."""

SUFFIXES = (*BOOKS, *TEXTS, *ENDINGS)
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
    def doubted(self) -> bool:
        """Whether anything is to be looked at before a plan can rest on it.

        That is an open question, a doubt, or a sheet that nobody knows what to take for.
        """
        return (
            any(not one.sure for one in self.answers.assumed)
            or any(one.doubts or not one.kind for one in self.sheets)
            or any(note.code not in ONLY_TOLD for note in self.notes)
        )

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
    notes: list[Message] = []
    pages = pages_of(files, called or {}, notes)
    there = list(into)
    before = {table.name: _cells(table) for table in there}
    names = {normal(row.get("name", "")) for row in before.get("students", ())}
    found = found_in(pages, asked, Found(before=exams_before(before), names=names))
    _expect_sheets(found, [(called or {}).get(one, one.name) for one in files])
    base = _base(there, found)
    list_plans(found, base)
    default_class = _default_class(found, asked, base)
    roster = roster_of(found, pupils_of(base.get("students", ())), default_class)
    maker = tables_of(found, roster, asked, base, today or _newest(found, base))
    base["timetable"] = [
        row for row in base.get("timetable", ()) if maker.stays(row) and not lacks_teacher(row)
    ]
    listed = _listed(found, roster)
    return Import(
        RawSchool(tables=_together(base, maker.rows), located=Places(found, roster, pages).located),
        found.told,
        asked,
        [*notes, *maker.notes],
        frozenset(listed),
        frozenset(listed.values()),
        pages,
        frozenset(listed) | _named(found, roster, maker.rows),
    )


def _expect_sheets(found: Found, files: Sequence[str]) -> None:
    """Raise InputError where nothing is a sheet that is known."""
    if any(told.kind for told in found.told):
        return
    expected = say(
        "sheets.expected",
        "a mark sheet, a class list, a list of teachers or of signs, a seating plan, a "
        "timetable, or a table of a school",
    )
    names = [told.sheet for told in found.told] or files
    raise InputError([Fault(files[0], None, "", ", ".join(names), expected)])


def _base(into: Iterable[RawTable], found: Found) -> dict[str, list[Row]]:
    """The rows there were, with those of sheets that are tables of a school themselves."""
    base = {table.name: _cells(table) for table in into}
    for name, table in found.tables.items():
        base[name] = _cells(merged_table(name, base.get(name, ()), _cells(table)))
    # A table may lack columns, which is then a fault of its own.
    return {name: [_whole_row(name, row) for row in rows] for name, rows in base.items()}


def _cells(table: RawTable) -> list[Row]:
    return [cells for _, cells in table.rows]


def _whole_row(table: str, row: Row) -> Row:
    """A row with every column of its table, blank where there is none."""
    blank = _BLANK.get(table, {})
    return row if row.keys() >= blank.keys() else {**blank, **row}


def _together(base: Mapping[str, list[Row]], rows: Rows) -> list[RawTable]:
    """The tables that a school needs, and those that have rows, there before or new."""
    return [
        merged_table(kind.table, base.get(kind.table, ()), rows.get(kind.table, ()))
        for kind in TABLES
        if kind.required or base.get(kind.table) or rows.get(kind.table)
    ]


def _listed(found: Found, roster: Roster) -> dict[str, str]:
    """The class of each pupil who stands in a list of a whole class, by id."""
    listed = {one.student_id: one.class_id for one in roster.pupils.values() if one.listed}
    if "students" in found.tables:
        listed |= {
            cells["student_id"]: cells.get("class_id", "")
            for _, cells in found.tables["students"].rows
            if cells.get("student_id")
        }
    return listed


def _named(found: Found, roster: Roster, rows: Rows) -> frozenset[str]:
    """The ids of pupils whom a sheet names, though in no list of a class."""
    new = (one.student_id for one in roster.pupils.values() if not one.known)
    read = (cells for table in found.tables.values() for _, cells in table.rows)
    made = (row for name, own in rows.items() if name != "students" for row in own)
    return frozenset(new) | {
        student_id for row in (*read, *made) if (student_id := row.get("student_id"))
    }


def _newest(found: Found, base: Mapping[str, list[Row]]) -> date:
    """The day of the newest exam that is known; today where none is."""
    days = [exam.day for exam in found.exams.values()]
    for text in {row.get("date", "") for row in base.get("scores", ())}:
        with suppress(ValueError):
            days.append(read_day(text))
    today = date.today()  # noqa: DTZ011 - a day, and nobody's hour
    return max((day for day in days if day <= today), default=today)


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
    likely = class_in(_titles(whos)) or grade_in(_titles(whos)) or "1"
    words = say("sheets.which_class", "the class is not said: {class_id}", class_id=likely)
    return str(answers.ask("made", "class_id", likely, words, sure=not named))


def _titles(people: Iterable[Who]) -> Iterator[str]:
    """The names of the sheets where people stand, and what stands above them."""
    for page in dict.fromkeys(who.page for who in people):
        yield page.name
        yield from (cell for _, cells in page.rows[:_TITLES] for cell in cells if cell)
        yield page.file
