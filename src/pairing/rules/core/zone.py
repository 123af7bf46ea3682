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

__all__ = ["Zone", "in_zone", "third", "zone_words"]

_EXPRESSION = re.compile(r"^(row|column)(<=|>=|=)(\d+)$")
_EXPECTED = say(
    "zones.expression",
    "window, door, aisle, power or another tag of a seat; edge, left, right, front, middle, "
    "back; group=...; row<=2, row>=5 or column=1",
)
_DIGITS = str.maketrans("一二三四五六七八九两兩", "12345678922")
_LINES_SAID = (
    re.compile(r"^(?P<to>第1至|前)?第?(?P<number>\d+)(?P<axis>排|欄|栏)(?P<on>及以[后後])?$"),
    re.compile(r"^(?:from)?(?P<axis>row|column)s?(?P<to>1to)?(?P<number>\d+)(?P<on>on)?$"),
)
"""Rows and columns as people name them: 第 2 排, 前两排, rows 1 to 2; blanks left out."""
_UNCLEAR = re.compile(r"^(?:第|前).*列")
"""A 列 is a column on the mainland and a row in Taiwan."""


def _known(zone: str) -> str:
    zone = _lines_name(place_name("".join(zone.split())))
    if (
        not zone
        or _UNCLEAR.match(zone)
        or (re.match("^(row|column)[<>=]", zone) and not _EXPRESSION.match(zone))
    ):
        raise unfit(_EXPECTED)
    return zone


Zone = Annotated[str, AfterValidator(_known)]


def _lines_name(zone: str) -> str:
    """The lines of seats that the words mean, as the contract writes them; else the words."""
    said = zone.translate(_DIGITS)
    for pattern in _LINES_SAID:
        if match := pattern.match(said):
            axis = "row" if match["axis"] in ("row", "排") else "column"
            sign = ">=" if match["on"] else "<=" if match["to"] else "="
            return f"{axis}{sign}{match['number']}"
    return zone


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
