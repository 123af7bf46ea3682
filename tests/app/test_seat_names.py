"""A seat is called by its row and place wherever people read of it, and dates once each."""

from __future__ import annotations

import datetime
import re

import plotly.graph_objects as go

from pages import go_to, opened_with_plan
from pairing.app.theme import dates_below


def test_no_seat_is_told_by_its_id() -> None:
    page = opened_with_plan()
    workspace = page.session_state.workspace
    seat_of = workspace.planned.plan.seats_of("7A")
    student = next(iter(seat_of))
    page.session_state["selected"] = student
    page.session_state["staff"] = True
    go_to(page, "Seats")
    seats = next(one.value for one in page.dataframe if "swaps with" in one.value.columns)["seat"]
    assert all(re.fullmatch(r"row \d+, place \d+", one) for one in seats)
    go_to(page, "Students")
    seat = next(
        one for one in workspace.school.room_of("7A").seats if one.seat_id == seat_of[student]
    )
    (summary,) = [one.value for one in page.markdown if "place" in one.value]
    assert f"row {seat.row}, place {seat.column}" in summary


def test_no_date_is_named_twice_below_a_chart() -> None:
    first = datetime.date(2026, 10, 9)
    near = [first, first + datetime.timedelta(days=13)]
    figure = go.Figure()
    dates_below(figure, [*near, *near])
    axis = figure.layout.xaxis
    shown = [f"{one:%Y-%m-%d}" for one in axis.tickvals]
    assert axis.tickformat == "%Y-%m-%d"
    assert shown == ["2026-10-09", "2026-10-22"]
    dates_below(figure, [first, first + datetime.timedelta(days=300)])
    assert figure.layout.xaxis.tickformat == "%Y-%m"
