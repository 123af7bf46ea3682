"""new_neighbours: those who shared a desk lately get somebody new beside them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from typing import ClassVar

from pydantic import Field

from pairing.model.closeness import Closeness
from pairing.model.message import Message, say
from pairing.model.records import PastSeat
from pairing.model.school import School
from pairing.rules.base import Match, Weight
from pairing.rules.seat_rule import ClassRoom, Seated, SeatRule
from pairing.terms.seating import Pairwise, SeatingTerm

__all__ = ["NewNeighbours"]


class NewNeighbours(SeatRule):
    """Two students who were deskmates in the seat history do not share a desk again."""

    id = "new_neighbours"
    title = "New neighbours"
    default: ClassVar[bool] = True

    weight: Weight = Field(
        2, description="Points lost for each two old deskmates who share a desk again"
    )

    def words(self, school: School) -> Message:
        return say("give everybody a new deskmate")

    def _past(self, room: ClassRoom) -> frozenset[frozenset[str]]:
        """Who shared a desk at the same time, by the history of the room's seats."""
        desk_of = {seat.seat_id: seat.desk for seat in room.layout.seats}
        sharing: dict[tuple[str, str], set[str]] = defaultdict(set)
        for past in room.school.seat_history:
            if past.class_id == room.class_id and past.seat_id in desk_of:
                sharing[_term(past), desk_of[past.seat_id]].add(past.student_id)
        return frozenset(
            frozenset(couple)
            for students in sharing.values()
            for couple in combinations(sorted(students), 2)
        )

    def compile(self, room: ClassRoom) -> Iterator[SeatingTerm]:
        past = self._past(room)
        value = 1 if self.hard else -self.unit
        weights = room.pair_weights(
            lambda one, other: value * (frozenset((one.student_id, other.student_id)) in past)
        )
        if weights.any():
            yield Pairwise(self.key, weights, room.close(Closeness.DESKMATE), self.hard)

    def judge(self, seated: Seated) -> Iterator[Match]:
        for couple in sorted(map(sorted, self._past(seated.room))):
            one, other = couple
            if seated.close(one, other, Closeness.DESKMATE):
                text = say(
                    "{one} and {other} shared a desk before",
                    one=seated.room.name(one),
                    other=seated.room.name(other),
                )
                yield Match(-1, (one, other), text)


def _term(past: PastSeat) -> str:
    return past.since.isoformat()
