"""pair_near: the tutor and tutee of a pair sit within reach of each other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, TypeAlias

import numpy as np
from pydantic import Field

from pairing.instances.classroom import ClassRoom, Seated
from pairing.model.fields import Number
from pairing.model.messages.message import Message, say
from pairing.model.records import LayoutSeat
from pairing.model.room.closeness import Closeness, are_close
from pairing.model.school import School
from pairing.rules.core.rule import Match, Weight
from pairing.rules.seats._base import SeatRule
from pairing.terms.seating import IntArray, Pairwise, SeatingTerm

__all__ = ["PairNear"]


Worth: TypeAlias = Annotated[Number, Field(ge=0, le=1)]


class PairNear(SeatRule):
    """The two of a peer pair sit within reach: they work together every day.

    Where a room makes some ways of being close better than others (one turns round easily, one
    cannot whisper across the aisle), the four shares below say how much each counts there.
    """

    id = "pair_near"
    title = "Pairs within reach"
    default: ClassVar[bool] = True
    grain: ClassVar[int] = 10

    weight: Weight = Field(6, description="Points for each pair within reach")
    deskmate: Worth = Field(1, description="How much sharing a desk counts, 0 to 1")
    front_back: Worth = Field(1, description="How much sitting one before the other counts")
    side: Worth = Field(1, description="How much sitting next to each other counts")
    diagonal: Worth = Field(0, description="How much sitting askew counts")

    def words(self, school: School) -> Message:
        return say("pair_near.rule", "seat each peer pair within reach of each other")

    def _ways(self) -> list[tuple[Closeness, int]]:
        """What each way of being close counts, in tenths, the best first."""
        shares = [
            (Closeness.DESKMATE, self.deskmate),
            (Closeness.FRONT_BACK, self.front_back),
            (Closeness.SIDE, self.side),
            (Closeness.DIAGONAL, self.diagonal),
        ]
        counted = [(way, round(self.grain * share)) for way, share in shares]
        return sorted(counted, key=lambda item: -item[1])

    def _couples(self, room: ClassRoom) -> list[tuple[str, str]]:
        """Each two students who are paired, once, whatever the number of subjects."""
        return list(dict.fromkeys((pair.tutee_id, pair.tutor_id) for pair in room.pairs))

    def _matrix(self, room: ClassRoom) -> IntArray:
        worth = np.zeros((len(room.layout), len(room.layout)), dtype=np.int64)
        for way, tenths in self._ways():
            np.maximum(worth, tenths * room.close(way), out=worth)
        return worth

    def compile(self, room: ClassRoom) -> Iterator[SeatingTerm]:
        weights = np.zeros((len(room.students), len(room.students)), dtype=np.int64)
        for tutee, tutor in self._couples(room):
            weights[room.index[tutee], room.index[tutor]] = 1
        if not weights.any():
            return
        worth = self._matrix(room)
        if self.hard:
            far = (worth == 0).astype(np.int64)
            np.fill_diagonal(far, 0)
            yield Pairwise(self.key, weights, far, hard=True)
        else:
            yield Pairwise(self.key, weights * self.unit, worth)

    def _worth(self, one: LayoutSeat, other: LayoutSeat) -> int:
        found = (tenths for way, tenths in self._ways() if are_close(one, other, way))
        return next(found, 0)

    def judge(self, seated: Seated) -> Iterator[Match]:
        room, seats = seated.room, seated.seat_of
        for tutee, tutor in self._couples(room):
            if tutee not in seats or tutor not in seats:
                continue
            worth = self._worth(seats[tutee], seats[tutor])
            where = (
                say("pair_near.within_reach", "within reach")
                if worth
                else say("pair_near.out_of_reach", "out of reach")
            )
            text = say(
                "pair_near.sit",
                "{one} and {other} work as a pair and sit {where}",
                one=room.name(tutor),
                other=room.name(tutee),
                where=where,
            )
            amount = (0 if worth else -1) if self.hard else worth
            yield Match(amount, (tutee, tutor), text)
