"""What an update tells of before it is taken: other teachers and another week too."""

from __future__ import annotations

from pairing.io.changes import changes_of
from pairing.io.raw.tables import RawTable
from pairing.io.sheets.making.maker import Row

STUDENT = {"student_id": "S1", "name": "Ana Bell", "class_id": "7A", "tags": ""}
LESSON = {"class_id": "7A", "period_id": "D1-1", "subject": "Maths", "teacher_id": "T1"}
TEACHER = {"teacher_id": "T1", "name": "Bo Carr"}


def table(name: str, *rows: Row) -> RawTable:
    return RawTable(name, tuple(rows[0]), tuple(enumerate(rows, 2)))


BEFORE = [table("students", STUDENT), table("teachers", TEACHER), table("timetable", LESSON)]


def test_another_week_new_teachers_and_new_facts_are_told() -> None:
    other = {**LESSON, "period_id": "D1-2"}
    new = {"teacher_id": "T2", "name": "Cai Dunn"}
    tables = [
        table("students", {**STUDENT, "tags": "choir"}),
        table("teachers", TEACHER, new),
        table("timetable", other, {**other, "subject": "Art"}),
    ]
    found = {one.code: one.facts for one in changes_of({t.name: t for t in BEFORE}, tables, {})}
    assert set(found) == {"update.facts", "update.teachers", "update.timetable"}
    assert "Ana Bell" in str(found["update.facts"]["names"])
    assert "choir" in str(found["update.facts"]["names"])
    week = found["update.timetable"]
    assert (week["new"], week["gone"], week["all"]) == (2, 1, 2)


def test_what_stays_is_not_told() -> None:
    assert list(changes_of({one.name: one for one in BEFORE}, BEFORE, {})) == []


def test_another_way_to_say_the_same_is_no_change() -> None:
    before = {**STUDENT, "gender": "F", "height_cm": "150", "vision": "normal", "tags": "a;b"}
    sheet = {**STUDENT, "gender": "女", "height_cm": "150.0", "vision": "", "tags": "a; b"}
    marks = {"student_id": "S1", "subject": "Maths", "exam": "E", "date": "2026-09-30"}
    old = {**marks, "score": "", "full_score": "100", "missing": "missed"}
    new = {**marks, "score": "缺考", "full_score": "100.0", "missing": ""}
    was = [table("students", before), table("scores", old), table("timetable", LESSON)]
    now = [
        table("students", sheet),
        table("scores", new),
        table("timetable", {**LESSON, "set_id": "", "weeks": ""}),
    ]
    assert list(changes_of({one.name: one for one in was}, now, {})) == []


def test_what_is_said_otherwise_is_told_with_what_was_said() -> None:
    before = {**STUDENT, "gender": "F", "height_cm": "150", "vision": "", "tags": ""}
    other = {**before, "gender": "女", "height_cm": "155", "vision": "近视"}
    was = {"students": table("students", before)}
    (found,) = changes_of(was, [table("students", other)], {})
    assert (found.code, found.facts["count"]) == ("update.facts", 1)
    assert "Ana Bell (height: 150 > 155, eyesight: normal > front)" in str(found)


def test_a_mark_that_is_missing_for_another_reason_is_another_mark() -> None:
    marks = {"student_id": "S1", "subject": "Maths", "exam": "E", "date": "2026-09-30"}
    old = {**marks, "score": "", "full_score": "100", "missing": "not_taken"}
    was = {"students": table("students", STUDENT), "scores": table("scores", old)}
    now = [table("students", STUDENT), table("scores", {**old, "missing": "missed"})]
    assert [one.code for one in changes_of(was, now, {})] == ["update.marks"]
