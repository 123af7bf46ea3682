"""What a mentor's month is judged by, each part with the numbers that it is made of.

A part whose numbers are not there is unknown: ``share`` is None, and never 0.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from statistics import fmean

from pairing.model.enums import GoalStatus, Held
from pairing.model.records import Goal, HelpRecord
from pairing.model.school import School
from pairing.model.settings import MonitoringSettings
from pairing.monitoring.log import TermLog
from pairing.monitoring.supervising.likeness import Names, signs

__all__ = ["Completeness", "Detail", "Progress", "Regularity", "detail_of", "progress_of"]


@dataclass(frozen=True, slots=True)
class Completeness:
    """Records written down, held or not, of the help that was asked for."""

    planned: int
    recorded: int

    @property
    def share(self) -> float | None:
        """``recorded / planned``, at most 1."""
        return min(1.0, self.recorded / self.planned) if self.planned else None


@dataclass(frozen=True, slots=True)
class Regularity:
    """Weeks with help, of the open weeks of each mentee."""

    weeks: int
    helped: int

    @property
    def share(self) -> float | None:
        """``helped / weeks``."""
        return self.helped / self.weeks if self.weeks else None


@dataclass(frozen=True, slots=True)
class Detail:
    """Records of help that was held: how many say something of their own, on what, what next."""

    held: int
    with_text: int
    with_topic: int
    with_next_step: int
    with_all: int

    @property
    def share(self) -> float | None:
        """``with_all / held``."""
        return self.with_all / self.held if self.held else None


@dataclass(frozen=True, slots=True)
class Progress:
    """How the mentees' marks and goals moved.

    ``changes`` are in standard deviations of the grade, one for each mentee and subject of need
    with exams both before the month and in it; ``span`` of them is full progress.
    """

    changes: tuple[float, ...]
    reached: int
    closed: int
    span: float

    @property
    def mean_change(self) -> float | None:
        """The mean of the changes; None where there are none."""
        return fmean(self.changes) if self.changes else None

    @property
    def share(self) -> float | None:
        """The mean over marks, each ``1/2 + change / (2 span)`` within 0 and 1, and goals."""
        moved = [min(1.0, max(0.0, 0.5 + one / (2 * self.span))) for one in self.changes]
        known = moved + [1.0] * self.reached + [0.0] * (self.closed - self.reached)
        return fmean(known) if known else None


def detail_of(
    records: Iterable[HelpRecord], school: School, settings: MonitoringSettings
) -> Detail:
    """The detail of a mentor's records; a text that stood before at another time is not its own."""
    held = [row for row in records if row.held is Held.YES]
    known = {row.student_id for row in held} & school.student.keys()
    names = Names(school.student[student_id].name for student_id in sorted(known))
    first: dict[str, object] = {}
    texts, topics, steps, every = 0, 0, 0, 0
    for row in held:
        plain = names.without(row.text or "")
        occasion = (row.date, row.start)
        own = first.setdefault(plain, occasion) == occasion
        text = own and signs(plain) >= settings.detail_signs
        texts += text
        topics += bool(row.content)
        steps += bool(row.next_step)
        every += bool(text and row.content and row.next_step)
    return Detail(len(held), texts, topics, steps, every)


def progress_of(
    students: Iterable[str],
    needed: Callable[[str], Iterable[str]],
    school: School,
    log: TermLog,
    first: datetime.date,
    last: datetime.date,
) -> Progress:
    """How marks and goals of some students moved from one day to another.

    Args:
        students: their ids.
        needed: the subjects in which a student is helped.
        school: as it is known on the last day.
        log: what was written down.
        first: the first day.
        last: the last day.
    """
    changes: list[float] = []
    goals: dict[str, Goal] = {}
    for student_id in students:
        for subject in needed(student_id):
            standing = school.standing.get((student_id, subject))
            marks = () if standing is None else standing.marks
            seen = [(mark.date, mark.z) for mark in marks if mark.z is not None and mark.compared]
            before = [z for day, z in seen if day < first]
            after = [z for day, z in seen if first <= day <= last]
            if before and after:
                changes.append(fmean(after) - fmean(before))
        own = log.goals_of.get(student_id, ())
        goals |= {goal.goal_id: goal for goal in own if first <= goal.due <= last}
    closed = [one.status for one in goals.values() if one.status in _CLOSED]
    reached = sum(status is GoalStatus.REACHED for status in closed)
    return Progress(tuple(changes), reached, len(closed), school.monitoring.progress_range)


_CLOSED = (GoalStatus.REACHED, GoalStatus.MISSED)
