"""What a verdict says of sessions that somebody holds in another's place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from pairing.instances.agenda import Colleagues
from pairing.model.messages.message import Message, say, say_count
from pairing.model.plan import Session
from pairing.model.school import School

__all__ = ["cover_faults", "covers_told"]


def _known(school: School, rows: Iterable[Session]) -> Iterator[Session]:
    return (
        row
        for row in rows
        if row.covers in school.teacher
        and row.teacher_id in school.teacher
        and row.student_id in school.student
    )


def cover_faults(school: School, rows: Iterable[Session]) -> Iterator[Message]:
    """Who covers a session of a subject that they do not teach, or of nobody."""
    covering = [row for row in rows if row.covers]
    for row in covering:
        if row.covers not in school.teacher:
            yield say(
                "verify.covers_nobody",
                "sessions: no teacher {teacher} to cover",
                teacher=row.covers,
            )
    if not covering:
        return
    colleagues = Colleagues(school)
    for row in _known(school, covering):
        if row.teacher_id not in colleagues.of(row.student_id, row.subject):
            yield say(
                "verify.cover_of_no_subject",
                "sessions: {name} covers {subject} on {date} without having it",
                name=school.teacher_label(row.teacher_id),
                subject=row.subject,
                date=row.date.isoformat(),
            )


def covers_told(school: School, rows: Iterable[Session]) -> Iterator[Message]:
    """Who holds how many sessions in whose place."""
    counts = Counter((row.teacher_id, row.covers) for row in _known(school, rows))
    for (teacher_id, covered), count in sorted(counts.items()):
        yield say_count(
            "verify.covered",
            "{name} of the same subject holds {count} session in place of {other}",
            "{name} of the same subject holds {count} sessions in place of {other}",
            count,
            name=school.teacher_label(teacher_id),
            other=school.teacher_label(covered),
        )
