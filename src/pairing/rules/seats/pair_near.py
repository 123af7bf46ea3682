"""pair_near: the tutor and tutee of a pair sit within reach of each other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from pydantic import Field

from pairing.model.closeness import Closeness
from pairing.model.message import Message, say
from pairing.model.school import School
from pairing.rules.base import Match, Weight
from pairing.rules.seat_rule import ClassRoom, Seated, SeatRule
from pairing.terms.seating import Coverage, SeatingTerm

__all__ = ["PairNear"]


class PairNear(SeatRule):
    """The two of a peer pair sit within reach: they work together every day."""

    id = "pair_near"
    title = "Pairs within reach"
    default: ClassVar[bool] = True

    weight: Weight = Field(6, description="Points for each pair within reach")

    def words(self, school: School) -> Message:
        return say("seat each peer pair within reach of each other")

    def _couples(self, room: ClassRoom) -> list[tuple[str, str]]:
        """Each two students who are paired, once, whatever the number of subjects."""
        return list(dict.fromkeys((pair.tutee_id, pair.tutor_id) for pair in room.pairs))

    def compile(self, room: ClassRoom) -> Iterator[SeatingTerm]:
        reach = room.close(Closeness.REACH)
        for tutee, tutor in self._couples(room):
            helpers = room.mask((tutor,))
            yield Coverage(self.key, room.index[tutee], helpers, 1, reach, self.unit, self.hard)

    def judge(self, seated: Seated) -> Iterator[Match]:
        room = seated.room
        for tutee, tutor in self._couples(room):
            near = seated.close(tutee, tutor, Closeness.REACH)
            template = "{one} and {other} work as a pair and sit {where}"
            where = "within reach" if near else "out of reach"
            text = say(template, one=room.name(tutor), other=room.name(tutee), where=where)
            amount = (-1 if self.hard else 0) if not near else (0 if self.hard else 1)
            yield Match(amount, (tutee, tutor), text)
