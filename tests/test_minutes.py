"""The judge of `benchmarks.minutes` finds each kind of clash, and none where there is none."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from benchmarks.minutes import clashes
from benchmarks.mixed_school import MONDAY, mixed_school

_TABLES = {
    "students": "student_id,class_id,tags\nS1,7A,fast\nS2,7A,\n",
    "periods": "period_id,weekday,start,end,kind\n"
    "U1,1,12:00,12:30,lunch\nV1,1,12:20,12:50,lunch\nA1,1,16:00,17:00,after_school\n"
    "U2,2,12:00,12:30,lunch\n",
    "timetable": "class_id,period_id,subject,teacher_id,set_id,weeks\n"
    "7A,U1,maths,T1,fast set,odd\n7A,U2,art,T2,,\n",
    "sets": "set_id,subject,teacher_id,students\nfast set,maths,T1,fast\n",
    "calendar": "from,to,kind,follows\n2026-10-10,,swapped,1\n2026-10-12,,half_day,\n"
    "2026-10-19,2026-10-20,holiday,\n",
    "absences": "person_id,from,to,period_id\nT2,2026-10-05,,A1\n",
}
_WEEK_ONE = date(2026, 10, 5)


def judged(folder: Path, *rows: str) -> int:
    """How many clashes a plan of these sessions has."""
    for name, text in _TABLES.items():
        (folder / f"{name}.csv").write_text(text, "utf-8")
    header = "student_id,teacher_id,subject,kind,date,period_id,tutor_id,start,end"
    (folder / "sessions.csv").write_text("\n".join((header, *rows)) + "\n", "utf-8")
    return len(clashes(folder, folder, _WEEK_ONE))


@pytest.mark.parametrize(
    ("rows", "wrong"),
    [
        (["S1,T2,maths,talk,2026-10-05,V1,,,"], 1),  # ten minutes of a lesson of the set
        (["S2,T2,maths,talk,2026-10-05,U1,,,"], 0),  # who is in no set is free
        (["S2,T1,maths,talk,2026-10-05,U1,,,"], 1),  # its teacher is not
        (["S1,T1,maths,talk,2026-10-26,U1,,,"], 0),  # an even week
        (["S1,T1,maths,talk,2026-10-12,A1,,,"], 1),  # after the noon of a half day
        (["S1,T1,maths,talk,2026-10-10,U1,,,"], 2),  # Saturday follows Monday
        (["S1,T2,maths,talk,2026-10-10,V1,,12:30,12:50"], 0),  # after the lesson has ended
        (["S1,T1,maths,talk,2026-10-06,U2,,,"], 1),
        (["S1,T1,maths,talk,2026-10-10,U2,,,"], 3),  # no Tuesday, and Monday's lesson
        (["S2,T2,maths,talk,2026-10-05,A1,,,"], 1),  # away
        (["S2,T1,maths,talk,2026-10-19,A1,,,"], 1),  # a holiday
        (["S2,T1,maths,talk,2026-10-05,A1,,15:50,16:10"], 1),  # before the period
        (["S1,T1,maths,talk,2026-10-05,A1,,,", "S2,T1,maths,talk,2026-10-05,A1,,,"], 0),  # a group
        (["S1,T1,maths,talk,2026-10-05,A1,,,", "S2,T1,art,talk,2026-10-05,A1,,,"], 1),
        (["S1,,maths,peer,2026-10-05,A1,S2,,", "S2,T1,art,talk,2026-10-05,A1,,,"], 1),
        (
            [
                "S1,T1,maths,talk,2026-10-05,A1,,16:00,16:20",
                "S2,T1,art,talk,2026-10-05,A1,,16:20,16:40",
            ],
            0,
        ),
    ],
)
def test_each_minute_is_judged(tmp_path: Path, rows: list[str], wrong: int) -> None:
    assert judged(tmp_path, *rows) == wrong


def test_the_mixed_school_is_what_it_is_said_to_be() -> None:
    made = mixed_school(1)
    school = made.school()
    assert (len(school.class_), len(school.sets)) == (30, 20)
    assert len(school.teachers) == 60
    assert {row.subject for row in school.timetable if row.weeks == "odd"} == {"physics"}
    # Nobody is in two lessons at once, weeks in turn and shared lessons apart.
    busy: dict[tuple[str, str], set[tuple[str | None, str]]] = {}
    for row in school.timetable:
        for person in (row.teacher_id, row.class_id):
            own = row.set_id if person == row.teacher_id else None
            busy.setdefault((person, row.period_id), set()).add((own, row.weeks or ""))
    assert all(len({own for own, _ in at}) == 1 for at in busy.values())
    assert MONDAY.isoweekday() == 1
