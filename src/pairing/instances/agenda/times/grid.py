"""The grid of time: the slots of the weeks planned, and what they are, whoever meets in them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from pairing.instances.agenda.times.free_time import FreeTime
from pairing.instances.agenda.times.parts import parts_of, with_parts, with_times
from pairing.instances.agenda.times.slots import (
    OpenDays,
    Slot,
    first_monday,
    hurried_of,
    overlaps_of,
    slots_of,
)
from pairing.model.enums import SessionKind
from pairing.model.plan import Session
from pairing.model.school import School
from pairing.model.session_times import Times, times_of
from pairing.terms.assignment import BoolArray, IntArray

__all__ = ["TimeGrid"]


@dataclass(frozen=True, eq=False)
class TimeGrid:
    """The slots of a school's weeks, from ``start`` on, in the order of time.

    Agendas that ask for other sessions in the same weeks share one.
    """

    school: School
    start: datetime.date
    slots: tuple[Slot, ...]

    @classmethod
    def of(cls, school: School, standing: Iterable[Session] = ()) -> TimeGrid:
        """The slots that are planned, and the times besides that sessions of a plan take."""
        start = first_monday(school)
        slots = with_times(school, with_parts(school, slots_of(school, start)), standing)
        return cls(school, start, slots)

    def also_at(self, rows: Iterable[Session]) -> TimeGrid:
        """The grid with the times of some more sessions among its slots."""
        slots = with_times(self.school, self.slots, rows)
        return self if slots == self.slots else replace(self, slots=slots)

    @cached_property
    def _number(self) -> Mapping[tuple[datetime.date, str, datetime.time, datetime.time], int]:
        return {
            (slot.date, slot.period.period_id, slot.start, slot.end): number
            for number, slot in enumerate(self.slots)
        }

    def slot_of(self, row: Session) -> int | None:
        """The number of a session's slot; None where there is no such time."""
        times = times_of(self.school, row)
        return None if times is None else self._number.get((row.date, row.period_id, *times))

    @cached_property
    def days(self) -> IntArray:
        """The day of each slot, from 0."""
        return np.array([(one.date - self.start).days for one in self.slots], dtype=np.int64)

    @cached_property
    def weeks(self) -> IntArray:
        """The week of each slot, from 0."""
        return self.days // 7

    @cached_property
    def times(self) -> IntArray:
        """The number of each slot's time of the week: its period, and when it begins."""
        number: dict[tuple[str, datetime.time], int] = {}
        times = ((slot.period.period_id, slot.start) for slot in self.slots)
        return np.array([number.setdefault(one, len(number)) for one in times], dtype=np.int64)

    @cached_property
    def overlaps(self) -> tuple[IntArray, ...]:
        """Sets of slots of one day with a moment in common, where there are such."""
        return tuple(overlaps_of(self.slots))

    @cached_property
    def hurried(self) -> tuple[IntArray, ...]:
        """Sets of parts of one period with too few minutes between them for one person."""
        between = self.school.session_settings.between_minutes
        return tuple(hurried_of(self.slots, between)) if between else ()

    @property
    def apart(self) -> tuple[IntArray, ...]:
        """Sets of slots of one day of which nobody is in two: they overlap, or nearly do."""
        return (*self.overlaps, *self.hurried)

    @cached_property
    def free(self) -> FreeTime:
        """Who is free in which slots."""
        return FreeTime(self.school, self.slots)

    @cached_property
    def _suiting(self) -> Mapping[SessionKind, BoolArray]:
        open_ = OpenDays(self.school)
        return {
            kind: np.array([open_.suits(kind, slot) for slot in self.slots], dtype=bool)
            for kind in SessionKind
        }

    def suits(self, kind: SessionKind) -> BoolArray:
        """In which slots a kind of session may be held, whoever planned it.

        They are long enough, of a kind of period and on a weekday for it.
        """
        return self._suiting[kind]

    @cached_property
    def _planned(self) -> Mapping[SessionKind, BoolArray]:
        settings = self.school.session_settings
        parts: dict[str, Mapping[int, tuple[Times, ...]]] = {}
        for slot in self.slots:
            if slot.period.period_id not in parts:
                parts[slot.period.period_id] = parts_of(settings, slot.period)
        found = {}
        for kind in SessionKind:
            own = settings.of(kind)
            fits = [
                slot.part is None
                if not own.part
                else slot.minutes == own.minutes
                and (
                    slot.part is None
                    or slot.part in parts[slot.period.period_id].get(own.minutes, ())
                )
                for slot in self.slots
            ]
            found[kind] = self.suits(kind) & np.array(fits, dtype=bool)
        return found

    def planned(self, kind: SessionKind) -> BoolArray:
        """In which slots a kind of session is planned: whole periods, or parts as long as it is."""
        return self._planned[kind]
