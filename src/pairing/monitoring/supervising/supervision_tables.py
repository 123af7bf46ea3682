"""The supervision of a month as rows of text and numbers: what files of it are made of."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pairing.model.messages.message import Message
from pairing.model.records import HelpRecord
from pairing.monitoring.supervising.questions import Question
from pairing.monitoring.supervising.supervision import Supervised, Supervision

__all__ = ["QUESTION_COLUMNS", "SUPERVISION_COLUMNS", "question_rows", "supervision_rows"]

SUPERVISION_COLUMNS = (
    "teacher_id",
    "grade",
    "students",
    "planned",
    "held",
    "recorded",
    "completeness",
    "regularity",
    "detail",
    "progress",
    "score",
    "questions",
    "weeks",
    "weeks_helped",
    "with_text",
    "with_topic",
    "with_next_step",
    "with_all",
    "marks_compared",
    "mark_change",
    "goals_closed",
    "goals_reached",
    "unknown",
)
"""Those of the file contract, and the numbers that the parts are made of."""

QUESTION_COLUMNS = (
    "teacher_id",
    "question",
    "grade",
    "student_id",
    "kind",
    "date",
    "start",
    "minutes",
    "held",
    "text",
    "next_step",
    "entered_at",
    "entered_by",
    "reason",
    "ask",
)

_SHARE_DIGITS, _SCORE_DIGITS = 3, 1


def supervision_rows(supervision: Supervision) -> Iterator[tuple[object, ...]]:
    """A row a mentor and grade, by ``SUPERVISION_COLUMNS``; what is unknown is None."""
    return map(_row, supervision.rows)


def _row(row: Supervised) -> tuple[object, ...]:
    detail, progress = row.detail, row.progress
    return (
        row.teacher_id,
        row.grade,
        row.students,
        row.completeness.planned,
        detail.held,
        row.completeness.recorded,
        *(_rounded(share, _SHARE_DIGITS) for share in row.shares.values()),
        _rounded(row.score, _SCORE_DIGITS),
        tuple(kind.value for kind in row.questions),
        row.regularity.weeks,
        row.regularity.helped,
        detail.with_text,
        detail.with_topic,
        detail.with_next_step,
        detail.with_all,
        len(progress.changes),
        _rounded(progress.mean_change, _SHARE_DIGITS),
        progress.closed,
        progress.reached,
        row.unknown,
    )


def question_rows(
    supervision: Supervision, grade_of: Callable[[str], str]
) -> Iterator[tuple[object, ...]]:
    """A row a record that is asked about, by ``QUESTION_COLUMNS``.

    Args:
        supervision: the month.
        grade_of: the grade of a student by id.
    """
    for question in supervision.questions:
        for record, reason in zip(question.records, question.reasons, strict=True):
            yield _asked(question, record, reason, grade_of(record.student_id))


def _asked(
    question: Question, record: HelpRecord, reason: Message | None, grade: str
) -> tuple[object, ...]:
    return (
        question.teacher_id,
        question.kind,
        grade,
        record.student_id,
        record.kind,
        record.date,
        record.start,
        record.minutes,
        record.held,
        record.text,
        record.next_step,
        record.entered_at and record.entered_at.isoformat(" ", "minutes"),
        record.entered_by,
        reason and str(reason),
        str(question.ask),
    )


def _rounded(value: float | None, digits: int) -> float | None:
    return None if value is None else round(value, digits)
