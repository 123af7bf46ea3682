"""A timetable as a file has it, before anybody knows the school: lessons, times, names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from pairing.model.messages.message import Message

__all__ = ["ENDINGS", "PLACE", "Taught", "Timetable"]

PLACE = "timetable"
"""Where answers about timetables stand."""

ENDINGS = (".xml", ".fet", ".ics")
"""The endings of files that hold timetables, and no sheets."""


@dataclass(frozen=True)
class Taught:
    """One lesson of the week as a file has it.

    ``day`` is 1 (Monday) to 7, or a name that is no day of the week in a language we know.
    ``number`` counts the periods of a day; ``start`` and ``end`` are '' where the file has none.
    """

    day: str
    number: int
    subject: str
    start: str = ""
    end: str = ""
    classes: tuple[str, ...] = ()
    groups: tuple[tuple[str, str], ...] = ()
    """Parts of classes, as (class, what the part is called)."""
    teachers: tuple[str, ...] = ()
    room: str = ""
    weeks: str = ""
    """As the column of the table: odd, even or numbers; '' is every week."""
    cycle: str = ""
    """A mask of a cycle of weeks, 10 or 01; '' is every week."""
    terms: str = ""
    """A mask of the terms of the year; '' is all of them."""
    dates: tuple[date, ...] = ()
    """The days on which it is held, where the file has days and no weeks."""
    owners: tuple[str, ...] = ()
    """Texts that may name the class or the teacher whose file it is."""
    words: tuple[str, ...] = ()
    """Texts that may name the class or the teacher: nobody knows which before the school is."""


@dataclass(frozen=True)
class Timetable:
    """All that one file says; ``form`` is what the format is called."""

    form: str
    lessons: tuple[Taught, ...]
    days: tuple[str, ...] = ()
    """The names of days in their order, where the file says it."""
    other_names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What else a class or a teacher is called, by the name that lessons have."""
    parents: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What a set of students is a part of, by its name."""
    first_day: date | None = None
    """The first day of what the file is about, where it has days."""
    counted: bool = True
    """Whether its lessons have the numbers of their periods."""
    whole: bool = True
    """Whether it has all lessons of the classes it names."""
    left_out: tuple[Message, ...] = ()
    doubts: tuple[Message, ...] = ()
