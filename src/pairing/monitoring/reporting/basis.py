"""What all tables of a report are counted from: who is in need, and what was recorded."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from pairing.model.enums import Held, Missing, RecordKind
from pairing.model.messages.message import Message, quote, say, word
from pairing.model.plan import Plan
from pairing.model.records import HelpRecord
from pairing.monitoring.log import TermLog
from pairing.monitoring.matching import matched
from pairing.monitoring.reporting.spans import Span
from pairing.monitoring.reporting.tables import Column
from pairing.monitoring.term import Term, monday_of
from pairing.screening import screen

__all__ = ["Basis", "Outcome", "columns"]


class Outcome:
    """What became of what was planned or written down; the key of a column."""

    ON_DAY = "held as planned"
    MOVED = "moved"
    BESIDE = "beside the plan"
    NOT_HELD = "not held"
    UNRECORDED = "not recorded"


@dataclass(frozen=True)
class Meeting:
    """A session that was planned, or help that was recorded beside the plan."""

    kind: str
    day: datetime.date
    outcome: str
    record: HelpRecord | None


@dataclass(frozen=True, eq=False)
class Basis:
    """A school, the plan in force, what was written down, and the days in question.

    What is recorded of days after ``span.known`` counts not.
    """

    log: TermLog
    plan: Plan
    term: Term
    span: Span

    @cached_property
    def severity(self) -> Mapping[str, int]:
        """The worst severity of each student in need, by the plan in force."""
        found: dict[str, int] = {}
        for need in self.plan.needs or ():
            if need.student_id in self.log.school.student:
                found[need.student_id] = max(need.severity, found.get(need.student_id, 0))
        return found

    @cached_property
    def grades(self) -> tuple[tuple[str, Message], ...]:
        """The grades of the school as rows."""
        known = dict.fromkeys(row.grade for row in self.log.school.classes)
        ordered = sorted(known, key=lambda grade: (len(grade), grade))
        return tuple((grade, _grade(grade)) for grade in ordered)

    @cached_property
    def then(self) -> Mapping[tuple[str, str], int]:
        """The severity of each need of the plan in force by (student, need)."""
        return {
            (row.student_id, row.need): row.severity
            for row in self.plan.needs or ()
            if row.student_id in self.log.school.student
        }

    @cached_property
    def now(self) -> Mapping[tuple[str, str], int]:
        """The same by what is known at the end of these days."""
        findings = screen(replace(self.log.school, on=self.span.known))
        return {(row.student_id, row.need): row.severity for row in findings.needs}

    @cached_property
    def meetings(self) -> tuple[Meeting, ...]:
        """Every session of these days, and every other record of them.

        A session counts on its own day, or on the day of its record where it was held before.
        One that was not held, and was recorded as held on another day of its week, was moved.
        """
        known = self.span.known
        records = [row for row in self.log.records if row.date <= known]
        # A session of later this week may have been held already.
        sunday = monday_of(known) + datetime.timedelta(days=6)
        sessions = (row for row in self.plan.sessions or () if row.date <= sunday)
        pairs = matched(self.log.school, sessions, records)
        used = {record.occasion for _, record in pairs if record is not None}
        spare: dict[tuple[object, ...], list[HelpRecord]] = defaultdict(list)
        for row in records:
            if row.occasion not in used and row.held is Held.YES:
                week = monday_of(row.date)
                spare[row.student_id, row.by, row.kind.value, week].append(row)
        found = []
        for session, record in pairs:
            outcome, told = _outcome(session.date, record), record
            if outcome is Outcome.NOT_HELD:
                week = monday_of(session.date)
                others = spare.get((session.student_id, session.host_id, session.kind, week))
                if others:
                    outcome, told = Outcome.MOVED, others.pop(0)
                    used.add(told.occasion)
            day = session.date if session.date <= known or told is None else told.date
            found.append(Meeting(session.kind, day, outcome, told))
        for row in records:
            if row.occasion not in used:
                held = Outcome.BESIDE if row.held is Held.YES else Outcome.NOT_HELD
                found.append(Meeting(row.kind.value, row.date, held, row))
        return tuple(one for one in found if one.day in self.span)

    @cached_property
    def held(self) -> tuple[HelpRecord, ...]:
        """The records of these days of what took place."""
        return tuple(
            row for row in self.log.records if row.held is Held.YES and row.date in self.span
        )

    @cached_property
    def at_exams(self) -> Mapping[str, Mapping[str, set[Missing | None]]]:
        """Of each exam of these days, what those in need have there: marks, or why there is none.

        Who has nothing written down at an exam, not even that they missed it, is not there.
        """
        found: dict[str, dict[str, set[Missing | None]]] = {}
        for row in self.log.school.scores:
            if row.date in self.span and row.student_id in self.severity:
                own = found.setdefault(row.exam, {})
                own.setdefault(row.student_id, set()).add(row.missing)
        return found

    @cached_property
    def kinds(self) -> tuple[tuple[str, Message], ...]:
        """The kinds of help as rows."""
        return tuple((kind.value, word(kind.value.replace("_", " "))) for kind in RecordKind)


def columns(**titles: Message) -> tuple[Column, ...]:
    """Columns by their keys."""
    return tuple(Column(key, title) for key, title in titles.items())


def _grade(grade: str) -> Message:
    """A grade in words; one that is more than a number has its words already."""
    return say("report.grade", "Grade {grade}", grade=grade) if grade.isdecimal() else quote(grade)


def _outcome(planned: datetime.date, record: HelpRecord | None) -> str:
    if record is None:
        return Outcome.UNRECORDED
    if record.held is Held.NO:
        return Outcome.NOT_HELD
    return Outcome.ON_DAY if record.date == planned else Outcome.MOVED
