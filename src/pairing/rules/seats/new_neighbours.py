"""new_neighbours: those who shared a desk lately get somebody new beside them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import combinations
from typing import Annotated, ClassVar

from pydantic import Field

from pairing.instances.classroom import ClassRoom, Seated
from pairing.model.fields import Number
from pairing.model.messages.message import Message, say
from pairing.model.records import PastSeat
from pairing.model.school import School
from pairing.rules.core.rule import Weight
from pairing.rules.seats._kinds import CloseRule

__all__ = ["NewNeighbours"]


class NewNeighbours(CloseRule):
    """Two students who were deskmates in the seat history, in any room, do not share a desk again.

    With ``half_life_days`` each time they did fades, and several times add up; without it one
    time counts as much as many.
    """

    id = "new_neighbours"
    title = "New neighbours"
    default: ClassVar[bool] = True
    grain: ClassVar[int] = 10

    weight: Weight = Field(
        2, description="Points lost for each two old deskmates who share a desk again"
    )
    half_life_days: Annotated[Number, Field(ge=0)] = Field(
        0, description="After so many days a shared desk counts half; 0: it never fades"
    )

    def words(self, school: School) -> Message:
        return say("new_neighbours.rule", "give everybody a new deskmate")

    def _past(self, room: ClassRoom) -> dict[tuple[str, str], list[date]]:
        """When each two students began to share a desk, in whichever room they sat.

        They shared it where their stays overlapped.
        """
        stays: dict[tuple[str, str], list[tuple[str, date, date]]] = defaultdict(list)
        for group_id, rows in _groups(room):
            layout = room.layout if group_id == room.class_id else room.school.room_of(group_id)
            desk_of = {seat.seat_id: seat.desk for seat in layout.seats} if layout else {}
            for past, last in _stays(rows):
                if past.seat_id in desk_of:
                    stays[group_id, desk_of[past.seat_id]].append(
                        (past.student_id, past.since, last)
                    )
        found: dict[tuple[str, str], list[date]] = defaultdict(list)
        for shared in stays.values():
            for (one, since, until), (other, began, ended) in combinations(sorted(shared), 2):
                first = max(since, began)
                # The last day of a stay is often written as the first of the next one.
                together = first < min(until, ended) or since == began
                if one != other and together:
                    found[one, other].append(first)
        return found

    def couples(self, room: ClassRoom) -> Iterator[tuple[str, str, int]]:
        past = self._past(room)
        newest = max((day for days in past.values() for day in days), default=None)
        for (one, other), days in past.items():
            if newest is None or one not in room.index or other not in room.index:
                continue
            units = self.grain
            if self.half_life_days:
                ages = [(newest - day).days / self.half_life_days for day in days]
                units = round(self.grain * sum(0.5**age for age in ages))
            if units:
                yield one, other, units

    def tell(self, seated: Seated, one: str, other: str) -> Message:
        name = seated.room.name
        return say(
            "new_neighbours.before",
            "{one} and {other} shared a desk before",
            one=name(one),
            other=name(other),
        )


def _groups(room: ClassRoom) -> Iterator[tuple[str, tuple[PastSeat, ...]]]:
    """The past seats of the room's own class or set, then of others in which two of it sat."""
    past = room.school.past_seats
    yield room.class_id, past.get(room.class_id, ())
    for group_id, rows in past.items():
        here = {row.student_id for row in rows if row.student_id in room.index}
        if group_id != room.class_id and len(here) > 1:
            yield group_id, rows


def _stays(rows: Iterable[PastSeat]) -> Iterator[tuple[PastSeat, date]]:
    """Every stay of a class or set with its last day.

    Without one it lasts until the student has another seat, or the seat another student.
    """
    rows = sorted(rows, key=lambda row: row.since, reverse=True)
    next_of: dict[str, date] = {}
    for row in rows:
        known = (row.until, next_of.get(row.student_id), next_of.get(f"seat {row.seat_id}"))
        yield row, min((day for day in known if day is not None), default=date.max)
        next_of[row.student_id] = next_of[f"seat {row.seat_id}"] = row.since
