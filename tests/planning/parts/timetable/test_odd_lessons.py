"""What is told of a timetable: clashes, cells of which nobody says who is in what, week 1."""

from __future__ import annotations

import pytest

from pairing.model.records import Lesson, TaughtSet
from pairing.model.settings import SessionSettings
from pairing.planning.parts.timetable.odd_lessons import odd_lessons
from timetables import MONDAY, lesson, timetabled


def told(*lessons: Lesson, sets: tuple[str, ...] = (), guessed: bool = False) -> set[str]:
    """The codes of what is told of a class's timetable; X and Y are sets, of those in ``sets``."""
    rows = [
        TaughtSet(
            set_id=name,
            subject="maths",
            teacher_id="T2",
            students=("S001",) if name in sets else (),
        )
        for name in ("X", "Y")
    ]
    settings = SessionSettings(start=None if guessed else MONDAY, weeks=2)
    school = timetabled(2, settings=settings, timetable=list(lessons), sets=rows)
    return {note.code or "" for note in odd_lessons(school)}


@pytest.mark.parametrize(
    ("lessons", "codes"),
    [
        ((lesson("L1"),), set()),
        ((lesson("L1"), lesson("L1", "T2")), set()),
        ((lesson("L1"), lesson("L1", "T2", subject="art")), {"sessions.who_is_in_which"}),
        ((lesson("L1", weeks="odd"), lesson("L1", "T2", subject="art", weeks="even")), set()),
        (
            (lesson("L1", weeks="odd"), lesson("L1", "T2", subject="art", weeks="1-8")),
            {"sessions.who_is_in_which"},
        ),
        ((lesson("L1", set_id="X"), lesson("L1", "T2", set_id="Y")), set()),
        ((lesson("L1", set_id="X"), lesson("L1", set_id="Y")), {"sessions.timetable_clashes"}),
        ((lesson("L1", set_id="X", weeks="odd"), lesson("L1", set_id="Y", weeks="2")), set()),
    ],
)
def test_what_cannot_be_is_told(lessons: tuple[Lesson, ...], codes: set[str]) -> None:
    assert told(*lessons, sets=("X", "Y")) == codes


def test_a_set_of_which_nobody_says_who_is_in_it_is_told() -> None:
    assert told(lesson("L1", set_id="X")) == {"sessions.nobody_in_set"}


def test_a_week_one_that_is_guessed_is_told() -> None:
    assert told(lesson("L1", weeks="odd"), guessed=True) == {"sessions.week_one_guessed"}
    assert told(lesson("L1"), guessed=True) == set()
