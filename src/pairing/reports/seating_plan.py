"""Seating plans to print: the teacher's view, the pupils' view, and a list for the door.

Pupils see these, the teacher's lies open on a desk: they have names and places, nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from pairing.language import day, name_key
from pairing.model.messages.message import Message, say
from pairing.model.plan import Plan
from pairing.model.school import School
from pairing.reports.group_names import group_title
from pairing.reports.names import DOOR_LIST, PUPILS_SEATS, TEACHERS_SEATS, named_file
from pairing.reports.paper.pdf import INK, PALE, QUIET, Pages

__all__ = ["SHEETS", "Paper", "Sheet", "seat_sheet", "seat_sheets", "seat_weeks", "sheet_name"]

Paper = Literal["A4", "A3"]
Sheet = Literal["pupils", "teacher", "door"]
SHEETS: tuple[Sheet, ...] = ("pupils", "teacher", "door")
_NAMES: Mapping[Sheet, Message] = {
    "pupils": PUPILS_SEATS,
    "teacher": TEACHERS_SEATS,
    "door": DOOR_LIST,
}
_GAP = 2.0
_BOARD = 9.0
_LINE = 7.0


@dataclass(frozen=True, slots=True)
class _Place:
    name: str
    row: int
    column: int


def seat_sheets(school: School, plan: Plan, class_id: str, paper: Paper = "A4") -> dict[str, bytes]:
    """All PDFs of a class or set by file name; none where it has no seats in the plan."""
    if school.room_of(class_id) is None or not plan.seats_of(class_id):
        return {}
    return {
        sheet_name(school, class_id, sheet): seat_sheet(school, plan, class_id, sheet, paper)
        for sheet in SHEETS
    }


def sheet_name(school: School, class_id: str, sheet: Sheet) -> str:
    """The file name of one of the PDFs of a class or set."""
    return named_file(_NAMES[sheet], "pdf", class_id, school.seating_groups)


def seat_sheet(
    school: School, plan: Plan, class_id: str, sheet: Sheet, paper: Paper = "A4"
) -> bytes:
    """One PDF of a class or set that has a room and seats in the plan."""
    places, title = _places(school, plan, class_id), group_title(school, class_id)
    room = _room_named(school, class_id)
    if sheet == "door":
        return _door(title, paper, places, room)
    pages = Pages(title, paper, landscape=True)
    _plan(pages, title, paper, places, room, front=sheet == "pupils")
    return bytes(pages.output())


def seat_weeks(
    school: School,
    class_id: str,
    weeks: Mapping[date, Plan],
    sheet: Literal["pupils", "teacher"],
    paper: Paper = "A4",
) -> bytes:
    """One PDF with a page for each week of a class or set, under the day on which it begins.

    Args:
        school: the school.
        class_id: a class or a set that has a room.
        weeks: by the first day, a plan that has the seats of the week.
        sheet: whose view.
        paper: how large.
    """
    title, room = group_title(school, class_id), _room_named(school, class_id)
    pages = Pages(title, paper, landscape=True)
    for since, plan in weeks.items():
        words = say("seating_plan.week", "{class_id}, from {date}", class_id=title, date=day(since))
        places = _places(school, plan, class_id)
        _plan(pages, str(words), paper, places, room, front=sheet == "pupils")
    return bytes(pages.output())


def _room_named(school: School, group_id: str) -> tuple[Message, ...]:
    """In which room a set sits; a class sits in its own."""
    own = school.set_.get(group_id)
    if own is None or own.room is None:
        return ()
    return (say("seating_plan.room", "Room {room}", room=own.room),)


def _places(school: School, plan: Plan, class_id: str) -> list[_Place]:
    """Every usable seat of the room of a class or set with who has it, seen from the back."""
    room = school.room_of(class_id)
    assert room is not None
    name_on = {
        seat_id: school.label(student_id)
        for student_id, seat_id in plan.seats_of(class_id).items()
        if student_id in school.student
    }
    return [_Place(name_on.get(one.seat_id, ""), one.row, one.column) for one in room.seats]


def _plan(
    pages: Pages,
    title: str,
    paper: Paper,
    places: list[_Place],
    room: tuple[Message, ...],
    *,
    front: bool,
) -> None:
    """The room on a page of its own, with the front at the top or at the bottom."""
    rows = max(one.row for one in places)
    columns = max(one.column for one in places)
    if not front:
        # From the front the room is seen turned round.
        places = [_Place(one.name, rows + 1 - one.row, columns + 1 - one.column) for one in places]
    pages.add_page()
    view = (
        say("seating_plan.from_back", "Seen from the back")
        if front
        else say("seating_plan.from_front", "Seen from the front")
    )
    top = pages.heading(title, " · ".join(map(str, (*room, view))))
    bottom = pages.h - 12
    board = top if front else bottom - _BOARD
    _draw_board(pages, board)
    start = top + _BOARD + 2 * _GAP if front else top
    wide = (pages.epw + _GAP) / columns
    high = min(32.0, (bottom - top - _BOARD - 2 * _GAP + _GAP) / rows)
    for one in places:
        x = pages.l_margin + (one.column - 1) * wide
        y = start + (one.row - 1) * high
        pages.set_draw_color(*(INK if one.name else PALE))
        pages.rect(x, y, wide - _GAP, high - _GAP, round_corners=True, corner_radius=1.5)
        if one.name:
            size = 16 if paper == "A4" else 22
            pages.write_in(x + 1, y, wide - _GAP - 2, high - _GAP, one.name, size, align="C")


def _draw_board(pages: Pages, y: float) -> None:
    pages.set_draw_color(*INK)
    pages.rect(pages.l_margin, y, pages.epw, _BOARD)
    pages.write_in(
        pages.l_margin, y, pages.epw, _BOARD, str(say("seating_plan.front", "Front")), 12, align="C"
    )


def _door(title: str, paper: Paper, places: list[_Place], room: tuple[Message, ...]) -> bytes:
    """Everybody by name, with row and place, in two columns."""
    pages = Pages(title, paper)
    people = sorted((one for one in places if one.name), key=lambda one: name_key(one.name))
    half = (pages.epw - 10) / 2
    lines = max(1, int((pages.h - 28 - 14) / _LINE))
    legend = say(
        "seating_plan.legend", "Rows from the front, places from the left, seen from the back"
    )
    quiet = " · ".join(map(str, (*room, legend)))
    for number, one in enumerate(people):
        page, at = divmod(number, 2 * lines)
        column, line = divmod(at, lines)
        if not at:
            pages.add_page()
            pages.heading(title if not page else f"{title} ({page + 1})", quiet)
        x, y = pages.l_margin + column * (half + 10), 28 + line * _LINE
        place = say(
            "seating_plan.place", "row {row}, place {column}", row=one.row, column=one.column
        )
        pages.write_in(x, y, half * 0.68, _LINE, one.name, 12)
        pages.write_in(x + half * 0.68, y, half * 0.32, _LINE, str(place), 10, QUIET, "R")
        pages.set_draw_color(*PALE)
        pages.line(x, y + _LINE, x + half, y + _LINE)
    return bytes(pages.output())
