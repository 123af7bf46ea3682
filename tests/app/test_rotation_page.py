"""The page of many weeks: planned, set beside the shift, one put in force and taken back."""

from __future__ import annotations

import time
from datetime import date, timedelta

from streamlit.testing.v1 import AppTest

from pages import button, go_to, opened_with_plan
from pairing.app.state import rotations
from pairing.app.state.workspace import Workspace
from pairing.monitoring import monday_of

MONDAY = date(2026, 11, 9)


def work_of(page: AppTest) -> Workspace:
    found: Workspace = page.session_state["workspace"]
    return found


def made(page: AppTest, weeks: int) -> None:
    next(one for one in page.number_input if one.key == "weeks of rotation").set_value(weeks)
    # A Wednesday: weeks begin on Mondays.
    (first,) = (one for one in page.date_input if one.key == "rotation from")
    first.set_value(MONDAY + timedelta(days=2)).run()
    button(page, "Plan the weeks").click().run()  # type: ignore[attr-defined]
    deadline = time.monotonic() + 120
    while page.session_state["rotation"].job.running:
        assert time.monotonic() < deadline
        time.sleep(0.2)
    page.run()
    assert not page.exception


def test_weeks_are_planned_and_one_is_put_in_force_and_taken_back() -> None:
    page = opened_with_plan()
    go_to(page, "Rotation")
    made(page, 2)
    desk = page.session_state["rotation"]
    weeks = desk.job.outcome
    assert [week.since for week in weeks.planned.rotation.weeks] == [
        MONDAY,
        MONDAY + timedelta(days=7),
    ]
    assert len(weeks.shift.rotation.weeks) == 2
    work = work_of(page)
    assert work.planned is not None
    before = work.planned.plan.seats_of("7A")
    history = work.school.seat_history
    # The shift begins from the seats of now, one step on.
    first = {row.student_id: row.seat_id for row in weeks.shift.rotation.weeks[0].seats}
    assert first.keys() == before.keys()
    assert first != before
    button(page, "Put this week in force").click().run()  # type: ignore[attr-defined]
    assert not page.exception
    week = weeks.planned.rotation.weeks[0]
    now = work.planned.plan.seats_of("7A")
    assert now == {row.student_id: row.seat_id for row in week.seats}
    own = [row for row in work.school.seat_history if row.class_id == "7A"]
    ended = {row.student_id: row.seat_id for row in own if row.until == MONDAY - timedelta(days=1)}
    running = {row.student_id: row.seat_id for row in own if row.until is None}
    assert ended == before
    assert running == now
    assert not desk.stale(work)
    # The next week follows on it: what ends was there already, and is not entered twice.
    (box,) = (one for one in page.selectbox if one.key == "week of rotation")
    box.set_value(1).run()
    button(page, "Put this week in force").click().run()  # type: ignore[attr-defined]
    second = weeks.planned.rotation.weeks[1].seats
    assert work.planned.plan.seats_of("7A") == {row.student_id: row.seat_id for row in second}
    own = [row for row in work.school.seat_history if row.class_id == "7A"]
    again = {row.student_id for row in own if row.until == MONDAY + timedelta(days=6)}
    assert again == now.keys()
    assert len([row for row in own if row.since == MONDAY]) == len(now)
    button(page, "Take it back").click().run()  # type: ignore[attr-defined]
    assert work.planned.plan.seats_of("7A") == now
    assert not [one for one in page.button if one.label == "Take it back"]
    assert len(work.school.seat_history) == len(history) + 2 * len(now)


def test_what_was_asked_of_one_class_is_not_shown_for_another() -> None:
    assert rotations.next_monday(date(2026, 11, 8)) == MONDAY
    assert rotations.next_monday(MONDAY) == MONDAY + timedelta(days=7)
    assert monday_of(MONDAY + timedelta(days=6)) == MONDAY
