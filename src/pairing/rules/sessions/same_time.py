"""same_time: the sessions of a series keep their weekday and time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import ClassVar

from pydantic import Field

from pairing.instances.agenda import Agenda, HeldSession
from pairing.model.enums import Level
from pairing.model.messages.message import Message, say
from pairing.model.school import School
from pairing.rules.core.rule import Match, Weight
from pairing.rules.sessions._base import SessionRule
from pairing.terms.timetable import Tie, TimetableTerm

__all__ = ["SameTime"]


class SameTime(SessionRule):
    """A student knows when to come: week after week at the same time with the same person.

    Each session earns that has the weekday and beginning of the one before it in its series (the
    five kinds of one teacher and subject, a mentor's talks, a pair's times).
    """

    id = "same_time"
    title = "The same time each week"
    levels = (Level.SOFT,)
    default: ClassVar[bool] = True

    weight: Weight = Field(1, description="Points for each session at the time of the one before")

    def words(self, school: School) -> Message:
        return say("same_time.rule", "keep the weekday and time of a student's sessions")

    def _following(self, agenda: Agenda) -> Iterator[tuple[int, int]]:
        """Each request of a series, and the next one that lies wholly after it."""
        series: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for number, one in enumerate(agenda.requests):
            if one.series and self.concerns(agenda, one.student_id):
                ends = one.student_id, one.teacher_id, one.tutor_id
                series[*ends, one.subject, one.series].append(number)
        for numbers in series.values():
            ordered = sorted(numbers, key=lambda one: agenda.requests[one].first)
            for place, number in enumerate(ordered):
                last = agenda.requests[number].last
                later = (n for n in ordered[place + 1 :] if agenda.requests[n].first > last)
                following = next(later, None)
                if following is not None:
                    yield number, following

    def compile(self, agenda: Agenda) -> Iterator[TimetableTerm]:
        for one, other in self._following(agenda):
            yield Tie(self.key, one, other, self.unit)

    def judge(self, agenda: Agenda, held: Sequence[HeldSession]) -> Iterator[Match]:
        by_request = {one.request: one for one in held}
        for one, other in self._following(agenda):
            first, second = by_request.get(one), by_request.get(other)
            if first and second and agenda.grid.times[first.slot] == agenda.grid.times[second.slot]:
                name = agenda.findings.school.label(first.row.student_id)
                text = say("same_time.again", "{name} meets at the same time again", name=name)
                yield Match(1, (first.row.student_id,), text)
