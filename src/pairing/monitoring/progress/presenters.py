"""Who might tell others how they learn: the best and the most improved of each subject.

Nobody is named for others to see who has not agreed; who agrees is kept as a measure of the
term. The list has names and no marks. Improvement is over one's own line, in the grade's standing,
so that an easy paper improves nobody.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from pairing.language import N_
from pairing.model.exams.ability import Standing
from pairing.model.records import Measure
from pairing.model.school import School
from pairing.monitoring.log import TermLog

__all__ = ["PRESENTS", "Presenter", "agree", "agreed", "presenters"]

PRESENTS = N_("tells others how they learn")
"""The measure by which it is kept that a student has agreed."""


@dataclass(frozen=True, slots=True)
class Presenter:
    """A student who might present how they learn a subject.

    ``best`` and ``improved`` say why; both are seen by staff alone.
    """

    student_id: str
    grade: str
    subject: str
    best: bool
    improved: bool


def presenters(school: School) -> tuple[Presenter, ...]:
    """The best and the most improved by grade and subject, each list by the students' order.

    The best are the first of the grade by their standing over all exams, above its mean; the most
    improved those whose last exam rose most over the mean of their own earlier ones, if it rose by
    more than chance usually does.
    """
    settings = school.monitoring
    best: set[tuple[str, str]] = set()
    risen: set[tuple[str, str]] = set()
    known: dict[tuple[str, str], dict[str, Standing]] = defaultdict(dict)
    for (student_id, subject), standing in school.standing.items():
        known[school.grade_of[student_id], subject][student_id] = standing
    for (_, subject), standings in known.items():
        able = {
            one: own.compared
            for one, own in standings.items()
            if own.compared is not None and own.compared > 0
        }
        rises = {
            one: rise
            for one, own in standings.items()
            if own.fall is not None and (rise := -own.fall) >= settings.improved
        }
        for found, chosen in ((able, best), (rises, risen)):
            first = sorted(found, key=lambda one: (-found[one], one))[: settings.presenters]
            chosen.update((one, subject) for one in first)
    return tuple(
        Presenter(
            one.student_id,
            school.grade_of[one.student_id],
            subject,
            (one.student_id, subject) in best,
            (one.student_id, subject) in risen,
        )
        for subject in school.subjects
        for one in school.students
        if (one.student_id, subject) in best | risen
    )


def agreed(log: TermLog, on: datetime.date) -> frozenset[tuple[str, str]]:
    """Who has agreed, as (student_id, subject), and has not taken it back by a day."""
    return frozenset(
        (row.student_id, row.need) for rows in log.measures_of.values() for row in _open(rows, on)
    )


def agree(
    log: TermLog, student_id: str, subject: str, yes: bool, by: str, on: datetime.date
) -> tuple[Measure, ...]:
    """The rows to enter so that a student has agreed, or has not any more."""
    open_ = [row for row in _open(log.measures_of.get(student_id, ()), on) if row.need == subject]
    if yes:
        # A row ended today is opened again by the same row without an end.
        new = Measure.model_validate(
            {"student_id": student_id, "need": subject, "measure": PRESENTS, "by": by, "from": on}
        )
        return () if open_ else (new,)
    # What ends before it began never held: it is taken back on its own day.
    return tuple(row.model_copy(update={"until": max(row.since, on)}) for row in open_)


def _open(rows: tuple[Measure, ...], on: datetime.date) -> Iterator[Measure]:
    for row in rows:
        if row.measure == PRESENTS and row.since <= on and (row.until is None or row.until > on):
            yield row
