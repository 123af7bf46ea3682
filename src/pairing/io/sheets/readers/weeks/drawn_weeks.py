"""The timetable that is drawn as a grid of weekdays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pairing.io.sheets.answers import Answers
from pairing.io.sheets.found import Found
from pairing.io.sheets.making.weeks.times import (
    add_gaps,
    add_slot,
    clock,
    times_assumed,
    times_said,
)
from pairing.io.sheets.page import Page, normal
from pairing.io.sheets.readers.weeks.week_cells import lessons_of_cell
from pairing.io.sheets.readers.weeks.week_rows import is_remark, tell_remarks, weeks_of_classes
from pairing.io.sheets.recognising.blocks import at
from pairing.io.sheets.recognising.titles import class_in
from pairing.io.sheets.recognising.words import Role, period_kind, role_of, weekday_of
from pairing.io.sheets.told import SheetTold
from pairing.model.messages.message import say

__all__ = ["is_week", "read_week"]

_DAYS = 3
"""A row that names so many days of the week is the header of a timetable."""
_BARE_DAYS = ("一", "二", "三", "四", "五", "六", "日")
_SCHOOL_DAYS = 5


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
    below = [row for row in page.rows[head + 1 :] if len(_weekdays(row[1])) < _DAYS]
    tell_remarks(below, tuple(days), told)
    weeks = weeks_of_classes(page.rows[head][1], below, tuple(days), titles, class_id)
    for own_class, rows in weeks:
        _read_lines(own_class, rows, days, page.name, answers, found, told)


def _read_lines(
    class_id: str,
    rows: Sequence[tuple[int, tuple[str, ...]]],
    days: Mapping[int, int],
    sheet: str,
    answers: Answers,
    found: Found,
    told: SheetTold,
) -> None:
    """Add the periods and lessons of one class."""
    first_day = min(days)
    lines = [
        (row, cells)
        for row, cells in rows
        if any(at(cells, place) for place in days) and not is_remark(cells)
    ]
    labels = [" ".join(at(cells, place) for place in range(first_day)) for _, cells in lines]
    times = times_said(labels)
    if times is None:
        times = times_assumed(len(lines), sheet, answers)
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


def _same(cells: Sequence[str]) -> bool:
    """Whether the same stands on every day, as 课后服务 does."""
    return len({cell for cell in cells if cell}) == 1
