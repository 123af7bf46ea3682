"""The cells of a mark sheet: numbers, shares of one, words for absence, and out of how many."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from pairing.io.raw.cells import shown, spoilt
from pairing.io.sheets.answers import Answers
from pairing.io.sheets.found import Found, Mark, Who
from pairing.io.sheets.page import cell_name, normal
from pairing.io.sheets.readers.marks.full_marks import FULLS, USUAL, next_full, without_slips
from pairing.io.sheets.recognising.blocks import Block, Column, at
from pairing.io.sheets.recognising.words import absence
from pairing.io.sheets.told import SheetTold
from pairing.model.messages.message import named, say, say_count
from pairing.model.records.marks import BONUS

__all__ = [
    "MarkSheet",
    "are_shares",
    "full_of",
    "hundredfold",
    "mark_of",
    "most_marks",
    "number_in",
]

_NUMBER = re.compile(r"(-?\d+(?:\.\d+)?)\s*(%)?\s*(?:分|pts?|points?|marks?)?[*＊#]?")
_LETTERS = ("a", "e")
_GRADES = ("b", "c", "d", "u")
_GRADE = re.compile(
    r"[a-fu][+\-*]?|优[秀+\-]?|優[秀+\-]?|良好?|中等?|差|待?及格|不及格|不?合格|达标|達標"
)
_SHORT = 2
"""Letters of a grade with its sign: B+."""
_ABOVE_ALL = 1000
"""No paper is marked out of more: it is an id, a year or a telephone number."""


def most_marks() -> float:
    """The most that a paper is marked out of."""
    return float(FULLS[-1])


@lru_cache(maxsize=4096)
def number_in(cell: str) -> tuple[float, bool] | None:
    """(the number of a mark, whether it is a percentage), or None where it is none."""
    found = _NUMBER.fullmatch(unicodedata.normalize("NFKC", cell).strip())
    return None if found is None else (float(found[1]), bool(found[2]))


Cells = tuple[str, ...]


@dataclass
class MarkSheet:
    """One mark sheet at work."""

    block: Block
    answers: Answers
    found: Found
    told: SheetTold
    odd: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    great: list[str] = field(default_factory=list)
    """The cells of numbers that are too great for marks."""
    slips: set[int] = field(default_factory=set)
    """The places of columns in which a few numbers are greater than the full mark of the others."""
    blanks: Counter[str] = field(default_factory=Counter)

    @cached_property
    def graded(self) -> frozenset[int]:
        """The places of columns that hold letters of grades."""
        return frozenset(
            column.place
            for column in self.block.columns
            if any(normal(cell)[:1] in _GRADES and len(cell) <= _SHORT
                   for cell in self.block.cells(column))
        )  # fmt: skip

    def tell_odd(self) -> None:
        """Tell of cells that are no marks, and where they stand."""
        if self.great:
            self.told.doubts.append(
                say_count(
                    "sheets.too_great",
                    "{count} number is too great for a mark: left out at {cells}",
                    "{count} numbers are too great for marks: left out at {cells}",
                    len(self.great),
                    cells=named(self.great),
                )
            )
        grades = [cell for cell in self.odd if _GRADE.fullmatch(normal(cell))]
        if grades:
            cells = [one for cell in grades for one in self.odd.pop(cell)]
            self.told.doubts.append(
                say_count(
                    "sheets.grades",
                    "{count} cell has a grade ({words}) and no mark, and counts as none: {cells}. "
                    "To count it, write a number there, such as the middle of its range",
                    "{count} cells have grades ({words}) and no marks, and count as none: {cells}. "
                    "To count them, write numbers there, such as the middle of each range",
                    len(cells),
                    words=tuple(sorted(grades)),
                    cells=named(cells),
                )
            )
        for cell, where in self.odd.items():
            self.told.doubts.append(
                say_count(
                    "sheets.odd_mark",
                    "{cell} is no mark, and nobody knows the word: left out at {where}",
                    "{cell} is no mark, and nobody knows the word: left out at {where}",
                    len(where),
                    cell=cell,
                    where=named(where),
                )
            )


def are_shares(sheet: MarkSheet, column: Column, people: list[tuple[Who, tuple[str, ...]]]) -> bool:
    """Whether a column shows per cent and keeps shares of one: 62 % as 0.62."""
    numbers = [found[0] for _, cells in people if (found := number_in(at(cells, column.place)))]
    shares = bool(numbers) and max(numbers) <= 1 and any(0 < one < 1 for one in numbers)
    if not shares or column.full:
        return False
    words = say(
        "sheets.shares",
        "all marks in {column} lie between 0 and 1: taken for per cent",
        column=column.header,
    )
    return bool(sheet.answers.ask(sheet.block.shape, f"percent {column.subject}", True, words))


def hundredfold(text: str) -> str:
    """A share of one as per cent; other cells as they are."""
    found = number_in(text)
    return text if found is None else f"{found[0] * 100:.10g}"


def full_of(
    sheet: MarkSheet,
    column: Column,
    full_row: tuple[str, ...],
    people: list[tuple[Who, Cells]],
) -> float:
    """Out of how many: by the header, a row of full marks, or asked about."""
    if column.full:
        return column.full
    if (said := number_in(at(full_row, column.place))) and said[0] > 0:
        return said[0]
    numbers = [found for _, cells in people if (found := number_in(at(cells, column.place)))]
    if any(percent for _, percent in numbers):
        return 100.0
    likely_marks = _likely([number for number, _ in numbers])
    if not likely_marks:
        return float(USUAL[0])
    likely, most = next_full(likely_marks), max(likely_marks)
    usual = without_slips(likely_marks)
    if (others := next_full(usual)) < likely:
        return _others_full(sheet, column, others, max(usual), people)
    words = say(
        "sheets.out_of",
        "out of how many {subject} is marked is not said: {full}",
        subject=column.subject,
        full=likely,
    )
    if likely == USUAL[0]:
        words = say("sheets.out_of_hundred", "out of how many is not said: 100")
    key = f"full_score {column.subject}"
    if likely == USUAL[0] and key not in sheet.answers.given.get(sheet.block.shape, {}):
        key = "full_score"
    sure = likely == USUAL[0] or (likely == USUAL[-1] and most > USUAL[-2])
    return float(sheet.answers.ask(sheet.block.shape, key, likely, words, sure=sure))


def _others_full(
    sheet: MarkSheet, column: Column, full: int, most: float, people: list[tuple[Who, Cells]]
) -> float:
    """Out of how many all but a few marks are, asked about: whose are greater is told."""
    cases = [
        f"{cell_name(who.row, column.place)} {who.name or who.identifier} {shown(cell)}"
        for who, cells in people
        if (found := number_in(cell := at(cells, column.place))) and found[0] > most
    ]
    words = say(
        "sheets.out_of_but",
        "out of how many {subject} is marked is not said: {full}, for all others have no more; "
        "say if it is more, or mend {cases}",
        subject=column.subject,
        full=full,
        cases=named(cases),
    )
    sheet.slips.add(column.place)
    key = f"full_score {column.subject}"
    return float(sheet.answers.ask(sheet.block.shape, key, full, words))


def _likely(numbers: list[float]) -> list[float]:
    """The numbers without those that are no marks: 985 among marks of a hundred, or ids."""
    within = [one for one in numbers if one <= most_marks()]
    if 2 * len(within) > len(numbers):
        return within
    return [one for one in numbers if one <= _ABOVE_ALL]


def mark_of(sheet: MarkSheet, who: Who, column: Column, cell: str, full: float) -> Mark | None:
    """The mark of a cell; None where it cannot be read, and that is noted."""
    text = cell.strip()
    last = sheet.block.page.last_row.get((who.row, column.place))
    if last is not None and text:
        sheet.told.doubts.append(
            say(
                "sheets.merged_mark",
                "{where}: one cell over rows {first} to {last} says nobody's own mark, and is left "
                "out; write a mark in each row",
                where=cell_name(who.row, column.place),
                first=who.row,
                last=last,
            )
        )
        return None
    plain = _plain_mark(text)
    slip = column.place in sheet.slips and (found := number_in(text)) and found[0] > BONUS * full
    if slip:
        sheet.told.doubts.append(
            say(
                "sheets.above_full",
                "{where}: {name} has {mark} of {full}; the mark is left out",
                where=cell_name(who.row, column.place),
                name=who.name or who.identifier,
                mark=shown(text),
                full=f"{full:g}",
            )
        )
        return None
    if plain is not None and float(plain) <= max(FULLS[-1], full):
        return Mark(who, column.subject, column.exam, plain, full, column=column)
    # Beside B and C, A and E are grades and nobody's absence.
    graded = normal(text) in _LETTERS and column.place in sheet.graded
    if not graded and (kind := _word(sheet, text)) is not None:
        return Mark(who, column.subject, column.exam, kind, full, column=column)
    if (expected := spoilt(text, identifier=False)) is not None:
        sheet.told.doubts.append(
            say(
                "sheets.spoilt",
                "{where}: expected {expected}; the mark is left out",
                where=cell_name(who.row, column.place),
                expected=expected,
            )
        )
        return None
    found = number_in(text)
    if found is not None and found[0] > max(FULLS[-1], full):
        sheet.great.append(cell_name(who.row, column.place))
        return None
    if found is None or found[0] < 0:
        sheet.odd[shown(text)].append(cell_name(who.row, column.place))
        return None
    return Mark(who, column.subject, column.exam, f"{found[0]:.12g}", full, column=column)


@lru_cache(maxsize=4096)
def _plain_mark(text: str) -> str | None:
    """A number as the table of scores has it; None where there is more to a cell, or less."""
    if not text or absence(text) is not None or spoilt(text, identifier=False) is not None:
        return None
    found = number_in(text)
    return None if found is None or found[0] < 0 else f"{found[0]:.12g}"


def _word(sheet: MarkSheet, text: str) -> str | None:
    """The word of the table of scores for a cell without a number; None for a number."""
    if not text:
        return ""
    kind = absence(text)
    if kind == "not_taken" and normal(text) in ("-", "--", "—", "/", "\\", "×"):
        if not sheet.blanks[text]:
            sheet.told.doubts.append(
                say("sheets.dash", "{cell} is taken for a subject that is not taken", cell=text)
            )
        sheet.blanks[text] += 1
    return kind
