"""The timetable that is drawn as a grid of weekdays."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pairing.io.raw.cells import shown
from pairing.io.sheets.answers import Answers
from pairing.io.sheets.found import Found
from pairing.io.sheets.making.times import add_gaps, add_slot, clock, times_assumed, times_said
from pairing.io.sheets.page import Page, normal
from pairing.io.sheets.readers.week_cells import lessons_of_cell
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
_REMARK = re.compile(r"备注|備註|说明|說明|注[:：]|(notes?|remarks?)\b")
"""How a remark under a drawn week begins."""
_LABEL = 8
"""What names a period has no more letters."""


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
