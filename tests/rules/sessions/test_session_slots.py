from __future__ import annotations

import pytest

from pairing.model.plan import Session
from pairing.model.records import Absence, Lesson
from rules.sessions.judging import matches, session
from timetables import absence, lesson, timetabled


@pytest.mark.parametrize(
    ("row", "lessons", "absences"),
    [
        (session(0, "U"), [lesson("U1")], []),  # both have a lesson
        (session(0, "U"), [], [absence("S001", 0)]),
        (session(0, "L"), [], []),  # a period of lessons is none for a talk
        (session(0, "U", "no such kind"), [], []),
    ],
)
def test_counts_each_reason_against_a_slot(
    row: Session, lessons: list[Lesson], absences: list[Absence]
) -> None:
    school = timetabled(2, timetable=lessons, absences=absences)
    assert not matches(timetabled(2), "session_slots", session(0, "U"))
    found = matches(school, "session_slots", row)
    assert found
    assert all((match.amount, match.students) == (-1, ("S001",)) for match in found)


def test_what_nobody_asked_for_is_told() -> None:
    (match,) = matches(timetabled(2), "session_slots", session(0, "U", student="S003"))
    assert (match.amount, match.students) == (-1, ("S003",))
