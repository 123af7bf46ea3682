"""The seat map: seats as in the room, drawn by a component that takes text as text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st

from pairing.planning import Outcome

__all__ = ["seat_map", "seat_map_data"]

_HERE = Path(__file__).parent


def seat_map_data(
    outcome: Outcome, class_id: str, show_needs: bool, selected: str | None
) -> dict[str, Any]:
    """What the component draws: one entry a seat, the empty ones too."""
    findings = outcome.findings
    school = findings.school
    room = school.room_of(class_id)
    if room is None:
        return {"seats": [], "front": "Front of the room"}
    student_on = {seat: student for student, seat in outcome.plan.seats_of(class_id).items()}
    tutors = {pair.tutor_id for pair in outcome.plan.pairs or ()}
    usable = set(room.index)
    seats = []
    for seat in school.layouts:
        if seat.layout_id != room.layout_id:
            continue
        student_id = student_on.get(seat.seat_id)
        needs = findings.needs_of.get(student_id or "", ())
        subjects = ", ".join(need.need for need in needs)
        seats.append(
            {
                "id": seat.seat_id,
                "row": seat.row,
                "column": seat.column,
                "desk": seat.desk,
                "usable": seat.seat_id in usable,
                "student": student_id,
                "name": school.student[student_id].name if student_id else "",
                "helped": show_needs and bool(needs),
                "helps": show_needs and student_id in tutors,
                "needs": subjects if show_needs else "",
                "selected": student_id is not None and student_id == selected,
            }
        )
    return {"seats": seats, "front": "Front of the room"}


@st.cache_resource
def _component() -> Callable[..., Any]:
    return st.components.v2.component(
        "pairing_seat_map",
        html='<div class="room" role="grid" aria-label="Seat map"></div>',
        css=(_HERE / "seat_map.css").read_text("utf-8"),
        js=(_HERE / "seat_map.js").read_text("utf-8"),
    )


def seat_map(data: dict[str, Any], key: str) -> str | None:
    """Draw the map; the id of the student who was just picked, if any."""
    result = _component()(data=data, key=key, on_picked_change=lambda: None)
    picked = result.picked
    return str(picked) if picked else None
