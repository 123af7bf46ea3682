"""Pages to print: every seat once, turned for the teacher, and nothing of needs in them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, time

from pairing.files import seat_sheets
from pairing.files.teacher_week import teacher_week
from pairing.model.enums import PeriodKind
from pairing.model.plan import Session
from pairing.model.records import Period
from pairing.model.school import School
from pairing.planning import Outcome


def places(page: str) -> dict[tuple[int, int], str]:
    """The name at each (row, column) of a plan."""
    found = re.findall(
        r'class="place[^"]*" style="grid-row: (\d+); grid-column: (\d+)">([^<]*)<', page
    )
    return {(int(row), int(column)): name for row, column, name in found}


def test_every_student_has_a_place_and_the_teacher_sees_it_turned(
    sample: School, outcome: Outcome
) -> None:
    for class_id in sample.class_:
        pupils, teacher, door = seat_sheets(sample, outcome.plan, class_id).values()
        room = sample.room_of(class_id)
        assert room is not None
        seen = places(pupils)
        names = sorted(one.name for one in sample.seated(class_id))
        assert sorted(name for name in seen.values() if name) == names
        by_place = {(seat.row, seat.column): seat.seat_id for seat in room.seats}
        seat_of = outcome.plan.seats_of(class_id)
        on = {seat: sample.student[one].name for one, seat in seat_of.items()}
        assert {place: on.get(seat, "") for place, seat in by_place.items()} == seen
        rows, columns = (max(end) for end in zip(*seen, strict=True))
        turned = {
            (rows + 1 - row, columns + 1 - column): name for (row, column), name in seen.items()
        }
        assert places(teacher) == turned
        assert door.count('class="entry"') == len(names)


def test_pages_for_pupils_tell_nothing_of_needs(sample: School, outcome: Outcome) -> None:
    words = {need.need for need in outcome.findings.needs} | {"need", "help", "score", "severity"}
    for class_id in sample.class_:
        for page in seat_sheets(sample, outcome.plan, class_id).values():
            body = page.split("</style>")[1]
            assert not [word for word in words if word in body]


def test_the_style_is_not_escaped(sample: School, outcome: Outcome) -> None:
    for page in seat_sheets(sample, outcome.plan, "7A").values():
        style = page.split("<style>")[1].split("</style>")[0]
        assert '"Noto Sans CJK SC"' in style
        assert "&" not in style


def test_names_are_shown_letter_by_letter(sample: School, outcome: Outcome) -> None:
    evil = "<img src=x onerror=alert(1)>"
    people = tuple(one.model_copy(update={"name": evil}) for one in sample.students)
    pages = seat_sheets(replace(sample, students=people), outcome.plan, "7A")
    assert pages
    assert all(evil not in page and "&lt;img" in page for page in pages.values())


def test_two_periods_that_begin_together_both_stand_in_the_week() -> None:
    monday = date(2026, 10, 5)
    periods = [
        Period(period_id=name, weekday=1, start=time(12), end=time(end), kind=PeriodKind.LUNCH)
        for name, end in (("A", 13), ("B", 14))
    ]
    school = School(periods=tuple(periods))
    rows = [Session("S1", "T1", "maths", "talk", monday, name) for name in ("A", "B")]
    week = teacher_week(school, "T1", monday, rows)
    assert week.days == (monday,)
    assert [row for line in week.lines for cell in line.cells for row in cell.sessions] == rows
