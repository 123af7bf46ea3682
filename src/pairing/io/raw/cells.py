"""Cells that are not what was typed, and what a spreadsheet wrapped around those that are."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from pairing.io.raw.writing import FORMULA_SIGNS
from pairing.model.messages.message import Message, say

__all__ = [
    "NO_VALUE",
    "PERCENT",
    "ROUNDED",
    "is_long",
    "percent_as_marks",
    "rounded_column",
    "shown",
    "spoilt",
    "unwrapped",
]

# No text of a file has a NUL in it: such a file is refused.
ROUNDED = "\0rounded "
"""Begins the text of a number with more digits than a spreadsheet keeps."""
NO_VALUE = "\0no value"
"""The text of a formula that nobody has worked out."""

_ERROR = re.compile(
    r"#(DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!|SPILL!|CALC!|FIELD!|BLOCKED!|UNKNOWN!"
    r"|CONNECT!|BUSY!|GETTING_DATA|PYTHON!)"
)
_SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?[eE]\+?\d\d")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_MADE_A_DATE = say(
    "cells.made_a_date",
    "an id; the spreadsheet has made a date of it: format the column as text, and put it in again",
)
_KEPT = 15
"""Digits of a number that a spreadsheet keeps."""
_HUNDRED = 100.0
PERCENT = say("scores.percent", "marks; percent can be read only where full_score is 100")
_WRAPPED = re.compile(r'="((?:[^"]|"")*)"')
_ERROR_HOLDS = say("cells.error", "a value; the formula there has come to an error")
_NOT_WORKED_OUT = say(
    "cells.no_value", "a value; the formula there was not worked out: open the file, and save it"
)
_DIGITS_LOST = say(
    "cells.digits_lost",
    "an id as text: as a number it keeps 15 digits only, and those after them are lost;"
    " format the column as text, and put in the ids again",
)


def unwrapped(cell: str) -> str:
    """The cell without what keeps a spreadsheet from reading it: ="S01", or an apostrophe."""
    text = cell.strip()
    if not text.startswith(("=", "'")):
        return cell
    if found := _WRAPPED.fullmatch(text):
        return found[1].replace('""', '"')
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA_SIGNS) else cell


def shown(cell: str) -> str:
    """The cell as a person sees it."""
    return "" if cell == NO_VALUE else cell.removeprefix(ROUNDED)


@lru_cache(maxsize=4096)
def spoilt(cell: str, *, identifier: bool) -> Message | None:
    """What was expected where a cell holds no value that anybody typed; None where it is sound."""
    if cell == NO_VALUE:
        return _NOT_WORKED_OUT
    if _ERROR.fullmatch(cell):
        return _ERROR_HOLDS
    if identifier and _DATE.fullmatch(cell):
        return _MADE_A_DATE
    if cell.startswith(ROUNDED) or (identifier and _SCIENTIFIC.fullmatch(cell)):
        return _DIGITS_LOST
    return None


def is_long(cell: str) -> bool:
    """Whether a cell is a number with more digits than a spreadsheet keeps."""
    return len(cell) > _KEPT and cell.isascii() and cell.isdigit()


def percent_as_marks(cells: Mapping[str, str]) -> dict[str, str]:
    """A row of marks in which 62% of 100 is 62; one of another full score stays as it is."""
    score, full = cells.get("score", "").strip(), cells.get("full_score", "").strip()
    number, whole = score.removesuffix("%").strip(), full.removesuffix("%").strip()
    try:
        return (
            {**cells, "score": number, "full_score": whole}
            if float(whole) == _HUNDRED
            else dict(cells)
        )
    except ValueError:
        return dict(cells)


def rounded_column(cells: Sequence[str]) -> Message | None:
    """What was expected where the long numbers of a column of ids have all lost their ends.

    A spreadsheet that saved them as text wrote zeros in place of the digits it had not kept.
    """
    long = [cell for cell in cells if is_long(cell)]
    ends = {cell[_KEPT:].strip("0") for cell in long}
    return _DIGITS_LOST if len(long) > 2 and ends == {""} else None
