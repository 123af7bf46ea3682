"""Home visits: so many in a term to each mentee, due in weeks that an area shares."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from pairing.instances.agenda.times.slots import OpenDays
from pairing.model.enums import SessionKind
from pairing.screening import Findings

__all__ = ["Visits"]

_WEEK = datetime.timedelta(days=7)
_DAY = datetime.timedelta(days=1)


class Visits:
    """When visits are due in the term, of which the weeks that are planned are a window.

    Each visit has its share of the term, and an area its week early in each share: an area after
    the other, so that first visits come soon and visits of an area in one week. Students whose
    area nobody noted go one after another. A week without a period for visits hands its own to
    the next that has some. First visits keep to ``first_visit_by``, where it is set.
    """

    def __init__(self, findings: Findings, start: datetime.date) -> None:
        school = findings.school
        self._settings = settings = school.session_settings
        self.term_start = settings.term_start or start
        self._start, self._end = start, start + _WEEK * settings.weeks
        self._open = OpenDays(school)
        areas = sorted({one.area for one in school.students if one.area})
        place = {area: number for number, area in enumerate(areas)}
        without = sorted(one.student_id for one in school.students if not one.area)
        alone = {student_id: number for number, student_id in enumerate(without, len(areas))}
        self._place = {
            one.student_id: place[one.area] if one.area else alone[one.student_id]
            for one in school.students
        }
        self._due: dict[int, tuple[datetime.date, ...]] = {}

    def due(self, student_id: str) -> tuple[datetime.date, ...]:
        """The Monday of each week of the term in which a visit to a student is due."""
        place = self._place[student_id]
        if place not in self._due:
            self._due[place] = tuple(self._weeks(place))
        return self._due[place]

    def planned(
        self, student_id: str
    ) -> Iterator[tuple[datetime.date, datetime.date, datetime.date | None]]:
        """The first and last day, and the deadline, of visits that lie in the weeks planned."""
        for number, day in enumerate(self.due(student_id)):
            if self._start <= day < self._end:
                by = None if number else self._settings.first_visit_by
                yield day, min(day + _WEEK - _DAY, by or datetime.date.max), by

    def later(self, student_id: str) -> bool:
        """Whether the first visit to a student comes after the weeks planned."""
        return next(iter(self.due(student_id)), self._start) >= self._end

    def _weeks(self, place: int) -> Iterator[datetime.date]:
        term, visits = self._settings.term_weeks, self._settings.home_visits
        for visit in range(visits):
            begin, end = (term * number // visits for number in (visit, visit + 1))
            by = None if visit else self._settings.first_visit_by
            if by is not None:
                end = min(end, (by - self.term_start) // _WEEK + 1)
            length = max(1, end - begin)
            week = begin + place % length
            # The next open week of its share; where there is none it is told as lost.
            found = next(
                (one for one in range(week, begin + length) if self._is_open(one, by)), None
            )
            if found is None:
                found = next((one for one in range(begin, week) if self._is_open(one, by)), week)
            yield self.term_start + _WEEK * found

    def _is_open(self, week: int, by: datetime.date | None) -> bool:
        first = self.term_start + _WEEK * week
        last = min(first + _WEEK - _DAY, by or datetime.date.max)
        return self._open.is_open(SessionKind.HOME_VISIT, first, last)
