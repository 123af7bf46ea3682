"""Seating plans to print: the teacher's view, the pupils' view, and a list for the door.

Pupils see these, the teacher's lies open on a desk: they have names and places, nothing else.
"""

from __future__ import annotations

from typing import Any

from pairing.files.sheets import page_of
from pairing.files.writing import file_name
from pairing.model.plan import Plan
from pairing.model.school import School

__all__ = ["seat_sheets"]


def seat_sheets(school: School, plan: Plan, class_id: str) -> dict[str, str]:
    """Three pages of a class by file name; none where it has no seats in the plan."""
    room = school.room_of(class_id)
    seat_of = plan.seats_of(class_id)
    if room is None or not seat_of:
        return {}
    student_on = {seat_id: student_id for student_id, seat_id in seat_of.items()}
    rows = max(seat.row for seat in room.seats)
    columns = max(seat.column for seat in room.seats)
    seats: list[dict[str, Any]] = [
        {
            "name": _name(school, student_on.get(seat.seat_id)),
            "row": seat.row,
            "column": seat.column,
        }
        for seat in room.seats
    ]
    # From the front the room is seen turned round.
    turned = [
        {**one, "row": rows + 1 - one["row"], "column": columns + 1 - one["column"]}
        for one in seats
    ]
    people = sorted((one for one in seats if one["name"]), key=lambda one: str(one["name"]))
    name, title = file_name(class_id), class_id
    known: dict[str, Any] = {"title": title, "columns": columns}
    return {
        f"seats-{name}-pupils.html": page_of(
            "seats.html", seats=seats, view="Seen from the back", front_first=True, **known
        ),
        f"seats-{name}-teacher.html": page_of(
            "seats.html", seats=turned, view="Seen from the front", front_first=False, **known
        ),
        f"door-{name}.html": page_of("door.html", title=title, people=people),
    }


def _name(school: School, student_id: str | None) -> str:
    return school.student[student_id].name if student_id in school.student else ""
