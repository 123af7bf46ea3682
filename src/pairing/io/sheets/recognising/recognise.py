"""What a sheet is, by what is in it; its name helps where that is not enough."""

from __future__ import annotations

from pairing.io.raw.tables import RawTable
from pairing.io.sheets.page import Page
from pairing.io.sheets.readers.lists import is_names
from pairing.io.sheets.readers.marks.mark_columns import has_marks
from pairing.io.sheets.readers.set_lists import is_of_students
from pairing.io.sheets.readers.wall_plans import is_wall_plan
from pairing.io.sheets.readers.weeks.drawn_weeks import is_week
from pairing.io.sheets.readers.weeks.teaching_grid import is_teaching_grid
from pairing.io.sheets.recognising.blocks import Block
from pairing.io.sheets.recognising.headers import blocks_of
from pairing.io.sheets.recognising.words import Role
from pairing.io.vocabulary.aliases import column_name, table_name
from pairing.model.records import TABLES, Record

__all__ = ["KINDS", "NOTHING", "TITLES", "kind_of", "table_of"]

KINDS = ("table", "marks", "class list", "teachers", "signs", "seating plan", "timetable", "names")
"""What a sheet can be taken for; anything else is left out and told."""
NOTHING = "nothing"
TITLES = ("taken", "not made use of", "in doubt")
"""The headings of what is told of a sheet."""
_TITLES = 4
"""So many rows may stand above the header of a table."""


def kind_of(page: Page) -> tuple[str, tuple[Block, ...]]:
    """(what a sheet is, its blocks where it has headers); ('', ()) where nobody knows."""
    if page.timetable is not None:
        return ("timetable", ()) if page.timetable.lessons else ("", ())
    if table_of(page) is not None:
        return "table", ()
    if is_week(page):
        return "timetable", ()
    if is_wall_plan(page):
        return "seating plan", ()
    if is_teaching_grid(page):
        return "teachers", ()
    blocks = blocks_of(page)
    for kind, is_one in (
        ("signs", _is_signs),
        ("teachers", _is_staff),
        ("marks", has_marks),
    ):
        if any(map(is_one, blocks)):
            return kind, tuple(block for block in blocks if is_one(block))
    if any(block.of_role(Role.NAME, Role.LAST_NAME) for block in blocks):
        return "class list", blocks
    if is_names(page):
        return "names", ()
    return ("table", ()) if table_of(page, partly=True) is not None else ("", ())


def _is_signs(block: Block) -> bool:
    return bool(block.of_role(Role.DIMENSION, Role.INDICATOR)) and not has_marks(block)


def _is_staff(block: Block) -> bool:
    who = block.of_role(Role.TEACHER, Role.NAME)
    duties = block.of_role(Role.DUTIES, Role.TEACHES, Role.TEACHER_ID)
    # Class, subject and teacher in three columns say who teaches what.
    teaching = block.first(Role.TEACHER) and block.of_role(Role.SUBJECT, Role.CLASS)
    about_others = bool(block.of_role(Role.DIMENSION)) or is_of_students(block)
    return bool(who) and bool(duties or teaching) and not about_others


def table_of(page: Page, partly: bool = False) -> RawTable | None:
    """The sheet as one of the tables of a school, where its header is that of one.

    Args:
        page: the sheet.
        partly: whether a sheet that is named so may lack some columns, which is then a fault.
    """
    named = table_name(page.name)
    for place, (_, cells) in enumerate(page.rows[:_TITLES]):
        header = tuple(column_name(cell) for cell in cells)
        for kind in TABLES:
            if _fits(kind, header, named, partly):
                rows = tuple(
                    (row, dict(zip(header, own, strict=False)))
                    for row, own in page.rows[place + 1 :]
                )
                return RawTable(kind.table, header, rows)
    return None


def _fits(kind: type[Record], header: tuple[str, ...], named: str | None, partly: bool) -> bool:
    """Whether a header is that of a table: all that must be there, or most of it."""
    columns = set(kind.columns())
    must = {column for column in columns if not kind.may_be_empty(column)}
    there = must & set(header)
    if named == kind.table:
        return there == must or (partly and 2 * len(there) > len(must))
    # A class list or a mark sheet is no table: it has other columns beside.
    others = [one for one in header if one and one not in columns]
    return there == must and len(must) >= 3 and not others
