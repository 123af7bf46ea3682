"""keep_apart: named students sit at least a distance from each other."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Annotated

import numpy as np
from pydantic import Field

from pairing.model.closeness import distance
from pairing.model.fields import Identifier
from pairing.model.message import Message, say
from pairing.model.school import School
from pairing.rules.base import Match
from pairing.rules.seat_rule import ClassRoom, Seated, SeatRule, as_numbers
from pairing.terms.seating import Pairwise, SeatingTerm

__all__ = ["KeepApart"]


class KeepApart(SeatRule):
    """Any two of these students sit at least ``distance`` rows or columns apart."""

    id = "keep_apart"
    title = "Keep apart"

    students: Annotated[tuple[Identifier, ...], Field(min_length=2)] = Field(
        description="The students, two or more"
    )
    distance: Annotated[int, Field(ge=1, le=100)] = Field(
        2, description="The larger of rows apart and columns apart is at least this"
    )

    def words(self, school: School) -> Message:
        names = ", ".join(school.student[student_id].name for student_id in self.students)
        return say("keep {names} at least {distance} apart", names=names, distance=self.distance)

    def compile(self, room: ClassRoom) -> Iterator[SeatingTerm]:
        size = len(room.students)
        weights = np.zeros((size, size), dtype=np.int64)
        for one, other in combinations(room.here(self.students), 2):
            weights[room.index[one], room.index[other]] = 1 if self.hard else -self.unit
        if weights.any():
            near = as_numbers(room.layout.nearer_than(self.distance))
            yield Pairwise(self.key, weights, near, self.hard)

    def judge(self, seated: Seated) -> Iterator[Match]:
        here = [student_id for student_id in self.students if student_id in seated.seat_of]
        for one, other in combinations(here, 2):
            apart = distance(seated.seat_of[one], seated.seat_of[other])
            if apart < self.distance:
                text = say(
                    "{one} and {other} sit {apart} apart, not {distance}",
                    one=seated.room.name(one),
                    other=seated.room.name(other),
                    apart=apart,
                    distance=self.distance,
                )
                yield Match(-1, (one, other), text)
