"""What is drawn: the seating plan as on the wall, and the timetable as a grid of weekdays."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pairing.io.cells import shown
from pairing.io.sheets.answers import Answers
from pairing.io.sheets.found import Found, Lesson, Place, Slot
from pairing.io.sheets.headers import at
from pairing.io.sheets.page import Page, cell_name, normal
from pairing.io.sheets.titles import class_in, day_in
from pairing.io.sheets.told import SheetTold
from pairing.io.sheets.words import Role, bare_subject, is_subject, period_kind, role_of, weekday_of
from pairing.language import N_
from pairing.model.messages.message import say

__all__ = ["is_wall_plan", "is_week", "read_wall_plan", "read_week"]

_FRONT = re.compile(
    r"^(讲台|講台|讲桌|黑板|教师讲台|podium|front|board|teacher'?sdesk|whiteboard|blackboard)$"
)
_AISLE = re.compile(r"^(过道|過道|走道|走廊|通道|aisle|gap)$")
_EMPTY = re.compile(r"^(空|空位|空座|empty|x|×|-|—|/)$")
_DOOR = re.compile(
    r"^(门|門|前门|后门|窗|窗户|window|door|第?[一二三四五六七八九十\d]+[排组列行組]|row\d+|group\d+)$"
)
_SEATING = re.compile(r"座位|座次|seat")
_PERSON = re.compile(r"[^\W\d_][^\d_:：;；]{0,39}")
_FRONTS = (N_("top"), N_("bottom"))
"""Where the front of a drawn plan can be."""
_FEWEST = 3
_DAYS = 3
"""A row that names so many days of the week is the header of a timetable."""
_BARE_DAYS = ("一", "二", "三", "四", "五", "六", "日")
_SCHOOL_DAYS = 5
_CLOCK = re.compile(r"(\d{1,2})[:：.时](\d\d)\s*分?\s*[-—–~～至到]+\s*(\d{1,2})[:：.时](\d\d)")
_FIRST_LESSON = 8 * 60
_LESSON, _BREAK = 40, 10
"""Minutes of a lesson and of the break after it, where no times are said."""
_LUNCH_FROM, _LUNCH_GAP = 10 * 60, 60
"""A gap of an hour that begins after ten is lunch."""


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
        and role_of(cell) is None
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


def _seats(page: Page) -> _Drawing:
    cells = {(row, place): name for filled in _grid(page) for row, place, name in filled}
    rows = sorted({row for row, _ in cells})
    columns = sorted({column for _, column in cells})
    return _Drawing(rows, columns, cells)


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
    assert head is not None
    days = _weekdays(page.rows[head][1])
    titles = [cell for _, cells in page.rows[:head] for cell in cells if cell]
    class_id = class_in([*titles, page.name, page.file])
    first_day = min(days)
    lines = [
        (row, cells)
        for row, cells in page.rows[head + 1 :]
        if any(at(cells, place) for place in days)
    ]
    times, assumed = _times(lines, first_day)
    if assumed:
        words = say(
            "sheets.times",
            "{sheet} does not say when lessons are: from {start}, {minutes} minutes each",
            sheet=page.name,
            start="08:00",
            minutes=_LESSON,
        )
        start = str(answers.ask("made", "first_lesson", "08:00", words))
        hours, minutes = start.split(":")
        shift = int(hours) * 60 + int(minutes) - _FIRST_LESSON
        times = [(begin + shift, end + shift) for begin, end in times]
    count = 0
    for number, ((_, cells), (begin, end)) in enumerate(zip(lines, times, strict=True), 1):
        labels = [at(cells, place) for place in range(first_day)]
        everyday = [at(cells, place) for place in days]
        kind = period_kind([*labels, *(dict.fromkeys(everyday) if _same(everyday) else ())])
        for place, day in days.items():
            slot = Slot(number, day, _clock(begin), _clock(end), kind)
            found.slots.setdefault((day, number), slot)
            text = at(cells, place)
            if text and kind == "lesson":
                subject, teacher = _lesson(text)
                found.lessons.append(Lesson(class_id, number, day, subject, teacher))
                count += 1
    _between(found, times, sorted(days.values()))
    told.taken.append(
        say(
            "sheets.week_taken",
            "{lessons} lessons in {periods} periods on {days} days",
            lessons=count,
            periods=len(lines),
            days=len(days),
        )
    )


def _same(cells: Sequence[str]) -> bool:
    """Whether the same stands on every day, as 课后服务 does."""
    return len({cell for cell in cells if cell}) == 1


def _times(
    lines: Sequence[tuple[int, tuple[str, ...]]], first_day: int
) -> tuple[list[tuple[int, int]], bool]:
    """(begin and end of each line in minutes, whether they are made up)."""
    said: list[tuple[int, int] | None] = []
    for _, cells in lines:
        text = unicodedata.normalize(
            "NFKC", " ".join(at(cells, place) for place in range(first_day))
        )
        found = _CLOCK.search(text)
        if found is None:
            said.append(None)
        else:
            hour, minute, till_hour, till_minute = map(int, found.groups())
            said.append((hour * 60 + minute, till_hour * 60 + till_minute))
    if all(said):
        return [one for one in said if one], False
    times, now = [], _FIRST_LESSON
    for number, one in enumerate(said):
        begin, end = one or (now, now + _LESSON)
        times.append((begin, end))
        now = end + _BREAK
        if one is None and number == 3:
            now += 120
    return times, True


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _between(found: Found, times: Sequence[tuple[int, int]], days: Sequence[int]) -> None:
    """Breaks and lunch: the time between lessons in which people can be met."""
    for number, ((_, end), (begin, _)) in enumerate(pairwise(times), 1):
        gap = begin - end
        if gap >= _LUNCH_GAP and end >= _LUNCH_FROM:
            kind, start, until = "lunch", end + 20, begin - 20
        elif gap >= 2 * _BREAK:
            kind, start, until = "break", end, begin
        else:
            continue
        for day in days:
            slot = Slot(100 + number, day, _clock(start), _clock(until), kind)
            found.slots.setdefault((day, 100 + number), slot)


def _lesson(text: str) -> tuple[str, str]:
    """(subject, teacher) of a cell: 语文 王丽, 语文/王丽, or the subject alone."""
    parts = [part for part in re.split(r"[\s/／\n(（)）]+", shown(text)) if part]
    if len(parts) == 1:
        return bare_subject(parts[0]), ""
    subject = next((part for part in parts if is_subject(part)), parts[0])
    others = [part for part in parts if part != subject and not re.search(r"\d|室", part)]
    return bare_subject(subject), others[0] if others else ""
