"""The rows of a drawn week: of which class each is, and which are remarks and no periods."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pairing.io.raw.cells import shown
from pairing.io.sheets.page import normal
from pairing.io.sheets.recognising.blocks import at
from pairing.io.sheets.recognising.titles import class_in, grade_in
from pairing.io.sheets.recognising.words import Role, period_kind, role_of
from pairing.io.sheets.told import SheetTold
from pairing.model.messages.message import say

__all__ = ["is_remark", "tell_remarks", "weeks_of_classes"]

_REMARK = re.compile(r"备注|備註|说明|說明|注[:：]|(notes?|remarks?)\b")
"""How a remark under a drawn week begins."""
_LABEL = 8
"""What names a period has no more letters."""

Rows = list[tuple[int, tuple[str, ...]]]


def weeks_of_classes(
    header: Sequence[str], rows: Rows, days: Sequence[int], titles: Sequence[str], class_id: str
) -> list[tuple[str, Rows]]:
    """Each class with its rows: a column names it, or a line above them; else all are of one class.

    Args:
        header: the row that names the days.
        rows: what stands below it.
        days: the places of the days.
        titles: what stands above it.
        class_id: the class of rows of which nothing else says one.
    """
    column = next(
        (place for place in range(min(days)) if role_of(at(header, place)) is Role.CLASS), None
    )
    found: dict[str, Rows] = {}
    own = class_id
    for row, cells in rows:
        if column is not None:
            # Merged over its rows, or written in the first of them.
            own = _class(shown(at(cells, column)), titles) or own
        elif not any(at(cells, place) for place in days) and not is_remark(cells):
            own = class_in(cells) or own
        rest = tuple("" if place == column else cell for place, cell in enumerate(cells))
        found.setdefault(own, []).append((row, rest))
    filled = [
        (one, lines)
        for one, lines in found.items()
        if any(at(cells, place) for _, cells in lines for place in days)
    ]
    return filled or [(class_id, rows)]


def _class(said: str, titles: Sequence[str]) -> str:
    """A class as its cell says it; of a number alone with the grade of the title."""
    grade = grade_in(titles)
    return f"{grade}{normal(said)}班" if grade and normal(said).isdecimal() else said


def is_remark(cells: Sequence[str]) -> bool:
    """Whether a row of a week is a remark, though it may stand under a day."""
    return _REMARK.match(normal(next(filter(None, cells), ""))) is not None


def tell_remarks(
    rows: Sequence[tuple[int, tuple[str, ...]]], days: Sequence[int], told: SheetTold
) -> None:
    """Tell of sentences in a week: days that follow another, which nobody may lose unseen."""
    for row, cells in rows:
        texts = [shown(cell) for cell in cells if shown(cell)]
        beside = is_remark(cells) or not any(at(cells, place) for place in days)
        text = " ".join(texts)
        most = _LABEL if period_kind(texts) == "lesson" else 2 * _LABEL
        if beside and sum(sign.isalpha() for sign in text) > most:
            told.left_out.append(
                say("sheets.week_remark", "row {row} is no period: {text}", row=row, text=text)
            )
