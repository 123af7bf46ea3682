"""Rooms of sheets: the seats of drawn plans, and a room for each class that has none."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from pairing.io.sheets.answers import ANSWERS
from pairing.io.sheets.found import Place, Who
from pairing.io.sheets.making.maker import Maker, class_ids
from pairing.io.sheets.page import Page, normal
from pairing.io.sheets.readers.wall_plans import name_drawn
from pairing.io.vocabulary.aliases import value_name
from pairing.model.messages.fault import Fault, InputError
from pairing.model.messages.message import named, say, say_count

__all__ = ["LONGEST", "ROOM", "add_rooms", "room_size", "size_said"]

ROOM = "room"
"""The key of the answer how large the room of a class is: rows and columns, such as 6 x 8."""
LONGEST = 30
"""So many rows, or columns, a room may be said to have."""
_COLUMNS_OF_A_ROOM = 8
_DESK = 2
_SIZE = re.compile(r"\D*(\d{1,2})\D+(\d{1,2})\D*")


def room_size(rows: int, columns: int) -> str:
    """The size of a room as answers have it."""
    return f"{rows} x {columns}"


def size_said(answer: str) -> tuple[int, int] | None:
    """The rows and columns of an answer: 6 x 8, 6×8, 6排8列; None where it does not say them."""
    found = _SIZE.fullmatch(normal(answer))
    numbers = [int(one) for one in found.groups()] if found else []
    if not numbers or not all(1 <= one <= LONGEST for one in numbers):
        return None
    return numbers[0], numbers[1]


def add_rooms(maker: Maker) -> None:
    """The seats of drawn plans, and a room for each class that has none."""
    layout_of = {row["class_id"]: row.get("layout_id", "") for row in maker.base.get("classes", ())}
    for page, said, places, day in maker.found.plans:
        class_id = _class_of_plan(maker, said, [place.name for place in places if place.name])
        layout = layout_of.get(class_id) or f"R-{class_id}"
        own = _seats_of(maker, layout)
        if not own:
            own = {(place.row, place.column): f"{place.row}-{place.column}" for place in places}
            maker.rows["layouts"] += [
                {
                    "layout_id": layout,
                    "seat_id": own[place.row, place.column],
                    "row": str(place.row),
                    "column": str(place.column),
                    "desk": place.desk,
                }
                for place in places
            ]
        layout_of[class_id] = layout
        _history(maker, page, class_id, places, own, day or maker.today)
    sizes = Counter(pupil.class_id for pupil in maker.roster.pupils.values())
    for class_id, size in sizes.items():
        if not layout_of.get(class_id):
            _made_room(maker, class_id, size)
        elif maker.rows["students"]:
            _more_seats(maker, class_id, layout_of[class_id], size)


def _more_seats(maker: Maker, class_id: str, layout: str, size: int) -> None:
    """A row behind the others, where a room is drawn with fewer seats than there are pupils."""
    rows = {row["seat_id"]: row for row in maker.known("layouts") if row["layout_id"] == layout}
    seats = _seats_of(maker, layout)
    there = sum(value_name("usable", row.get("usable", "")) != "no" for row in rows.values())
    if not seats or there >= size:
        return
    last, width = max(row for row, _ in seats), max(column for _, column in seats)
    added = 0
    while there + added < size:
        row, column = last + 1 + added // width, added % width + 1
        added += 1
        maker.rows["layouts"].append(
            {
                "layout_id": layout,
                "seat_id": f"{row}-{column}",
                "row": str(row),
                "column": str(column),
                "desk": f"{row}-{math.ceil(column / _DESK)}",
            }
        )
    maker.notes.append(
        say_count(
            "sheets.more_seats",
            "the room of {class_id} has a seat too few: {count} is added at the back",
            "the room of {class_id} has too few seats: {count} are added at the back",
            added,
            class_id=class_id,
        )
    )


def _class_of_plan(maker: Maker, said: str, names: list[str]) -> str:
    """The class of a drawn plan: as it says, else that of most who sit there."""
    classes = class_ids(maker)
    if normal(said) in classes:
        return classes[normal(said)]
    own = Counter(
        pupil.class_id
        for name in names
        for pupil in maker.roster.pupils.values()
        if normal(pupil.name) == normal(name)
    )
    return max(own, key=lambda one: own[one]) if own else next(iter(classes.values()), said)


def _seats_of(maker: Maker, layout: str) -> dict[tuple[int, int], str]:
    return {
        (int(row["row"]), int(row["column"])): row["seat_id"]
        for row in maker.known("layouts")
        if row["layout_id"] == layout and row["row"].isdigit() and row["column"].isdigit()
    }


def _history(
    maker: Maker,
    page: Page,
    class_id: str,
    places: Iterable[Place],
    seats: Mapping[tuple[int, int], str],
    day: date,
) -> None:
    sitting: dict[str, list[tuple[str, str]]] = defaultdict(list)
    beyond = []
    for place in places:
        if not place.name:
            continue
        row = int("".join(filter(str.isdigit, place.cell)))
        known = maker.roster.has_name(place.name)
        name = place.name if known else name_drawn(place.name)
        who = Who(page, row, "", name, class_id, place.across)
        student_id = maker.roster.find(who)
        seat = seats.get((place.row, place.column))
        if student_id is not None and seat is None:
            beyond.append(place.name)
        elif student_id is not None and seat is not None:
            sitting[student_id].append((seat, place.cell))
    doubled = {one: cells for one, cells in sitting.items() if len(cells) > 1}
    for student_id, cells in doubled.items():
        drawn = tuple(cell for _, cell in cells)
        maker.notes.append(
            say(
                "sheets.in_two_seats",
                "{sheet}: {name} sits at {cells}; none of them is taken",
                sheet=page.name,
                name=maker.roster.pupils[student_id].name,
                cells=drawn,
            )
        )
    if beyond:
        maker.notes.append(
            say(
                "sheets.no_such_seat",
                "{sheet}: the room has no seat where they sit: {names}",
                sheet=page.name,
                names=named(beyond),
            )
        )
    kept = len(sitting) - len(doubled)
    for told in maker.found.told:
        if (told.file, told.sheet) == (page.file, page.name):
            told.count_anew("sheets.plan_taken", kept)
    maker.rows["seat_history"] += [
        {
            "class_id": class_id,
            "from": day.isoformat(),
            "student_id": student_id,
            "seat_id": cells[0][0],
        }
        for student_id, cells in sitting.items()
        if student_id not in doubled
    ]


def _made_room(maker: Maker, class_id: str, size: int) -> None:
    """A room of desks for two, as large as somebody says or else as the class needs.

    Raises InputError where what somebody said is no number of rows and columns.
    """
    columns = _COLUMNS_OF_A_ROOM
    rows = max(1, math.ceil(size / columns))
    words = say(
        "sheets.room",
        "the room of {class_id} is not said: {rows} rows of {columns} seats, two to a desk",
        class_id=class_id,
        rows=rows,
        columns=columns,
    )
    place = f"class {class_id}"
    answer = str(maker.answers.ask(place, ROOM, room_size(rows, columns), words, sure=True))
    said = size_said(answer)
    if said is None:
        expected = say("answers.room", "rows and columns of the room, such as 6 x 8, none over 30")
        raise InputError([Fault(ANSWERS, None, f"{place}.{ROOM}", answer, expected)])
    rows, columns = said
    layout = f"R-{class_id}"
    maker.rows["layouts"] += [
        {
            "layout_id": layout,
            "seat_id": f"{row}-{column}",
            "row": str(row),
            "column": str(column),
            "desk": f"{row}-{math.ceil(column / _DESK)}",
        }
        for row in range(1, rows + 1)
        for column in range(1, columns + 1)
    ]
