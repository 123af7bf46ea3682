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
