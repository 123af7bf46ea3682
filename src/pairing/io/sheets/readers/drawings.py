"""What is drawn: the seating plan as on the wall, and the timetable as a grid of weekdays."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pairing.io.raw.cells import shown
from pairing.io.sheets.answers import Answers
from pairing.io.sheets.found import Found, Place
from pairing.io.sheets.making.times import add_gaps, add_slot, clock, times_assumed, times_said
from pairing.io.sheets.page import Page, cell_name, normal
from pairing.io.sheets.readers.week_cells import lessons_of_cell
from pairing.io.sheets.recognising.blocks import at
from pairing.io.sheets.recognising.titles import class_in, day_in
from pairing.io.sheets.recognising.words import Role, is_subject, period_kind, role_of, weekday_of
from pairing.io.sheets.told import SheetTold
from pairing.language import N_
from pairing.model.messages.message import named, say

__all__ = ["is_wall_plan", "is_week", "read_wall_plan", "read_week"]

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
_DAYS = 3
"""A row that names so many days of the week is the header of a timetable."""
_BARE_DAYS = ("一", "二", "三", "四", "五", "六", "日")
_SCHOOL_DAYS = 5
_REMARK = re.compile(r"备注|備註|说明|說明|注[:：]|(notes?|remarks?)\b")
"""How a remark under a drawn week begins."""
_LABEL = 8
"""What names a period has no more letters."""


def is_wall_plan(page: Page) -> bool:
    """Whether a sheet is a seating plan as it is drawn: a grid of names, and where the front is."""
    cells = [normal(cell) for _, row in page.rows for cell in row if cell]
    told = any(_FRONT.match(cell) for cell in cells) or _SEATING.search(normal(page.name))
    titles = any(_SEATING.search(cell) for cell in cells[:3])
    return bool(told or titles) and sum(len(row) >= 2 for row in _grid(page)) >= 2


def _grid(page: Page) -> Iterator[list[tuple[int, int, str]]]:
    """The names of each row of a plan, as (row, column, name)."""
    for row, cells in page.rows:
        filled = [
            (row, place, shown(cell))
            for place, cell in enumerate(cells)
            if cell and _is_person(cell)
        ]
        if filled:
            yield filled


def _is_person(cell: str) -> bool:
    text = normal(cell)
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
    titles = [cell for _, cells in page.rows for cell in cells if cell and not _is_person(cell)]
    drawing = _seats(page)
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
    if duties := sorted(_duty_rows(page)):
        told.left_out.append(
            say(
                "sheets.duty_rows",
                "rows {rows}: the duties of those above",
                rows=named(map(str, duties)),
            )
        )


def _seats(page: Page) -> _Drawing:
    rows_of_duties = _duty_rows(page)
    cells = {
        (row, place): name
        for filled in _grid(page)
        for row, place, name in filled
        if row not in rows_of_duties
    }
    rows = sorted({row for row, _ in cells})
    columns = sorted({column for _, column in cells})
    return _Drawing(rows, columns, cells)


def _duty_rows(page: Page) -> set[int]:
    """The rows that say the duties of those who sit above: they hold no seats."""
    found: set[int] = set()
    above = False
    for filled in _grid(page):
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


def is_week(page: Page) -> bool:
    """Whether a sheet is a timetable: days of the week side by side."""
    return _week_row(page) is not None


def _weekdays(cells: Sequence[str]) -> dict[int, int]:
    """The day of the week of each place that names one."""
    bare = {
        place: _BARE_DAYS.index(cell) + 1
        for place, cell in enumerate(map(normal, cells))
        if cell and cell in _BARE_DAYS
    }
    # 一 alone may count anything; a row that counts from 一 to 五 is a week.
    if [*bare.values()] == list(range(1, len(bare) + 1)) and len(bare) >= _SCHOOL_DAYS:
        return bare
    return {place: day for place, cell in enumerate(cells) if (day := weekday_of(cell))}


def _week_row(page: Page) -> int | None:
    for place, (_, cells) in enumerate(page.rows[:10]):
        # Beside names, days are those of a register.
        named = any(role_of(cell) is Role.NAME for cell in cells)
        if len(_weekdays(cells)) >= _DAYS and not named:
            return place
    return None


def read_week(page: Page, answers: Answers, found: Found, told: SheetTold) -> None:
    """Add the periods and lessons of a drawn week."""
    head = _week_row(page)
    if head is None:
        told.doubts.append(
            say("sheets.no_week", "no row names three days of the week or more: nothing is taken")
        )
        return
    days = _weekdays(page.rows[head][1])
    titles = [cell for _, cells in page.rows[:head] for cell in cells if cell]
    class_id = class_in([*titles, page.name, page.file])
    first_day = min(days)
    lines = [
        (row, cells)
        for row, cells in page.rows[head + 1 :]
        if any(at(cells, place) for place in days) and not _is_remark(cells)
    ]
    _tell_remarks(page.rows[head + 1 :], tuple(days), told)
    labels = [" ".join(at(cells, place) for place in range(first_day)) for _, cells in lines]
    times = times_said(labels)
    if times is None:
        times = times_assumed(len(lines), page.name, answers)
    count = 0
    for number, ((_, cells), (begin, end)) in enumerate(zip(lines, times, strict=True), 1):
        everyday = [at(cells, place) for place in days]
        kind = period_kind(
            [labels[number - 1], *(dict.fromkeys(everyday) if _same(everyday) else ())]
        )
        for place, day in days.items():
            slot = add_slot(found, day, number, clock(begin), clock(end), kind)
            text = at(cells, place)
            if text and kind == "lesson":
                own = lessons_of_cell(text, class_id, slot, day)
                found.lessons += own
                count += len(own)
    add_gaps(found, times, sorted(days.values()))
    told.taken.append(
        say(
            "sheets.week_taken",
            "{lessons} lessons in {periods} periods on {days} days",
            lessons=count,
            periods=len(lines),
            days=len(days),
        )
    )


def _is_remark(cells: Sequence[str]) -> bool:
    """Whether a row of a week is a remark, though it may stand under a day."""
    return _REMARK.match(normal(next(filter(None, cells), ""))) is not None


def _tell_remarks(
    rows: Sequence[tuple[int, tuple[str, ...]]], days: Sequence[int], told: SheetTold
) -> None:
    """Tell of sentences in a week: days that follow another, which nobody may lose unseen."""
    for row, cells in rows:
        texts = [shown(cell) for cell in cells if shown(cell)]
        beside = _is_remark(cells) or not any(at(cells, place) for place in days)
        text = " ".join(texts)
        most = _LABEL if period_kind(texts) == "lesson" else 2 * _LABEL
        if beside and sum(sign.isalpha() for sign in text) > most:
            told.left_out.append(
                say("sheets.week_remark", "row {row} is no period: {text}", row=row, text=text)
            )


def _same(cells: Sequence[str]) -> bool:
    """Whether the same stands on every day, as 课后服务 does."""
    return len({cell for cell in cells if cell}) == 1
