"""What was written down after the plan, as it counts now: of rows of one occasion the last."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from pairing.model.enums import GoalStatus
from pairing.model.grouped import grouped
from pairing.model.records import Goal, HelpRecord, Measure, Record, Review
from pairing.model.school import School

__all__ = ["TermLog"]

_Row = TypeVar("_Row", bound=Record)


@dataclass(frozen=True, eq=False)
class TermLog:
    """The records, measures, goals and reviews of a school.

    Args:
        school: its tables hold what was written down elsewhere.
        entries: what was entered since, in the order in which it was; it comes after the tables.

    Rows that were corrected stay: ``versions_of`` has all rows of one occasion.
    """

    school: School
    entries: tuple[Record, ...] = ()

    def rows(self, kind: type[_Row]) -> tuple[_Row, ...]:
        """Every row of a table, corrected or not, in the order in which they were entered."""
        tables: tuple[Record, ...] = self.school.table(kind.table)
        entered = (row for row in self.entries if isinstance(row, kind))
        return tuple(row for row in (*tables, *entered) if isinstance(row, kind))

    @cached_property
    def _in_order(self) -> tuple[HelpRecord, ...]:
        # A file may have its rows in any order; what does not say when it was entered came first.
        return tuple(sorted(self.rows(HelpRecord), key=_entered))

    @cached_property
    def _occasions(self) -> Mapping[tuple[object, ...], tuple[HelpRecord, ...]]:
        return grouped((row.occasion, row) for row in self._in_order)

    @cached_property
    def records(self) -> tuple[HelpRecord, ...]:
        """The records that count, by date."""
        # Each entry makes a new log, of which most pages ask no more than this.
        last = {row.occasion: row for row in self._in_order}.values()
        return tuple(sorted(last, key=lambda row: (row.date, row.start or datetime.time())))

    def versions_of(self, record: HelpRecord) -> tuple[HelpRecord, ...]:
        """All rows of a record's occasion, the one that counts last."""
        return self._occasions[record.occasion]

    @cached_property
    def records_of(self) -> Mapping[str, tuple[HelpRecord, ...]]:
        """The records that count by the student's id, by date."""
        return grouped((row.student_id, row) for row in self.records)

    @cached_property
    def records_by(self) -> Mapping[str, tuple[HelpRecord, ...]]:
        """The records that count by the id of whoever helped, by date."""
        return grouped((row.by, row) for row in self.records)

    @cached_property
    def strangers(self) -> tuple[str, ...]:
        """Who helped by the records and is nobody that the school's tables know."""
        school = self.school
        known = school.teacher.keys() | school.student.keys() | school.unit.keys()
        return tuple(sorted(self.records_by.keys() - known))

    @cached_property
    def measures_of(self) -> Mapping[str, tuple[Measure, ...]]:
        """The measures that count by the student's id, as they were first entered."""
        last = {row.subject_matter: row for row in self.rows(Measure)}
        return grouped((row.student_id, row) for row in last.values())

    @cached_property
    def goals(self) -> Mapping[str, Goal]:
        """The goals as they stand, by id; those of somebody who has left are none."""
        return {one: row for one, row in self._every_goal.items() if self._here(row)}

    @cached_property
    def goals_of_leavers(self) -> tuple[Goal, ...]:
        """The goals that are set aside, as reading files does: one of their people has left."""
        return tuple(row for row in self._every_goal.values() if not self._here(row))

    @cached_property
    def _every_goal(self) -> Mapping[str, Goal]:
        return {row.goal_id: row for row in self.rows(Goal)}

    def _here(self, goal: Goal) -> bool:
        return all(one in self.school.student for one in goal.people)

    @cached_property
    def goals_of(self) -> Mapping[str, tuple[Goal, ...]]:
        """The goals by student, those shared by both halves of a pair under both; soonest first."""
        by_due = sorted(self.goals.values(), key=lambda row: (row.due, row.goal_id))
        return grouped((one, row) for row in by_due for one in row.people)

    def open_goals(self, student_id: str) -> tuple[Goal, ...]:
        """The goals of a student that are neither reached nor given up."""
        goals = self.goals_of.get(student_id, ())
        return tuple(row for row in goals if row.status is GoalStatus.OPEN)

    @cached_property
    def reviews_of(self) -> Mapping[str, tuple[Review, ...]]:
        """The reviews by the student's id, by date."""
        by_date = sorted(self.rows(Review), key=lambda row: row.date)
        return grouped((row.student_id, row) for row in by_date)


def _entered(row: HelpRecord) -> tuple[bool, str]:
    return row.entered_at is not None, str(row.entered_at)
