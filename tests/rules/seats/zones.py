"""What the tests of the two zone rules share: a seat inside and a seat outside each zone."""

from __future__ import annotations

from pairing.instances.classroom import ClassRoom
from rules.seats.judging import Parameters, first, seats_of

ZONES = [
    ("window", "R-1-1", "R-1-2"),
    ("door", "R-1-4", "R-2-4"),
    ("edge", "R-2-4", "R-2-2"),
    ("left", "R-2-1", "R-2-4"),
    ("right", "R-2-4", "R-2-1"),
    ("front", "R-1-2", "R-3-2"),
    ("back", "R-3-2", "R-1-2"),
    ("row<=2", "R-2-2", "R-3-2"),
    ("row>=2", "R-2-2", "R-1-2"),
    ("column=3", "R-2-3", "R-2-2"),
    ("group=G2", "R-2-3", "R-2-2"),
    ("靠窗", "R-1-1", "R-1-2"),
    ("後排", "R-3-2", "R-1-2"),
]
"""(zone, a seat inside, a seat outside) in a room of three rows of desks for two."""


def variants(room: ClassRoom) -> list[Parameters]:
    """Zones by name, and one drawn seat by seat."""
    named = ("window", "edge", "back", "row<=2", "column=3", "group=G1")
    drawn = {"students": first(room, 4), "seats": seats_of(room)[:7]}
    return [drawn, *({"who": ["gender=F"], "zone": zone} for zone in named)]
