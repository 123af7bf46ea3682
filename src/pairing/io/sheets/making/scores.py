"""The marks of sheets as rows of the table of scores, each under the exam that it is of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from pairing.io.sheets.found import Mark, Who
from pairing.io.sheets.making.maker import Maker
from pairing.io.sheets.making.same_exams import same_after_all
from pairing.model.messages.message import named, say_count

__all__ = ["add_scores"]


def add_scores(maker: Maker) -> None:
    """Add the marks of sheets, each under its exam, and tell of those that nobody can place."""
    written = _placed(maker)
    called = same_after_all(maker, written)
    for (student_id, subject, exam_name), mark in written.items():
        exam = maker.found.exams[exam_name]
        word = mark.score in ("missed", "excused", "not_marked", "not_taken")
        maker.rows["scores"].append(
            {
                "student_id": student_id,
                "subject": subject,
                "exam": called.get(exam_name, exam_name),
                "date": (mark.day or exam.day).isoformat(),
                "score": "" if word else mark.score,
                "full_score": f"{mark.full:g}",
                "missing": mark.score if word else "",
            }
        )
    for name, exam in maker.found.exams.items():
        if exam.kind != "exam":
            row = {"exam": called.get(name, name), "date": exam.day.isoformat(), "kind": exam.kind}
            maker.rows["exams"].append(row)


def _placed(maker: Maker) -> dict[tuple[str, str, str], Mark]:
    """The last mark of each student, subject and exam; those that are nobody's are told."""
    written: dict[tuple[str, str, str], Mark] = {}
    twice = []
    twins = _twins(maker.found.marks)
    who, student_id = None, None
    left: dict[tuple[str, str], set[tuple[int, int]]] = defaultdict(set)
    for mark in maker.found.marks:
        if twins and not mark.who.identifier and _row_name(mark.who) in twins:
            if mark.who is not who:
                who, student_id = mark.who, None
                maker.roster.doubt(who)
            left[who.page.file, who.page.name].add((who.row, who.column))
            continue
        # The marks of one row are of one pupil.
        if mark.who is not who:
            who, student_id = mark.who, maker.roster.find(mark.who)
        if student_id is None:
            left[who.page.file, who.page.name].add((who.row, who.column))
            continue
        key = (student_id, mark.subject, mark.exam)
        if key in written and written[key].score != mark.score:
            twice.append(f"{maker.roster.pupils[student_id].name} {mark.subject} {mark.exam}")
        written[key] = mark
    for told in maker.found.told:
        if cells := left.get((told.file, told.sheet)):
            told.leave_people(cells)
    if twice:
        maker.notes.append(
            say_count(
                "sheets.two_marks",
                "{count} mark stands twice with different numbers; the last counts: {cases}",
                "{count} marks stand twice with different numbers; the last count: {cases}",
                len(twice),
                cases=named(twice),
            )
        )
    return written


def _row_name(who: Who) -> tuple[str, ...]:
    return who.page.file, who.page.name, who.name, who.class_id


def _twins(marks: Iterable[Mark]) -> set[tuple[str, ...]]:
    """Names that stand twice in a sheet without ids, with other marks: two students of one name."""
    first: dict[tuple[str, ...], Mark] = {}
    found = set()
    for mark in marks:
        who = mark.who
        if who.identifier or not who.name:
            continue
        key = (*_row_name(who), mark.subject, mark.exam)
        other = first.setdefault(key, mark)
        if other.score != mark.score:
            found.add(_row_name(who))
    return found
