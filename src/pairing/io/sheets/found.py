"""What the readers of sheets find, before it is known who is who."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from pairing.io.raw.tables import RawTable
from pairing.io.sheets.exam_names import ExamBefore, ExamFound
from pairing.io.sheets.page import Page, cell_name, normal
from pairing.io.sheets.recognising.blocks import Column
from pairing.io.sheets.told import SheetTold

__all__ = ["Found", "Lesson", "Mark", "Member", "Place", "Sign", "Slot", "Who"]


@dataclass(frozen=True)
class Who:
    """Somebody as a row names them, and where: any of the texts may be empty."""

    page: Page
    row: int
    identifier: str = ""
    name: str = ""
    class_id: str = ""
    column: int = 0

    @property
    def where(self) -> str:
        """The cell, as a spreadsheet calls it."""
        return f"{self.page.name} {cell_name(self.row, self.column)}"


@dataclass(frozen=True)
class Member:
    """A pupil of a sheet, with what it says of them by column of ``students``."""

    who: Who
    facts: Mapping[str, str]


class Mark(NamedTuple):
    """A mark: ``score`` is a number, empty, or a word that the table of scores knows."""

    who: Who
    subject: str
    exam: str
    score: str
    full: float
    day: date | None = None
    """Its own day, where the sheet says one."""
    column: Column | None = None
    """Where it stands in its row."""


@dataclass(frozen=True)
class Sign:
    """A sign in a teacher's words, by column of ``indicators``."""

    who: Who
    facts: Mapping[str, str]


@dataclass(frozen=True)
class Place:
    """A seat of a drawn plan, from the front and the left as seen from the back."""

    row: int
    column: int
    desk: str
    name: str
    cell: str
    across: int = 0
    """Its column in the sheet, from 0."""


@dataclass(frozen=True)
class Slot:
    """A period of a drawn week: its row there (from 1), its day, times and kind."""

    number: int
    weekday: int
    start: str
    end: str
    kind: str


@dataclass(frozen=True)
class Lesson:
    """A lesson of a week, of one class and one teacher, as the sheet or the file names them."""

    class_id: str
    number: int
    weekday: int
    subject: str
    teacher: str
    group: str = ""
    """What the part of the class is called that it is for; '' is the whole class."""
    weeks: str = ""
    room: str = ""
    together: str = ""
    """The same for all who are in one lesson together, of several classes or in parts of one."""
    words: tuple[str, ...] = ()
    """Texts that may name the class or the teacher, the nearest first."""
    owners: tuple[str, ...] = ()
    """Texts that may name the class or the teacher whose file it is."""
    sure: bool = False
    """Whether it is said which word is the teacher: in a drawn cell it may be any other."""


@dataclass
class Found:
    """All that some sheets say."""

    members: list[Member] = field(default_factory=list)
    """Pupils of lists that name a whole class."""
    marked: list[Member] = field(default_factory=list)
    """Pupils of mark sheets, who may be on no list."""
    staff: list[dict[str, str]] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    exams: dict[str, ExamFound] = field(default_factory=dict)
    before: Mapping[str, ExamBefore] = field(default_factory=dict)
    """The exams of the school that is brought up to date."""
    signs: list[Sign] = field(default_factory=list)
    plans: list[tuple[Page, str, tuple[Place, ...], date | None]] = field(default_factory=list)
    """Drawn seating plans: the sheet, its class or '', its seats, its day."""
    slots: dict[tuple[int, int], Slot] = field(default_factory=dict)
    lessons: list[Lesson] = field(default_factory=list)
    other_names: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """What else a class or a teacher of lessons is called, by the name that lessons have."""
    parents: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """What a set of students of lessons is a part of."""
    in_part: bool = False
    """Whether some lessons come of files that have not all lessons of their classes."""
    homerooms: dict[str, str] = field(default_factory=dict)
    """The name of the homeroom teacher by class, where titles say it."""
    tables: dict[str, RawTable] = field(default_factory=dict)
    told: list[SheetTold] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    """How the students of the school before are called, as names are compared."""

    def everybody(self) -> frozenset[str]:
        """How all students are called who are known so far."""
        listed = [member.who.name for member in (*self.members, *self.marked)]
        if "students" in self.tables:
            listed += [row.get("name", "") for _, row in self.tables["students"].rows]
        return frozenset(self.names.union(map(normal, listed))) - {""}
