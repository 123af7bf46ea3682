"""The plan: one immutable row type a part, and the rows of all parts together."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Any, ClassVar

from pairing.language import N_
from pairing.model.enums import Cause, Part, SessionKind
from pairing.model.messages.message import Message

__all__ = [
    "DEGREES",
    "Mentorship",
    "Need",
    "Pair",
    "Plan",
    "PlanRow",
    "Seating",
    "Session",
    "TeamMember",
]


DEGREES = {1: N_("mild"), 2: N_("moderate"), 3: N_("severe")}
"""What each severity is called."""


class PlanRow:
    """A row of a part: ``part`` names it, ``key`` the columns that no two rows share."""

    __slots__ = ()

    part: ClassVar[str]
    key: ClassVar[tuple[str, ...]]

    @property
    def identity(self) -> tuple[str, ...]:
        """The key columns of this row as text."""
        return tuple(str(getattr(self, column)) for column in self.key)


@dataclass(frozen=True, slots=True)
class Need(PlanRow):
    """A student's need in one subject or dimension; severity 1 (mild) to 3 (severe)."""

    part: ClassVar[str] = Part.NEEDS
    key: ClassVar[tuple[str, ...]] = ("student_id", "need")

    student_id: str
    need: str
    severity: int
    reasons: tuple[Message, ...] = field(default=(), compare=False)
    causes: tuple[Cause, ...] = ()
    confirmed_by: str = ""

    @property
    def degree(self) -> str:
        """Its severity as a word of ours."""
        return DEGREES[min(max(self.severity, 1), len(DEGREES))]


