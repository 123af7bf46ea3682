"""What the two rules about a zone of the room share: the zone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Self

from pydantic import Field, model_validator

from pairing.instances.classroom import ClassRoom
from pairing.model.fields import Identifier
from pairing.model.messages.expected import known_in
from pairing.model.messages.fault import Fault
from pairing.model.messages.message import Message, say
from pairing.model.messages.validation import unfit
from pairing.model.school import School
from pairing.model.soundness.nearest import nearest
from pairing.rules.core.zone import Zone, in_zone, zone_words
from pairing.rules.seats._kinds import PlaceRule, SomeRule

__all__ = ["ZoneRule"]


class ZoneRule(SomeRule, PlaceRule):
    """A rule about students and a zone, which is named or drawn seat by seat."""

    zone: Zone | None = Field(
        None,
        description="window, door, aisle, power, edge, left, right, front, middle, back, "
        "group=..., row<=2, column=1 or a tag of your own",
    )
    seats: tuple[Identifier, ...] = Field((), description="The zone's seats, drawn one by one")

    @model_validator(mode="after")
    def _somewhere(self) -> Self:
        if self.zone is None and not self.seats:
            raise unfit(say("zones.somewhere", "a zone, or the seats of one"))
        return self

    @property
    def zone_in_words(self) -> tuple[Message | str, ...]:
        """The zone and the seats as a person would name them."""
        named = [zone_words(self.zone)] if self.zone else []
        return (*named, *self.seats)

    def inside(self, room: ClassRoom) -> frozenset[str]:
        """The ids of the zone's seats in this room."""
        return frozenset(
            seat.seat_id
            for seat in room.layout.seats
            if seat.seat_id in self.seats
            or (self.zone is not None and in_zone(self.zone, seat, room.layout))
        )

    def faults(self, school: School) -> Iterator[Fault]:
        yield from super().faults(school)
        known = {seat.seat_id for seat in school.layouts}
        for seat_id in self.seats:
            if seat_id not in known:
                hint = nearest(seat_id, known)
                yield self._fault("seats", seat_id, known_in("seat_id", "layouts"), hint)
