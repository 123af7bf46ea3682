"""The seating plan as it is drawn on the wall: a grid of names, and where the front is."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from pairing.io.raw.cells import shown
from pairing.io.sheets.answers import Answers
from pairing.io.sheets.found import Found, Place
from pairing.io.sheets.page import Page, cell_name, normal
from pairing.io.sheets.recognising.titles import class_in, day_in
from pairing.io.sheets.recognising.words import Role, is_subject, role_of
from pairing.io.sheets.told import SheetTold
from pairing.language import N_
from pairing.model.messages.message import named, say, say_count

__all__ = ["is_wall_plan", "name_drawn", "read_wall_plan"]

Names = frozenset[str]
"""How students are called who are known, as names are compared."""

_FRONT = re.compile(
    r"^(讲台|講台|讲桌|黑板|教师讲台|podium|front|board|teacher'?sdesk|whiteboard|blackboard)$"
)
_AISLE = re.compile(r"^(过道|過道|走道|走廊|通道|aisle|gap)$")
_EMPTY = re.compile(r"^(空|空位|空座|empty|x|×|-|—|/)$")
_DOOR = re.compile(
    r"^(门|門|前门|后门|窗|窗户|window|door|第?[一二三四五六七八九十\d]+[排组列行組]|row\d+|group\d+)$"
)
_DUTY = re.compile(
    r"(委员|委員|代表|班长|班長|组长|組長|队长|隊長|书记|書記|部长|部長|团支书|[学体生文纪劳宣]委"
    r"|monitor|captain|prefect)$"
)
"""A duty of a pupil, which may stand in a row below the names."""
_SEATING = re.compile(r"座位|座次|seat")
_PERSON = re.compile(r"[^\W\d_][^\d_:：;；]{0,39}")
_FRONTS = (N_("top"), N_("bottom"))
"""Where the front of a drawn plan can be."""
_FEWEST = 3
_BESIDE_A_NAME = re.compile(r"[(（].*[)）]$|[★☆*＊●○]")
"""A duty or a sign that is drawn beside a name: 王子涵（班长）."""


def name_drawn(text: str) -> str:
    """The name that a plan draws, without what stands beside it."""
    return _BESIDE_A_NAME.sub("", text).strip()


def is_wall_plan(page: Page) -> bool:
    """Whether a sheet is a seating plan as it is drawn: a grid of names, and where the front is."""
    cells = [normal(cell) for _, row in page.rows for cell in row if cell]
    told = any(_FRONT.match(cell) for cell in cells) or _SEATING.search(normal(page.name))
    titles = any(_SEATING.search(cell) for cell in cells[:3])
    return bool(told or titles) and sum(len(row) >= 2 for row in _grid(page)) >= 2


def _grid(page: Page, names: Names = frozenset()) -> Iterator[list[tuple[int, int, str]]]:
    """The names of each row of a plan, as (row, column, name)."""
    for row, cells in page.rows:
        filled = [
            (row, place, shown(cell))
            for place, cell in enumerate(cells)
            if cell and _is_person(cell, names)
        ]
        if filled:
            yield filled


def _is_person(cell: str, names: Names = frozenset()) -> bool:
    """Whether a cell names somebody: a student who is known, whatever else the name may mean."""
    text = normal(cell)
    if text in names or normal(name_drawn(shown(cell))) in names:
        return True
    signs = (_FRONT, _AISLE, _EMPTY, _DOOR)
    titled = _SEATING.search(text) or class_in([cell])
    return (
        not any(sign.match(text) for sign in signs)
        and not titled
        # Somebody may be called 进步.
        and role_of(cell) in (None, Role.LEVEL)
        and _PERSON.fullmatch(cell.strip()) is not None
    )


@dataclass
class _Drawing:
    """Rows and columns of a plan that hold seats."""

    rows: list[int]
    columns: list[int]
    cells: dict[tuple[int, int], str]


def read_wall_plan(page: Page, answers: Answers, found: Found, told: SheetTold) -> None:
    """Add the seats of a drawn plan: who sits where, and which seats share a desk."""
    names = found.everybody()
    titles = [
        cell for _, cells in page.rows for cell in cells if cell and not _is_person(cell, names)
    ]
    drawing = _seats(page, names)
    if not drawing.rows:
        told.doubts.append(say("sheets.no_seats", "no cell has a name: nothing is taken"))
        return
    first, last = min(drawing.rows), max(drawing.rows)
    front = [row for row, cells in page.rows if any(_FRONT.match(normal(one)) for one in cells)]
    at_bottom = bool(front) and front[0] > last
    if not front:
        words = say(
            "sheets.front", "{sheet} does not say where the front is: at the top", sheet=page.name
        )
        answer = answers.ask(f"sheet {page.name}", "front", _FRONTS[0], words, _FRONTS)
        at_bottom = answer == _FRONTS[1]
    rows, columns = drawing.rows, drawing.columns
    if at_bottom:
        # Drawn as the teacher sees it: the back row on top, and left is the pupils' right.
        rows, columns = rows[::-1], columns[::-1]
        told.doubts.append(
            say(
                "sheets.from_the_front",
                "the front is at the bottom, so left and right are taken as the teacher sees them",
            )
        )
    desks = _desks(drawing.columns)
    places = [
        Place(
            depth,
            across,
            f"{depth}-{desks[column]}",
            drawing.cells.get((row, column), ""),
            cell_name(row, column),
            column,
        )
        for depth, row in enumerate(rows, 1)
        for across, column in enumerate(columns, 1)
    ]
    class_id = class_in([*titles, page.name, page.file])
    day = day_in([*titles, page.name])[0]
    found.plans.append((page, class_id, tuple(places), day))
    told.taken.append(
        say(
            "sheets.plan_taken",
            "{count} of {seats} seats in {rows} rows (from {first} to {last})",
            count=len(drawing.cells),
            seats=len(places),
            rows=len(rows),
            first=cell_name(first, drawing.columns[0]),
            last=cell_name(last, drawing.columns[-1]),
        )
    )
    duties = sorted(_duty_rows(page, names))
    _tell_others(page, drawing, duties, told)
    if duties:
        told.left_out.append(
            say(
                "sheets.duty_rows",
                "rows {rows}: the duties of those above",
                rows=named(map(str, duties)),
            )
        )


def _tell_others(page: Page, drawing: _Drawing, duties: Collection[int], told: SheetTold) -> None:
    """Tell of cells among the seats that name nobody, but for those that say that they are none."""
    rows = set(range(min(drawing.rows), max(drawing.rows) + 1)).difference(duties)
    columns = range(min(drawing.columns), max(drawing.columns) + 1)
    others = [
        f"{shown(cell)} ({cell_name(row, place)})"
        for row, cells in page.rows
        for place, cell in enumerate(cells)
        if row in rows and place in columns and (row, place) not in drawing.cells
        if shown(cell) and not any(sign.match(normal(cell)) for sign in (_AISLE, _EMPTY, _FRONT))
    ]
    if others:
        told.doubts.append(
            say_count(
                "sheets.no_names",
                "{count} cell among the seats is taken for no name, and is left out: {cells}",
                "{count} cells among the seats are taken for no names, and are left out: {cells}",
                len(others),
                cells=named(others),
            )
        )


def _seats(page: Page, names: Names) -> _Drawing:
    rows_of_duties = _duty_rows(page, names)
    cells = {
        (row, place): name
        for filled in _grid(page, names)
        for row, place, name in filled
        if row not in rows_of_duties
    }
    rows = sorted({row for row, _ in cells})
    columns = sorted({column for _, column in cells})
    return _Drawing(rows, columns, cells)


def _duty_rows(page: Page, names: Names) -> set[int]:
    """The rows that say the duties of those who sit above: they hold no seats."""
    found: set[int] = set()
    above = False
    for filled in _grid(page, names):
        duties = all(_DUTY.search(normal(cell)) or is_subject(cell) for _, _, cell in filled)
        if duties and above:
            found.add(filled[0][0])
        above = not duties
    return found


def _desks(columns: Sequence[int]) -> dict[int, int]:
    """The number of each column's desk: two by two between aisles, or all of an odd number."""
    runs: list[list[int]] = []
    for column in columns:
        if runs and column == runs[-1][-1] + 1:
            runs[-1].append(column)
        else:
            runs.append([column])
    number = 0
    found: dict[int, int] = {}
    for run in runs:
        size = 2 if len(run) % 2 == 0 else len(run) if len(run) <= _FEWEST else 1
        for start in range(0, len(run), size):
            number += 1
            found |= dict.fromkeys(run[start : start + size], number)
    return found
