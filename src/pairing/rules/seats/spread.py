"""spread: a marked group of students is scattered over the room."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Annotated, Literal

import numpy as np
from pydantic import Field

from pairing.instances.classroom import ClassRoom, Seated
from pairing.model.messages.message import Message, say, word
from pairing.model.records import LayoutSeat
from pairing.model.room.closeness import distance
from pairing.model.school import School
from pairing.rules.core.rule import Match
from pairing.rules.seats._kinds import SomeRule
from pairing.terms.seating import Pairwise, SeatingTerm, ZoneSum

__all__ = ["Spread"]

_APART = 2
"""Not next to each other."""


class Spread(SomeRule):
    """These students sit far apart, or at most ``most`` of them in each row, column or group.

    Each step nearer than they should be costs more.
    """

    id = "spread"
    title = "Spread"

    per: Literal["distance", "row", "column", "group"] = Field(
        "distance", description="distance: any two far apart; else how they are counted"
    )
    distance: Annotated[int, Field(ge=2, le=100)] | None = Field(
        None,
        description="With per = distance: any two at least so far apart; empty: as far as the "
        "room allows, and as a hard rule not next to each other",
    )
    most: Annotated[int, Field(ge=0, le=100)] = Field(
        1, description="Else: at most so many of them in each"
    )

    def words(self, school: School) -> Message:
        whom = self.whom_in_words(school)
        if self.per == "distance":
            if self.distance is None:
                return say("spread.rule_far", "spread {whom} as far as the room allows", whom=whom)
            return say(
                "spread.rule", "spread {whom}: {distance} apart", whom=whom, distance=self.distance
            )
        return say(
            "spread.rule_of_part",
            "at most {most} of {whom} in a {per}",
            most=self.most,
            whom=whom,
            per=word(self.per),
        )

    def _wanted(self, room: ClassRoom, people: int) -> int:
        """How far any two of so many should sit from each other."""
        if self.distance is not None:
            return self.distance
        return _APART if self.hard else max(_APART, room.layout.widest(people))

    def _part(self, seat: LayoutSeat) -> str | None:
        """The row, column or group that a seat is counted in."""
        return {"row": str(seat.row), "column": str(seat.column)}.get(self.per, seat.group)

    def compile(self, room: ClassRoom) -> Iterator[SeatingTerm]:
        members = room.mask(self.concerned(room))
        if self.per == "distance":
            value = 1 if self.hard else -self.unit
            weights = np.triu(np.outer(members, members), 1) * value
            if weights.any():
                wanted = self._wanted(room, int(members.sum()))
                yield Pairwise(self.key, weights, room.layout.short_of(wanted), self.hard)
            return
        parts = [self._part(seat) for seat in room.layout.seats]
        for part in dict.fromkeys(part for part in parts if part is not None):
            zone = np.array([own == part for own in parts], dtype=bool)
            amounts = members.astype(np.int64)
            yield ZoneSum(self.key, zone, amounts, 0, self.most, self.unit, self.hard)

    def judge(self, seated: Seated) -> Iterator[Match]:
        members = [one for one in self.concerned(seated.room) if one in seated.seat_of]
        name = seated.room.name
        if self.per == "distance":
            wanted = self._wanted(seated.room, len(self.concerned(seated.room)))
            for one, other in combinations(members, 2):
                apart = distance(seated.seat_of[one], seated.seat_of[other])
                if apart < wanted:
                    text = say(
                        "spread.too_near",
                        "{one} and {other} sit {apart} apart",
                        one=name(one),
                        other=name(other),
                        apart=apart,
                    )
                    yield Match(apart - wanted, (one, other), text)
            return
        inside: dict[str, list[str]] = {}
        for one in members:
            part = self._part(seated.seat_of[one])
            if part is not None:
                inside.setdefault(part, []).append(one)
        for part, here in inside.items():
            if len(here) > self.most:
                text = say(
                    "spread.too_many",
                    "{count} sit in {per} {part}",
                    count=len(here),
                    per=word(self.per),
                    part=part,
                )
                yield Match(self.most - len(here), tuple(here), text)
