"""Which exam each row of a mark sheet is of, where a column says the day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from pairing.io.raw.cells import shown
from pairing.io.sheets.day_order import in_order, with_order
from pairing.io.sheets.exam_days import ExamKnown, know_exams
from pairing.io.sheets.exam_names import ExamSaid
from pairing.io.sheets.found import Who
from pairing.io.sheets.page import cell_name, normal
from pairing.io.sheets.readers.marks.mark_cells import MarkSheet
from pairing.io.sheets.recognising.blocks import Column, at
from pairing.io.sheets.recognising.titles import day_in
from pairing.model.messages.message import named, say

__all__ = ["ExamRows"]


@dataclass
class ExamRows:
    """The exams of a sheet at work: first what its rows say, then what each exam is called."""

    sheet: MarkSheet
    column: Column | None
    """The column of days, where there is one."""
    alone: bool = True
    """Whether all rows are of one exam, so that the day of one may be that of another."""
    order: str = ""
    sat: dict[tuple[str, date | None], set[tuple[str, str]]] = field(
        default_factory=lambda: defaultdict(set)
    )
    known: dict[tuple[str, date | None], ExamKnown] = field(default_factory=dict)
    odd: dict[str, None] = field(default_factory=dict)
    """The cells of the column that are no days."""
    only: date | None = None
    """The day of rows that say none, where all others say the same."""

    def __post_init__(self) -> None:
        """Know in which order the days of the column are written."""
        block, column = self.sheet.block, self.column
        if column is not None:
            cells = tuple(block.cells(column))
            self.order = with_order(cells, block.shape, column.header, self.sheet.answers)
            days = {self._day_of(cell) for cell in cells} - {None}
            self.only = days.pop() if self.alone and len(days) == 1 else None

    def day(self, who: Who, cells: Sequence[str]) -> date | None:
        """The day that a row says."""
        if self.column is None:
            return None
        cell = at(cells, self.column.place)
        day = self._day_of(cell)
        if cell and day is None:
            self.odd[f"{shown(cell)} ({cell_name(who.row, self.column.place)})"] = None
        return day or self.only

    def _day_of(self, cell: str) -> date | None:
        texts = (in_order(shown(cell), self.order), *self.sheet.block.titles)
        day, whole = day_in(texts[:1]) if day_in(texts[1:])[1] else day_in(texts)
        return day if whole else None

    def add(self, exam: str, day: date | None, who: Who, subjects: Iterable[str]) -> None:
        """Somebody sat in some subjects of an exam."""
        people = [person for person in (who.identifier, normal(who.name)) if person]
        self.sat[exam, day].update((person, one) for person in people for one in subjects)

    def of(self, exam: str, day: date | None) -> ExamKnown:
        """What the exam of a row is called."""
        return self.known[exam, day]

    def first_name(self, exam: str) -> str:
        """What an exam is called, of several days the first."""
        return next(known.name for (name, _), known in self.known.items() if name == exam)

    def names(self) -> tuple[str, ...]:
        """What all exams of the sheet are called."""
        return tuple(dict.fromkeys(known.name for known in self.known.values()))

    def know(self, exams: Iterable[ExamSaid]) -> None:
        """Know what each exam is called, of each day on which it was sat."""
        keys, said = [], []
        for exam in exams:
            days = [day for name, day in self.sat if name == exam.name] or [None]
            for day in sorted(dict.fromkeys(days), key=lambda one: (one is None, one)):
                own = (day.isoformat(),) if day else ()
                keys.append((exam.name, day))
                said.append(
                    ExamSaid(
                        exam.name,
                        (*own, *exam.texts),
                        exam.around,
                        frozenset(self.sat.get((exam.name, day), ())),
                        exam.assumed,
                    )
                )
        sheet = self.sheet
        known = know_exams(said, sheet.found, sheet.answers, sheet.block.shape)
        self.known = dict(zip(keys, known, strict=True))
        self._tell()

    def _tell(self) -> None:
        days_of: dict[str, set[str]] = defaultdict(set)
        for (_, day), known in self.known.items():
            if day is not None:
                days_of[known.name].add(day.isoformat())
        for name, days in days_of.items():
            if len(days_of) > 1 or len(days) > 1:
                self.sheet.told.taken.append(
                    say("sheets.sat_on", "{exam} on {days}", exam=name, days=named(sorted(days)))
                )
        if self.odd:
            column = self.column.header if self.column else ""
            self.sheet.told.doubts.append(
                say(
                    "sheets.odd_days",
                    "what stands in {column} is no day: {cells}",
                    column=column,
                    cells=named(self.odd),
                )
            )
