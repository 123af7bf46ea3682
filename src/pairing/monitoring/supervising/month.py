"""What is planned and recorded in a month, by teacher and by student."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

from pairing.model.enums import Held
from pairing.model.plan import Plan, Session
from pairing.model.records import HelpRecord
from pairing.model.school import School
from pairing.model.settings import MonitoringSettings
from pairing.monitoring.due import HELP, owing_mentors
from pairing.monitoring.log import TermLog
from pairing.monitoring.term import monday_of, term_of

__all__ = ["Month", "month_of"]

_DAY = datetime.timedelta(days=1)
_WEEK = datetime.timedelta(days=7)


def month_of(day: datetime.date) -> tuple[datetime.date, datetime.date]:
    """The first and the last day of a day's month."""
    first = day.replace(day=1)
    return first, (first + 31 * _DAY).replace(day=1) - _DAY


class Month:
    """A month of a school and its plan, from its first day to the last that counts."""

    def __init__(
        self, log: TermLog, plan: Plan, month: datetime.date, until: datetime.date | None
    ) -> None:
        self.log, self.plan = log, plan
        self.first, end = month_of(month)
        self.last = end if until is None else min(end, max(until, self.first))
        self.school: School = log.school
        self.settings: MonitoringSettings = self.school.monitoring
        self.term = term_of(self.school, plan, log, self.last)
        self.asked_from = max(self.first, self.term.asked_from)
        self.weeks = tuple(self._weeks())

    def _weeks(self) -> Iterator[datetime.date]:
        """The Mondays of the weeks whose help falls due in the month: on their last open day."""
        for monday in self.term.weeks(self.last):
            days = self.term.open_days(monday)
            if days and self.asked_from <= days[-1] <= self.last:
                yield monday

    @cached_property
    def records(self) -> dict[str, list[HelpRecord]]:
        """The records of the month by teacher; of students who are gone none."""
        found: dict[str, list[HelpRecord]] = defaultdict(list)
        for row in self.of_the_month:
            if row.by in self.school.teacher and row.student_id in self.school.student:
                found[row.by].append(row)
        return found

    @cached_property
    def of_the_month(self) -> list[HelpRecord]:
        """Every record of the month, whoever helped."""
        return [row for row in self.log.records if self.first <= row.date <= self.last]

    @cached_property
    def sessions(self) -> dict[str, list[Session]]:
        """The sessions of the month that are asked about, by teacher; of who is gone none."""
        found: dict[str, list[Session]] = defaultdict(list)
        for row in self.plan.sessions or ():
            known = row.student_id in self.school.student
            if known and not row.tutor_id and self.asked_from <= row.date <= self.last:
                found[row.teacher_id].append(row)
        return found

    @cached_property
    def planned_help(self) -> Counter[tuple[str, datetime.date]]:
        """The sessions of help that are planned with each student in each week."""
        return Counter(
            (row.student_id, monday_of(row.date))
            for row in self.plan.sessions or ()
            if row.kind in HELP
        )

    @cached_property
    def given(self) -> dict[tuple[str, datetime.date], list[HelpRecord]]:
        """The help that was held with each student in each week, whoever gave it."""
        found = defaultdict(list)
        for row in self.log.records:
            near = self.first - _WEEK < row.date <= self.last
            if near and row.held is Held.YES and row.kind in HELP:
                found[row.student_id, monday_of(row.date)].append(row)
        return found

    @cached_property
    def mentees(self) -> dict[str, list[str]]:
        """The students whom each teacher carries."""
        found: dict[str, list[str]] = defaultdict(list)
        for row in self.plan.mentors or ():
            if row.student_id in self.school.student:
                found[row.teacher_id].append(row.student_id)
        return found

    @cached_property
    def owing(self) -> dict[str, str]:
        """Who owes a student weekly help, as ``owed_on`` has it."""
        return owing_mentors(self.plan)

    @cached_property
    def subjects(self) -> dict[str, list[str]]:
        """The subjects in which each student is helped."""
        known = set(self.school.subjects)
        found: dict[str, list[str]] = defaultdict(list)
        for need in self.plan.needs or ():
            if need.need in known:
                found[need.student_id].append(need.need)
        return found

    @cached_property
    def as_of(self) -> School:
        """The school as it is known on the last day: later exams say nothing yet."""
        return replace(self.school, on=self.last)

    def asked(self, teacher_id: str, student_id: str) -> int:
        """How often the rhythm asks for help beside the sessions that are planned.

        The help of a week that lies in two months is asked for where it was given, else in the
        month in which the week's last open day is.
        """
        weekly = self.settings.weekly_help
        asked = 0
        for monday in self.weeks:
            given = self.given.get((student_id, monday), ())
            before = sum(row.date < self.first for row in given)
            asked += max(0, weekly - max(self.planned_help[student_id, monday], before))
        monday = monday_of(self.last)
        if monday not in self.weeks:
            given = self.given.get((student_id, monday), ())
            early = sum(row.by == teacher_id and row.date >= self.first for row in given)
            asked += max(0, min(weekly, early) - self.planned_help[student_id, monday])
        return asked
