"""A month of help under supervision, by mentor and grade: how complete, regular, detailed it is.

The score is the mean of the parts that are known, weighted as ``[monitoring]`` says, times 100;
docs/monitoring.md has the formulas.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from pairing.model.messages.message import Message
from pairing.model.plan import Plan
from pairing.monitoring.access import Viewer, ViewerRole, may_supervise
from pairing.monitoring.due import HELP
from pairing.monitoring.log import TermLog
from pairing.monitoring.supervising.month import Month
from pairing.monitoring.supervising.month_notes import month_notes
from pairing.monitoring.supervising.quality import (
    Completeness,
    Detail,
    Progress,
    Regularity,
    detail_of,
    progress_of,
)
from pairing.monitoring.supervising.questions import Question, QuestionKind, Questions

__all__ = ["Supervised", "Supervision", "supervise"]


@dataclass(frozen=True, slots=True)
class Supervised:
    """A month of one mentor with the students of one grade."""

    teacher_id: str
    grade: str
    students: int
    written: int
    """Records of any kind."""
    completeness: Completeness
    regularity: Regularity
    detail: Detail
    progress: Progress
    weights: tuple[float, float, float, float]
    known_from: float
    questions: tuple[QuestionKind, ...]

    @property
    def shares(self) -> Mapping[str, float | None]:
        """Each part by its name, from 0 to 1, None where it is unknown."""
        return {
            "completeness": self.completeness.share,
            "regularity": self.regularity.share,
            "detail": self.detail.share,
            "progress": self.progress.share,
        }

    @property
    def unknown(self) -> tuple[str, ...]:
        """The parts that the score leaves out because nothing is known of them."""
        return tuple(name for name, share in self.shares.items() if share is None)

    @property
    def silent(self) -> bool:
        """Whether nothing at all was written down: what was done is unknown then, not nothing."""
        return not self.written

    @property
    def score(self) -> float | None:
        """From 0 to 100; None where too little is known for one, or nothing is written down."""
        if self.silent:
            return None
        known = [
            (weight, share)
            for weight, share in zip(self.weights, self.shares.values(), strict=True)
            if share is not None
        ]
        total = sum(weight for weight, _ in known)
        if not total or total < self.known_from * sum(self.weights):
            return None
        return 100 * sum(weight * share for weight, share in known) / total


@dataclass(frozen=True, slots=True)
class Supervision:
    """All mentors of a month, from its first day to the last that is counted."""

    first: datetime.date
    last: datetime.date
    rows: tuple[Supervised, ...]
    questions: tuple[Question, ...]
    notes: tuple[Message, ...]

    def seen_by(self, viewer: Viewer) -> Supervision:
        """The same with those mentors alone whom a viewer may supervise.

        All records behind a question are the mentor's own, so that a mentor may read them; what
        is noted of the whole school is a coordinator's.
        """
        return replace(
            self,
            rows=tuple(row for row in self.rows if may_supervise(viewer, row.teacher_id)),
            questions=tuple(one for one in self.questions if may_supervise(viewer, one.teacher_id)),
            notes=self.notes if viewer.role is ViewerRole.COORDINATOR else (),
        )


def supervise(
    log: TermLog, plan: Plan, month: datetime.date, until: datetime.date | None = None
) -> Supervision:
    """The supervision of a month.

    Args:
        log: what was written down.
        plan: who carries whom, and the sessions that are planned.
        month: any day of the month.
        until: where the month is not over, the last day that counts.
    """
    own = Month(log, plan, month, until)
    questions = Questions(log)
    rows: list[Supervised] = []
    asked: list[Question] = []
    for teacher_id in log.school.teacher:
        records = own.records.get(teacher_id, [])
        about = tuple(questions.of(teacher_id, records))
        asked += about
        students = {
            *own.mentees.get(teacher_id, ()),
            *(row.student_id for row in records),
            *(row.student_id for row in own.sessions.get(teacher_id, ())),
        }
        by_grade: dict[str, set[str]] = defaultdict(set)
        for student_id in students:
            by_grade[log.school.grade_of[student_id]].add(student_id)
        rows += [_row(own, teacher_id, grade, by_grade[grade], about) for grade in sorted(by_grade)]
    silent = [row.teacher_id for row in rows if row.silent and row.completeness.planned]
    notes = tuple(month_notes(own, tuple(dict.fromkeys(silent))))
    return Supervision(own.first, own.last, tuple(rows), tuple(asked), notes)


def _row(
    month: Month,
    teacher_id: str,
    grade: str,
    students: AbstractSet[str],
    about: tuple[Question, ...],
) -> Supervised:
    records = [row for row in month.records.get(teacher_id, ()) if row.student_id in students]
    help_ = [row for row in records if row.kind in HELP]
    mentees = [one for one in month.mentees.get(teacher_id, ()) if one in students]
    own = sum(row.student_id in students for row in month.sessions.get(teacher_id, ()))
    rhythm = sum(month.asked(teacher_id, one) for one in mentees if month.owing[one] == teacher_id)
    weeks = month.weeks if month.settings.weekly_help else ()
    helped = sum(bool(month.given.get((one, monday))) for one in mentees for monday in weeks)
    settings = month.settings
    return Supervised(
        teacher_id,
        grade,
        len(students),
        len(records),
        Completeness(own + rhythm, len(help_)),
        Regularity(len(mentees) * len(weeks), helped),
        detail_of(help_, month.school, settings),
        progress_of(
            mentees,
            lambda one: month.subjects.get(one, ()),
            month.as_of,
            month.log,
            month.first,
            month.last,
        ),
        (
            settings.completeness_weight,
            settings.regularity_weight,
            settings.detail_weight,
            settings.progress_weight,
        ),
        settings.score_from,
        tuple(one.kind for one in about if any(row.student_id in students for row in one.records)),
    )
