"""Files to what their sheets say: the pages of each, and every page read as what it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from pairing.io.raw.tables import read_file
from pairing.io.raw.unreadable import UnreadableError
from pairing.io.sheets.answers import Answers, corrected
from pairing.io.sheets.found import Found
from pairing.io.sheets.misnamed import misnamed
from pairing.io.sheets.page import Page, read_pages
from pairing.io.sheets.readers.lists import read_class_list, read_names, read_signs, read_staff
from pairing.io.sheets.readers.marks.mark_sheets import read_marks
from pairing.io.sheets.readers.turned import upright
from pairing.io.sheets.readers.wall_plans import read_wall_plan
from pairing.io.sheets.readers.weeks.drawn_weeks import read_week
from pairing.io.sheets.readers.weeks.teaching_grid import is_teaching_grid, read_teaching_grid
from pairing.io.sheets.readers.worded import worded
from pairing.io.sheets.recognising.blocks import Block
from pairing.io.sheets.recognising.headers import blocks_of
from pairing.io.sheets.recognising.recognise import KINDS, NOTHING, kind_of, table_of
from pairing.io.sheets.recognising.titles import class_in, homeroom_in
from pairing.io.sheets.told import SheetTold
from pairing.io.timetables.fet import fet_of_rows
from pairing.io.timetables.formats import may_be_timetable, timetable_of
from pairing.io.timetables.taking import page_of, take_timetable
from pairing.io.vocabulary.aliases import table_name
from pairing.io.vocabulary.words import sheet_message
from pairing.model.messages.fault import Fault, InputError
from pairing.model.messages.message import Message, say

__all__ = ["found_in", "pages_of"]

_DRAWN = ("seating plan", "timetable")


def pages_of(
    files: Sequence[Path], called: Mapping[Path, str], notes: list[Message]
) -> tuple[Page, ...]:
    """The sheets of some files that have anything in them.

    Args:
        files: workbooks and CSV files.
        called: what people call a file, where its own name says nothing.
        notes: what there is to tell of the reading; added to.

    Raises InputError where a file cannot be read, or has two sheets for one table.
    """
    pages: list[Page] = []
    faults: list[Fault] = []
    for file in files:
        name = called.get(file, file.name)
        try:
            if may_be_timetable(file):
                timetable = timetable_of(read_file(file), name)
                pages.append(page_of(timetable, name, Path(name).stem))
                continue
            read = tuple(map(_known_export, read_pages(file, notes, name)))
        except (UnreadableError, OSError) as error:
            words = error.message if isinstance(error, UnreadableError) else _quoted(error)
            faults.append(Fault(name, None, "", "", words))
            continue
        filled = [page for page in read if page.rows]
        faults += _one_sheet_each(filled)
        pages += filled
    if faults:
        raise InputError(faults)
    return tuple(pages)


def _known_export(page: Page) -> Page:
    """A sheet that another program has written, as the timetable that it is."""
    timetable = fet_of_rows(page.rows)
    return page if timetable is None else replace(page, timetable=timetable)


def _one_sheet_each(pages: Iterable[Page]) -> Iterator[Fault]:
    """Of a file, the sheets that are called as a table that has a sheet before."""
    named: dict[str, str] = {}
    for page in pages:
        table = table_name(page.name)
        if table is None:
            continue
        if table in named and kind_of(page)[0] in _DRAWN:
            # Drawn on a sheet of that name it is another thing.
            continue
        first = named.setdefault(table, page.name)
        if first != page.name:
            expected = say("files.one_sheet", "one sheet for it; there is {sheet}", sheet=first)
            yield Fault(table, None, "", page.name, expected)


def _quoted(error: OSError) -> Message:
    return say("files.cannot_open", "a file that is there and can be opened", error=str(error))


def found_in(pages: Iterable[Page], answers: Answers, found: Found | None = None) -> Found:
    """All that some sheets say, each read for what it is.

    Args:
        pages: the sheets.
        answers: what people said of sheets.
        found: what is known of the school that is brought up to date; added to.
    """
    found = found or Found()
    taken = [_taken_for(page, answers) for page in pages]
    told: dict[int, SheetTold] = {}
    # A drawn plan comes last: whose name stands in a cell is known then.
    for number in sorted(range(len(taken)), key=lambda one: taken[one].kind == "seating plan"):
        told[number] = _read(taken[number], answers, found)
    for number, one in enumerate(taken):
        told[number].doubts += misnamed(one.page, one.kind, found.tables)
        found.told.append(told[number])
    return found


class _Taken(NamedTuple):
    """A sheet with what it is taken for; it may have been turned so that rows are pupils."""

    page: Page
    kind: str
    blocks: tuple[Block, ...]
    shape: str
    turned: bool


def _taken_for(page: Page, answers: Answers) -> _Taken:
    """What a sheet is, or what people said it is, and its blocks as they said those are."""
    turned = upright(page)
    page = turned or page
    kind, blocks = kind_of(page)
    shape = blocks[0].shape if blocks else ""
    given = answers.said(shape or f"sheet {page.name}", "kind")
    kinds = (*KINDS, NOTHING) if page.timetable is None else ("timetable", NOTHING)
    if isinstance(given, str) and given in kinds:
        kind = "" if given == NOTHING else given
        blocks = blocks_of(page)
    own = tuple(corrected(block, answers) for block in blocks)
    return _Taken(page, kind, own, shape, turned is not None)


def _read(taken: _Taken, answers: Answers, found: Found) -> SheetTold:
    """Read one sheet for what it is taken for."""
    page, kind, blocks, shape, turned = taken
    told = SheetTold(page.file, page.name, kind, shape)
    titles = [title for block in blocks for title in block.titles]
    own_class = class_in([*titles, page.name])
    if own_class and (name := homeroom_in(titles)):
        found.homerooms.setdefault(own_class, name)
    _read_as(kind, page, blocks, answers, found, told)
    if turned and kind == "marks":
        told.doubts.append(
            say(
                "sheets.turned",
                "the pupils stand side by side: read with rows and columns swapped, and so are the "
                "cells that are named here",
            )
        )
    if page.hidden and told.taken:
        told.doubts.append(
            say(
                "sheets.hidden",
                "this sheet is hidden in its workbook, and was read all the same: delete it there, "
                "or say that it is nothing",
            )
        )
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
        "timetable": lambda: _read_timetable(page, answers, found, told),
        "names": lambda: read_names(page, found, told),
    }
    of_blocks: Mapping[str, Callable[[Block], None]] = {
        "marks": lambda block: read_marks(block, answers, found, told),
        "class list": lambda block: read_class_list(block, answers, found, told),
        "teachers": lambda block: read_staff(block, found, told),
        "signs": lambda block: read_signs(block, answers, found, told),
    }
    if kind == "teachers" and is_teaching_grid(page):
        read_teaching_grid(page, found, told)
    elif kind in readers:
        readers[kind]()
    elif kind in of_blocks:
        for block in blocks:
            of_blocks[kind](block)
            told.leave_rows([str(row) for row in block.before])


def _read_timetable(page: Page, answers: Answers, found: Found, told: SheetTold) -> None:
    if page.timetable is not None:
        take_timetable(page.timetable, page, answers, found, told)
    else:
        read_week(page, answers, found, told)


def _read_table(page: Page, answers: Answers, found: Found, told: SheetTold) -> None:
    table = table_of(page) or table_of(page, partly=True)
    if table is None:
        return
    found.tables[table.name] = worded(table, page, answers, told)
    told.taken.append(
        say(
            "sheets.table_taken",
            "{count} rows of {table}",
            count=len(table.rows),
            table=sheet_message(table.name),
        )
    )
