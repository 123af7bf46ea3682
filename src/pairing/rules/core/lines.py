"""Rows and columns as people name them: 第 2 排, 前两排, rows 1 to 2, from row 3."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["as_typed", "is_unclear", "lines_name"]

_NUMBER = r"(?P<number>\d+|[一二三四五六七八九]?十[一二三四五六七八九]?|[一二两兩三四五六七八九])"
_ROWS = r"(?P<axis>排|欄|栏)"
_LINES = r"(?P<axis>row|column)s?"
_SAID = tuple(
    (re.compile(pattern, re.IGNORECASE), sign)
    for pattern, sign in (
        (f"第?{_NUMBER}{_ROWS}", "="),
        (f"(?:前|第[1一][至到-]第?){_NUMBER}{_ROWS}", "<="),
        (f"第?{_NUMBER}{_ROWS}(?:及?以[后後]|起)", ">="),
        (f"(?P<axis>row|column){_NUMBER}", "="),
        (f"{_LINES}1(?:to|-){_NUMBER}", "<="),
        (f"(?:the)?first{_NUMBER}{_LINES}", "<="),
        (f"(?:from)?(?P<axis>row|column){_NUMBER}on", ">="),
        (f"from(?P<axis>row|column){_NUMBER}", ">="),
    )
)
"""What is said, without blanks, and the sign that the contract writes it with."""
_DIGITS = {sign: number for number, sign in enumerate("一二三四五六七八九", 1)} | {"两": 2, "兩": 2}
_UNCLEAR = re.compile(
    r"(?:第|前|后|後|倒|最|末|\d|[一二两兩三四五六七八九十]).*(?:排|列|行|欄|栏|组|組)(?:及?以[后後]|起)?"
    r"|(?:from|the|first|last)*(?:row|column)s?[^a-z]*\d.*",
    re.IGNORECASE,
)
"""What means lines or a group of seats, but says not which: 列 is a column on the mainland and a
row in Taiwan, 后两排 depends on the room, and 三四排 may be two rows or the thirty-fourth."""


def as_typed(words: str) -> str:
    """The words with the signs of a plain keyboard: full width and ≤ are how some type them."""
    return unicodedata.normalize("NFKC", words).replace("≤", "<=").replace("≥", ">=")


def lines_name(words: str) -> str:
    """The lines of seats that the words mean, as the contract writes them; else the words."""
    for pattern, sign in _SAID:
        if match := pattern.fullmatch(words):
            axis = "row" if match["axis"].casefold() in ("row", "排") else "column"
            return f"{axis}{sign}{_number(match['number'])}"
    return words


def is_unclear(words: str) -> bool:
    """Whether the words look like lines or a group of seats, but not like certain ones."""
    return _UNCLEAR.fullmatch(words) is not None


def _number(said: str) -> int:
    if said.isdecimal():
        return int(said)
    tens, ten, ones = said.rpartition("十")
    return (10 * _DIGITS.get(tens, 1) if ten else 0) + _DIGITS.get(ones, 0)
