"""Zones of a room: ``window``, ``edge``, ``group=G1``, ``row<=2`` ..., or seats one by one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Annotated

from pydantic import AfterValidator

from pairing.model.messages.message import Message, say
from pairing.model.messages.validation import unfit
from pairing.model.records import LayoutSeat
from pairing.model.room.layout import Layout
from pairing.model.room.places import place_name, place_word
from pairing.rules.core.lines import as_typed, is_unclear, lines_name

__all__ = ["Zone", "in_zone", "third", "zone_words"]

_EXPRESSION = re.compile(r"^(row|column)(<=|>=|=)(\d+)$")
_EXPECTED = say(
    "zones.expression",
    "window, door, aisle, power or another tag of a seat; edge, left, right, front, middle, "
    "back; group=...; row<=2, row>=5 or column=1",
)


def _known(zone: str) -> str:
    zone = "".join(as_typed(zone).split())
    name = lines_name(place_name(zone))
    if re.match("(row|column)[<>=]", name, re.IGNORECASE):
        name = name.casefold()
        if not _EXPRESSION.match(name):
            raise unfit(_EXPECTED)
    elif not name.removeprefix("group=") or is_unclear(name):
        raise unfit(_EXPECTED)
    return name


Zone = Annotated[str, AfterValidator(_known)]


def third(value: float, every: Iterable[float]) -> int:
    """0, 1 or 2: in which third of the room's depth or width a coordinate lies."""
    values = list(every)
    low, high = min(values), max(values)
    return min(2, int(3 * (value - low) / (high - low + 1)))


def in_zone(zone: str, seat: LayoutSeat, room: Layout) -> bool:
    """Whether the seat belongs to the zone. Any other word is a tag of the seat."""
    if match := _EXPRESSION.match(zone):
        value = seat.row if match[1] == "row" else seat.column
        limit = int(match[3])
        return {"<=": value <= limit, ">=": value >= limit, "=": value == limit}[match[2]]
    if zone.startswith("group="):
        return seat.group == zone.removeprefix("group=")
    if zone in ("front", "middle", "back"):
        depth = third(seat.depth, (one.depth for one in room.seats))
        return ("front", "middle", "back")[depth] == zone
    across = [one.across for one in room.seats]
    left, right = seat.across == min(across), seat.across == max(across)
    named = {"left": left, "right": right, "edge": left or right}
    return named.get(zone, zone in map(place_name, seat.tags))


def zone_words(zone: str) -> Message | str:
    """The zone as a person would name it."""
    if match := _EXPRESSION.match(zone):
        return _lines(match[1], match[2], match[3])
    if zone.startswith("group="):
        return say("zones.group", "group {name}", name=zone.removeprefix("group="))
    return place_word(zone)


def _lines(axis: str, sign: str, number: str) -> Message:
    match axis, sign:
        case "row", "<=":
            return say("zones.rows_to", "rows 1 to {number}", number=number)
        case "row", ">=":
            return say("zones.rows_from", "from row {number} on", number=number)
        case "row", _:
            return say("zones.row", "row {number}", number=number)
        case _, "<=":
            return say("zones.columns_to", "columns 1 to {number}", number=number)
        case _, ">=":
            return say("zones.columns_from", "from column {number} on", number=number)
    return say("zones.column", "column {number}", number=number)