@dataclass(frozen=True, slots=True)
class Pair(PlanRow):
    """A tutor who helps a tutee in a subject."""

    part: ClassVar[str] = Part.PAIRS
    key: ClassVar[tuple[str, ...]] = ("tutee_id", "tutor_id", "subject")

    tutee_id: str
    tutor_id: str
    subject: str
    reasons: tuple[Message, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Mentorship(PlanRow):
    """A teacher who carries a student; ``pinned`` where a person has fixed it.

    Whoever judges the plan must know: what people fix may leave out somebody who could be carried.
    """

    part: ClassVar[str] = Part.MENTORS
    key: ClassVar[tuple[str, ...]] = ("student_id", "teacher_id")

    student_id: str
    teacher_id: str
    reasons: tuple[Message, ...] = field(default=(), compare=False)
    pinned: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class TeamMember(PlanRow):
    """A unit that helps a student's family in one dimension."""

    part: ClassVar[str] = Part.TEAMS
    key: ClassVar[tuple[str, ...]] = ("student_id", "unit_id", "dimension")

    student_id: str
    unit_id: str
    dimension: str
    reasons: tuple[Message, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Session(PlanRow):
    """A meeting of a teacher, or a tutor, and a student, put into a slot.

    One of ``teacher_id`` and ``tutor_id`` is empty. ``room`` is a room, "online" or "home".
    ``covers`` is the teacher whose session it is, where another holds it in their place.
    ``start`` and ``end`` say which part of its period it takes, where its kind takes a part:
    without them it is all of it, as in older plans and pins, which are equal to newer ones in
    spite of it. ``times_of`` knows when a session is.
    """

    part: ClassVar[str] = Part.SESSIONS
    key: ClassVar[tuple[str, ...]] = (
        "student_id",
        "teacher_id",
        "tutor_id",
        "subject",
        "kind",
        "date",
    )

    student_id: str
    teacher_id: str
    subject: str
    kind: str
    date: datetime.date
    period_id: str
    tutor_id: str = ""
    room: str = field(default="", compare=False)
    start: datetime.time | None = field(default=None, compare=False)
    end: datetime.time | None = field(default=None, compare=False)
    covers: str = ""

    @property
    def own_teacher_id(self) -> str:
        """The teacher whose session it is, whoever holds it."""
        return self.covers or self.teacher_id

    @property
    def host_id(self) -> str:
        """The teacher, or the tutor where there is one."""
        return self.tutor_id or self.teacher_id

    @property
    def title(self) -> str:
        """Its kind in words."""
        return self.kind.replace("_", " ")

    @property
    def topic(self) -> str:
        """What may be said aloud of it: no topic where a child's troubles are spoken of."""
        discreet = self.kind in (SessionKind.MENTORING, SessionKind.HOME_VISIT)
        return "" if discreet else self.subject


@dataclass(frozen=True, slots=True)
class Seating(PlanRow):
    """A student on a seat."""

    part: ClassVar[str] = Part.SEATS
    key: ClassVar[tuple[str, ...]] = ("class_id", "seat_id", "student_id")

    class_id: str
    seat_id: str
    student_id: str


class Plan:
    """The whole proposal. A part is None where it was not planned, () where it is empty.

    Args:
        rows: the rows of parts by the part's name.
        parts: the same by keyword; those that are None are left out.
    """

    def __init__(
        self,
        rows: Mapping[str, tuple[PlanRow, ...]] | None = None,
        /,
        **parts: tuple[PlanRow, ...] | None,
    ) -> None:
        given = {str(part): found for part, found in (rows or {}).items()}
        given |= {part: found for part, found in parts.items() if found is not None}
        order = [part.value for part in Part if part in given]
        order += [part for part in given if part not in order]
        self.rows: Mapping[str, tuple[PlanRow, ...]] = MappingProxyType(
            {part: given[part] for part in order}
        )

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Plan) and self.rows == other.rows

    def __hash__(self) -> int:
        return hash(tuple(self.rows.items()))

    def __repr__(self) -> str:
        return f"Plan({', '.join(f'{part}: {len(rows)}' for part, rows in self.rows.items())})"

    def part(self, part: str) -> tuple[PlanRow, ...] | None:
        """The rows of one part."""
        return self.rows.get(part)

    def with_part(self, part: str, rows: tuple[PlanRow, ...] | None) -> Plan:
        """The same plan with other rows of one part."""
        others = {name: own for name, own in self.rows.items() if name != part}
        return Plan(others if rows is None else {**others, part: rows})

    def parts(self) -> Iterator[tuple[str, tuple[PlanRow, ...]]]:
        """The parts that are planned, in the order in which they are made."""
        return iter(self.rows.items())

    def _typed(self, part: Part) -> Any:
        return self.rows.get(part.value)

    @property
    def needs(self) -> tuple[Need, ...] | None:
        """Who needs help in what."""
        found: tuple[Need, ...] | None = self._typed(Part.NEEDS)
        return found

    @property
    def pairs(self) -> tuple[Pair, ...] | None:
        """Which student helps whom."""
        found: tuple[Pair, ...] | None = self._typed(Part.PAIRS)
        return found

    @property
    def mentors(self) -> tuple[Mentorship, ...] | None:
        """Which teacher carries whom."""
        found: tuple[Mentorship, ...] | None = self._typed(Part.MENTORS)
        return found

    @property
    def teams(self) -> tuple[TeamMember, ...] | None:
        """Which unit helps which family."""
        found: tuple[TeamMember, ...] | None = self._typed(Part.TEAMS)
        return found

    @property
    def sessions(self) -> tuple[Session, ...] | None:
        """Who meets whom, and when."""
        found: tuple[Session, ...] | None = self._typed(Part.SESSIONS)
        return found

    @property
    def seats(self) -> tuple[Seating, ...] | None:
        """Who sits where."""
        found: tuple[Seating, ...] | None = self._typed(Part.SEATS)
        return found

    def seats_of(self, class_id: str) -> dict[str, str]:
        """Seat id of each student of the class who has one."""
        return dict(self._seats_by_class.get(class_id, {}))

    @cached_property
    def _seats_by_class(self) -> dict[str, dict[str, str]]:
        """Who sits where in each class: whole schools are asked class by class."""
        found: dict[str, dict[str, str]] = {}
        for row in self.seats or ():
            found.setdefault(row.class_id, {})[row.student_id] = row.seat_id
        return found
