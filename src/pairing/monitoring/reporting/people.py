"""Tables of students: who is in need, who is cared for, what has changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pairing.model.enums import RecordKind
from pairing.model.messages.message import say, word
from pairing.model.plan import DEGREES
from pairing.monitoring.due import HELP
from pairing.monitoring.reporting.basis import Basis, columns
from pairing.monitoring.reporting.tables import Column, Tally

__all__ = ["change_of", "tables_of_people"]

_VISITS = (RecordKind.HOME_VISIT, RecordKind.FIRST_VISIT)
_SEVERITY_COLUMNS = tuple(Column(str(severity), word(name)) for severity, name in DEGREES.items())


def tables_of_people(basis: Basis) -> Iterator[Tally]:
    """In need by grade and severity; with help, visits, reviews; needs by subject; changes."""
    if basis.plan.needs is None:
        return
    grade_of = basis.log.school.grade_of
    in_need = Counter((grade_of[one], str(worst)) for one, worst in basis.severity.items())
    yield Tally(
        "in_need",
        say("report.in_need", "Students in need"),
        say("report.corner_grade", "Grade"),
        "in_need",
        basis.grades,
        (_SEVERITY_COLUMNS,),
        in_need,
    )
    yield _care(basis)
    needs = Counter((need, str(severity)) for (_, need), severity in basis.then.items())
    named = sorted({need for need, _ in needs})
    yield Tally(
        "needs",
        say("report.needs", "Needs by subject and side of life"),
        say("report.corner_need", "Need"),
        "needs",
        tuple((need, word(need)) for need in named),
        (_SEVERITY_COLUMNS,),
        needs,
    )
    keys = basis.then.keys() | basis.now.keys()
    changes = Counter(
        (grade_of[key[0]], change_of(basis.then.get(key, 0), basis.now.get(key, 0))) for key in keys
    )
    yield Tally(
        "changes",
        say("report.changes", "Needs then and now"),
        say("report.corner_grade", "Grade"),
        "changes",
        basis.grades,
        (
            columns(
                new=say("report.new", "new"),
                worse=say("report.worse", "worse"),
                same=say("report.same", "the same"),
                better=say("report.better", "better"),
                gone=say("report.gone", "no longer"),
            ),
        ),
        changes,
    )


def change_of(was: int, is_now: int) -> str:
    """How a need has changed from one severity to another; 0 stands for none."""
    if was == is_now:
        return "same"
    if not was:
        return "new"
    if not is_now:
        return "gone"
    return "worse" if is_now > was else "better"


def _care(basis: Basis) -> Tally:
    """Of those in need, who has a mentor, and who was helped, visited, reviewed in these days."""
    log, span = basis.log, basis.span
    helped = {row.student_id for row in basis.held if row.kind in HELP}
    visited = {row.student_id for row in basis.held if row.kind in _VISITS}
    reviewed = {
        one for one, rows in log.reviews_of.items() if any(row.date in span for row in rows)
    }
    splits = [
        (
            helped,
            columns(
                helped=say("report.helped", "helped"),
                not_helped=say("report.not_helped", "not helped"),
            ),
        ),
        (
            visited,
            columns(
                visited=say("report.visited", "visited"),
                not_visited=say("report.not_visited", "not visited"),
            ),
        ),
        (
            reviewed,
            columns(
                reviewed=say("report.reviewed", "reviewed"),
                not_reviewed=say("report.not_reviewed", "not reviewed"),
            ),
        ),
    ]
    if basis.plan.mentors is not None:
        carried = {row.student_id for row in basis.plan.mentors}
        mentored = columns(
            mentor=say("report.mentor", "with a mentor"),
            no_mentor=say("report.no_mentor", "without a mentor"),
        )
        splits.insert(0, (carried, mentored))
    grade_of = log.school.grade_of
    counts = Counter(
        (grade_of[one], (yes if one in those else no).key)
        for those, (yes, no) in splits
        for one in basis.severity
    )
    return Tally(
        "care",
        say("report.care", "Help for those in need"),
        say("report.corner_grade", "Grade"),
        "in_need",
        basis.grades,
        tuple(split for _, split in splits),
        counts,
    )
