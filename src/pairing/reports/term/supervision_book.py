"""A supervised month as an Excel workbook: a sheet of mentors, a sheet of questions with rows."""

from __future__ import annotations

from pairing.language import N_, in_a_row, names, translated
from pairing.model.school import School
from pairing.monitoring import QUESTION_TITLES, Supervised, Supervision
from pairing.reports.workbook import tables_workbook

__all__ = ["make_supervision_book"]


def make_supervision_book(school: School, supervision: Supervision) -> bytes:
    """The workbook's bytes, in the language that is spoken.

    Args:
        school: whose names stand in it.
        supervision: what whoever gets it may see: ``Supervision.seen_by``.
    """
    mentors = [_mentor(school, row) for row in supervision.rows]
    asked: list[tuple[object, ...]] = [
        (
            school.teacher_label(question.teacher_id),
            translated(QUESTION_TITLES[question.kind]),
            str(question.ask),
            school.label(record.student_id),
            translated(record.kind.value.replace("_", " ")),
            record.date,
            "" if record.start is None else f"{record.start:%H:%M}",
            record.minutes,
            record.text or "",
            record.next_step or "",
            "" if record.entered_at is None else f"{record.entered_at:%Y-%m-%d %H:%M}",
            record.entered_by or "",
            "" if reason is None else str(reason),
        )
        for question in supervision.questions
        for record, reason in zip(question.records, question.reasons, strict=True)
    ]
    return tables_workbook(
        [
            (translated("Supervision"), _mentor_columns(), mentors),
            (translated("Questions"), _question_columns(), asked),
        ]
    )


def _mentor(school: School, row: Supervised) -> tuple[object, ...]:
    detail, progress = row.detail, row.progress
    shares = [None if one is None else round(one, 2) for one in row.shares.values()]
    return (
        school.teacher_label(row.teacher_id),
        row.grade,
        row.students,
        row.completeness.planned,
        row.completeness.recorded,
        detail.held,
        *shares,
        _score(row),
        in_a_row(translated(QUESTION_TITLES[kind]) for kind in row.questions),
        row.regularity.weeks,
        row.regularity.helped,
        detail.with_text,
        detail.with_topic,
        detail.with_next_step,
        detail.with_all,
        len(progress.changes),
        None if progress.mean_change is None else round(progress.mean_change, 2),
        progress.closed,
        progress.reached,
    )


def _score(row: Supervised) -> int | str | None:
    if row.silent:
        return translated("nothing recorded")
    return None if row.score is None else round(row.score)


def _mentor_columns() -> tuple[str, ...]:
    return names(
        N_("Mentor"),
        N_("Grade"),
        N_("Students"),
        N_("Planned"),
        N_("Recorded"),
        N_("Held"),
        N_("Completeness"),
        N_("Regularity"),
        N_("Detail"),
        N_("Progress"),
        N_("Score"),
        N_("Questions"),
        N_("Open weeks of all students"),
        N_("Weeks with help"),
        N_("Records with a text of their own"),
        N_("Records with a topic"),
        N_("Records with a next step"),
        N_("Records with all three"),
        N_("Marks compared"),
        N_("Change of marks (standard deviations)"),
        N_("Goals decided"),
        N_("Goals reached"),
    )


def _question_columns() -> tuple[str, ...]:
    return names(
        N_("Mentor"),
        N_("Question"),
        N_("What is asked"),
        N_("Student"),
        N_("Kind"),
        N_("Date"),
        N_("Time"),
        N_("Minutes"),
        N_("What it was about"),
        N_("Next step"),
        N_("Entered at"),
        N_("Entered by"),
        N_("Why"),
    )
