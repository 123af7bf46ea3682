"""Which exam is which: one kind may come twice, and two sheets may be of one exam."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from pairing.io.sheets.page import normal
from pairing.io.sheets.recognising.exam_times import When, bare_exam, more_of_name, term_in
from pairing.model.fields import read_day

__all__ = [
    "ExamBefore",
    "ExamFound",
    "ExamSaid",
    "Sat",
    "exams_before",
    "free_name",
    "of_its_kind",
    "same_exam",
]

Sat = frozenset[tuple[str, str]]
"""Who sat in what: the id or the name of a student as sheets are compared, and a subject."""
_DAYS_OF_ONE_EXAM = timedelta(days=14)
"""An exam may take so long, subject after subject or class after class."""


@dataclass(frozen=True)
class ExamSaid:
    """An exam as a sheet speaks of it."""

    name: str
    texts: tuple[str, ...]
    """What may say its day, the nearest first."""
    around: tuple[str, ...] = ()
    """What may say its term and its school year alone."""
    sat: Sat = frozenset()
    assumed: str = ""
    """The name that was assumed before somebody said another: an answer may stand under it."""

    @property
    def fuller(self) -> str:
        """Its name with the term or the month that titles say beside it; '' for none."""
        return more_of_name(self.name, (*self.texts, *self.around))


@dataclass
class ExamFound:
    """An exam of some sheets: what it is called and its day, once both are known."""

    name: str
    day: date
    kind: str = "exam"
    when: When = field(default_factory=When)
    sat: Sat = frozenset()
    days: frozenset[date] = frozenset()
    """Its days as sheets say them."""
    instead: tuple[str, ...] = ()
    """Exams of the school of this kind and other days: one may be the same after all."""
    again: bool = False
    """Whether it is taken for one of the school though no sheet says the day."""

    @property
    def term(self) -> str:
        """The term that its sheets say."""
        return self.when.term or term_in(self.name)

    def fits(self, when: When) -> bool:
        """Whether it may be the exam of which something else is said than its whole day."""
        own = self.when
        if own.years and when.years and own.years != when.years:
            return False
        return when.fits(self.day)

    def may_be_of(self, day: date) -> bool:
        """Whether no sheet says its day so far, and it may be this one."""
        return not self.days and self.when.fits(day)


@dataclass(frozen=True)
class ExamBefore:
    """An exam of the school that is brought up to date."""

    name: str
    rows: tuple[Mapping[str, str], ...]
    names: Mapping[str, str]
    """The name of each student, by id."""

    @cached_property
    def days(self) -> frozenset[date]:
        """The days of its marks."""
        found = set()
        for text in {row.get("date", "") for row in self.rows}:
            with suppress(ValueError):
                found.add(read_day(text))
        return frozenset(found)

    @property
    def term(self) -> str:
        """The term that its name says."""
        return term_in(self.name)

    @property
    def day(self) -> date | None:
        """Its last day."""
        return max(self.days, default=None)

    @cached_property
    def sat(self) -> Sat:
        """Who sat in what, by id and by name."""
        return frozenset(
            (who, row.get("subject", ""))
            for row in self.rows
            for who in (row.get("student_id", ""), self.names.get(row.get("student_id", ""), ""))
            if who
        )

    def fits(self, when: When) -> bool:
        """Whether it may be the exam of which something else is said than its whole day."""
        return self.day is None or when.fits(self.day)

    def may_be_of(self, day: date) -> bool:
        """Whether none of its marks has a day."""
        return not self.days


def exams_before(tables: Mapping[str, Iterable[Mapping[str, str]]]) -> dict[str, ExamBefore]:
    """The exams of the tables of a school, by name."""
    names = {
        row.get("student_id", ""): normal(row.get("name", "")) for row in tables.get("students", ())
    }
    rows: dict[str, list[Mapping[str, str]]] = defaultdict(list)
    for row in tables.get("scores", ()):
        rows[row.get("exam", "")].append(row)
    return {name: ExamBefore(name, tuple(own), names) for name, own in rows.items() if name}


def same_exam(
    said: ExamSaid, when: When, known: Mapping[str, ExamFound] | Mapping[str, ExamBefore]
) -> str:
    """The name of the exam that a sheet speaks of, among those that are known; '' for none.

    Of a day that is said it is the exam of that day, or one of the days around on which others
    sat it or other subjects were sat. Else it is the exam of that name that what is said allows.
    """
    names = [
        name
        for name in of_its_kind(said, known)
        if not when.term or (known[name].term or when.term) == when.term
    ]
    if not when.whole:
        return next((name for name in names if known[name].fits(when)), "")
    day = when.day
    assert day is not None
    for name in names:
        if day in known[name].days:
            return name
    for name in names:
        own = known[name]
        near = any(abs(day - other) <= _DAYS_OF_ONE_EXAM for other in own.days)
        if (near and not said.sat & own.sat) or own.may_be_of(day):
            return name
    return ""


def of_its_kind(said: ExamSaid, known: Iterable[str]) -> tuple[str, ...]:
    """The exams of one kind with that of a sheet, those first that have its name."""
    kind = bare_exam(said.name)
    own = (said.fuller, said.name)
    there = [name for name in known if bare_exam(name) == kind]
    return (
        *(name for name in own if name in there),
        *(name for name in there if name not in own),
    )


def free_name(said: ExamSaid, when: When, taken: Iterable[str]) -> str:
    """What an exam is called: as its sheet says, or by more than that where another is called so.

    More is the term or the month that the titles say, else the month or the day it is of.
    """
    names = set(taken)
    more = [said.name, said.fuller]
    if when.day is not None:
        more += [f"{said.name} {when.day:%Y-%m}"] + [f"{said.name} {when.day}"] * when.whole
    elif when.years is not None:
        more.append(f"{said.name} {when.years[0]}-{when.years[1]}")
    number = 2
    while (found := next((one for one in more if one and one not in names), None)) is None:
        more.append(f"{said.name} ({number})")
        number += 1
    return found
