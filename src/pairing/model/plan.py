"""The plan: one immutable row type a part, and the plan that holds them."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, ClassVar, TypeAlias

from pairing.model.enums import Cause, Part, SessionKind
from pairing.model.messages.message import Message

__all__ = ["Mentorship", "Need", "Pair", "Plan", "PlanRow", "Seating", "Session", "TeamMember"]


@dataclass(frozen=True, slots=True)
class Need:
    """A student's need in one subject or dimension; severity 1 (mild) to 3 (severe)."""

    part: ClassVar[Part] = Part.NEEDS
    key: ClassVar[tuple[str, ...]] = ("student_id", "need")

    student_id: str
    need: str
    severity: int
    reasons: tuple[Message, ...] = field(default=(), compare=False)
    causes: tuple[Cause, ...] = ()
    confirmed_by: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """A tutor who helps a tutee in a subject."""

    part: ClassVar[Part] = Part.PAIRS
    key: ClassVar[tuple[str, ...]] = ("tutee_id", "tutor_id", "subject")

    tutee_id: str
    tutor_id: str
    subject: str
    reasons: tuple[Message, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Mentorship:
    """A teacher who carries a student."""

    part: ClassVar[Part] = Part.MENTORS
    key: ClassVar[tuple[str, ...]] = ("student_id", "teacher_id")

    student_id: str
    teacher_id: str
    reasons: tuple[Message, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class TeamMember:
    """A unit that helps a student's family in one dimension."""

    part: ClassVar[Part] = Part.TEAMS
    key: ClassVar[tuple[str, ...]] = ("student_id", "unit_id", "dimension")

    student_id: str
    unit_id: str
    dimension: str
    reasons: tuple[Message, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Session:
    """A meeting of a teacher, or a tutor, and a student, put into a slot.

    One of ``teacher_id`` and ``tutor_id`` is empty. ``room`` is a room, "online" or "home".
    """

    part: ClassVar[Part] = Part.SESSIONS
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
class Seating:
    """A student on a seat."""

    part: ClassVar[Part] = Part.SEATS
    key: ClassVar[tuple[str, ...]] = ("class_id", "seat_id", "student_id")

    class_id: str
    seat_id: str
    student_id: str


PlanRow: TypeAlias = Need | Pair | Mentorship | TeamMember | Session | Seating


@dataclass(frozen=True)
class Plan:
    """The whole proposal. A part is None where it was not planned, () where it is empty."""

    needs: tuple[Need, ...] | None = None
    pairs: tuple[Pair, ...] | None = None
    mentors: tuple[Mentorship, ...] | None = None
    teams: tuple[TeamMember, ...] | None = None
    sessions: tuple[Session, ...] | None = None
    seats: tuple[Seating, ...] | None = None

    def part(self, part: Part) -> tuple[PlanRow, ...] | None:
        """The rows of one part."""
        rows: tuple[PlanRow, ...] | None = getattr(self, part.value)
        return rows

    def with_part(self, part: Part, rows: tuple[PlanRow, ...] | None) -> Plan:
        """The same plan with other rows of one part."""
        changed: dict[str, Any] = {part.value: rows}
        return replace(self, **changed)

    def parts(self) -> Iterator[tuple[Part, tuple[PlanRow, ...]]]:
        """The parts that are planned, in the order in which they are made."""
        for part in Part:
            rows = self.part(part)
            if rows is not None:
                yield part, rows

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
