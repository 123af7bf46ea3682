"""Who came into need with an exam, who left, who moved, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from builders import EXAM_DAYS, marks, student
from exploring import examples
from pairing.model.enums import ExamKind, Ruling
from pairing.model.records import ClassRecord, Decision, Exam, Record, Score
from pairing.model.school import School
from pairing.monitoring import around, exams_held, rescreened, rescreening_notes
from pairing.screening import screen

CLASS = [ClassRecord(class_id="7A", grade="7")]


def school(levels: Mapping[int, Sequence[float | None]], **tables: Sequence[Record]) -> School:
    scores: list[Score] = []
    for number, values in levels.items():
        scores += marks(f"S{number:03}", "maths", values)
    people = [student(number) for number in levels]
    return School.of(
        {"students": people, "classes": CLASS, "scores": scores, **tables}, on=EXAM_DAYS[-1]
    )


FELL = school({1: [80, 80, 20], 2: [30, 30, 95], 3: [20, 20, 20], 4: [75, 76, 77]})


def decided(ruling: Ruling, student_id: str, at: date) -> Decision:
    return Decision(student_id=student_id, need="maths", ruling=ruling, by="Li", at=at, note="ill")


def test_the_last_exam_says_who_came_who_left_and_why() -> None:
    (last, *_) = exams_held(FELL)
    assert (last.exam, last.first) == (f"exam {EXAM_DAYS[-1]}", EXAM_DAYS[-1])
    before, after = around(screen(FELL), last)
    assert before.school.today == EXAM_DAYS[-1] - timedelta(days=1)
    moved = {row.student_id: row for row in rescreened(before, after)}
    assert moved["S001"].was == 0 < moved["S001"].severity
    assert moved["S002"].was > moved["S002"].severity
    assert "S003" not in moved
    assert "S004" not in moved
    assert "screening.failing" in {reason.code for reason in moved["S001"].why}


def test_a_decision_since_the_exam_moves_and_is_told() -> None:
    findings = screen(FELL)
    (last, *_) = exams_held(FELL)
    dismissed = findings.decided([decided(Ruling.DISMISSED, "S001", EXAM_DAYS[-1])])
    assert "S001" not in {row.student_id for row in rescreened(*around(dismissed, last))}
    gone = findings.decided([decided(Ruling.DISMISSED, "S003", EXAM_DAYS[-1])])
    (row,) = [one for one in rescreened(*around(gone, last)) if one.student_id == "S003"]
    assert (row.was, row.severity) == (3, 0)
    assert row.why[0].code == "rescreen.dismissed_for"
    assert row.why[0].facts["note"] == "ill"
    confirmed = findings.decided([decided(Ruling.CONFIRMED, "S004", EXAM_DAYS[-1])])
    (row,) = [one for one in rescreened(*around(confirmed, last)) if one.student_id == "S004"]
    assert (row.was, row.severity) == (0, 1)
    assert [reason.code for reason in row.why] == ["screening.confirmed_for"]


def test_a_decision_from_before_the_exam_holds_on_both_sides() -> None:
    (last, *_) = exams_held(FELL)
    early = screen(FELL).decided([decided(Ruling.DISMISSED, "S003", EXAM_DAYS[0])])
    assert "S003" not in {row.student_id for row in rescreened(*around(early, last))}


def test_who_left_the_school_and_who_is_new_are_told_as_such() -> None:
    now = replace(
        FELL,
        students=tuple(row for row in FELL.students if row.student_id != "S003"),
        scores=tuple(row for row in FELL.scores if row.student_id != "S003"),
    )
    rows = rescreened(screen(FELL), screen(now))
    (gone,) = [row for row in rows if row.student_id == "S003"]
    assert [reason.code for reason in gone.why] == ["rescreen.gone"]
    (new,) = [row for row in rescreened(screen(now), screen(FELL)) if row.student_id == "S003"]
    assert new.why[-1].code == "rescreen.new_student"


def test_the_kind_of_an_exam_is_told_and_other_lines_are_noted() -> None:
    name = f"exam {EXAM_DAYS[-1]}"
    quiz = school({1: [80, 80, 20], 2: [70, 70, 70]}, exams=[Exam(exam=name, kind=ExamKind.QUIZ)])
    assert exams_held(quiz)[0].kind is ExamKind.QUIZ
    lines = quiz.screening.model_copy(update={"failing_percent": (50, 40, 30)})
    notes = rescreening_notes(screen(quiz), screen(replace(quiz, screening=lines)))
    assert {note.code for note in notes} == {"rescreen.other_lines", "rescreen.same_day"}


@examples(40)
@given(st.lists(st.lists(st.integers(0, 100), min_size=3, max_size=3), min_size=2, max_size=8))
def test_what_moved_is_the_difference_of_the_two(levels: list[list[int]]) -> None:
    made = school({number: [*map(float, own)] for number, own in enumerate(levels, 1)})
    before, after = around(screen(made), exams_held(made)[0])
    was = {(row.student_id, row.need): row.severity for row in before.needs}
    now = {(row.student_id, row.need): row.severity for row in after.needs}
    moved = rescreened(before, after)
    assert {(row.student_id, row.need) for row in moved} == {
        key for key in was.keys() | now.keys() if was.get(key) != now.get(key)
    }
    for row in moved:
        key = row.student_id, row.need
        assert (row.was, row.severity) == (was.get(key, 0), now.get(key, 0))
        assert row.why
    assert rescreened(after, after) == ()
