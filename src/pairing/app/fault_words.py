"""What was expected where a table has a fault, in the reader's language.

The rooms below write it in English, for the shell and for files. Here it is known again by its
shape; what has no shape of ours stays English.
"""

from __future__ import annotations

import re
from functools import cache

from pairing.app.text import t
from pairing.language import translated

__all__ = ["expected_words"]

_SHAPES = (
    "a number",
    "a whole number",
    "a value; the cell is empty",
    "a date such as 2026-09-30",
    "a time such as 08:00",
    "a word without ; that does not begin with = + - or @",
    "a row of its own, not a repeat",
    "another student",
    "two students as friends or in conflict, not both",
    "each column once",
    "a header in the first row; the table is empty",
    "a folder or a file that exists",
    "a folder of CSV files, an .xlsx workbook or a OneRoster export",
    "text without control characters",
    "a rule that exists",
    "no such parameter",
    "a student_id or a teacher_id",
    "this file in a OneRoster export",
    "a column {column}",
    "a {column} that stands in {sheet}",
    "one of {words}; the cell is empty",
    "one of {words}",
    "a number not under {limit}",
    "a number not over {limit}",
    "a number over {limit}",
    "at most {most} characters; it has {count}",
    "score ({score}) no larger than full_score ({full})",
    "the same full score as the others in {exam} ({full})",
    "a room with a usable seat for each of the {count} students; it has {seats}",
    "a place without seat {seat}",
    "a day that is not before {date}",
    "one file for it; there is {file}",
    "no more than {count} cells in a row",
    "min_mentees ({low}) no larger than max_mentees ({high})",
)
"""The special ones before the general: the first that fits is taken."""


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (shape, re.compile(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.*)", re.escape(shape)), re.DOTALL))
        for shape in _SHAPES
    )


def expected_words(expected: str) -> str:
    """The words of a fault's ``expected`` in the language that is spoken."""
    if (known := translated(expected)) != expected:
        return known
    for shape, pattern in _patterns():
        if found := pattern.fullmatch(expected):
            return t(shape, **found.groupdict())
    return expected
