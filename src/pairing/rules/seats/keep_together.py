"""keep_together: named students share a desk, a reach or a group."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Annotated, Literal

import numpy as np
from pydantic import Field

from pairing.model.closeness import Closeness
from pairing.model.fields import Identifier
from pairing.model.message import Message, say
from pairing.model.school import School
from pairing.rules.base import Match
from pairing.rules.seat_rule import ClassRoom, Seated, SeatRule
from pairing.terms.seating import Pairwise, SeatingTerm

__all__ = ["KeepTogether"]

_WORDS = {"deskmate": "at one desk", "reach": "within reach", "group": "in one group"}


class KeepTogether(SeatRule):
    """Any two of these students share a desk, sit within reach, or share a group."""

    id = "keep_together"
    title = "Keep together"

    students: Annotated[tuple[Identifier, ...], Field(min_length=2)] = Field(
        description="The students, two or more"
    )
    within: Literal["deskmate", "reach", "group"] = Field(
        "deskmate", description="deskmate, reach or group"
    )

    def words(self, school: School) -> Message:
        names = ", ".join(school.student[student_id].name for student_id in self.students)
        return say("keep {names} {where}", names=names, where=_WORDS[self.within])

    def compile(self, room: ClassRoom) -> Iterator[SeatingTerm]:
        size = len(room.students)
        weights = np.zeros((size, size), dtype=np.int64)
        for one, other in combinations(room.here(self.students), 2):
            weights[room.index[one], room.index[other]] = 1 if self.hard else -self.unit
        if weights.any():
            far = 1 - room.close(Closeness(self.within))
            np.fill_diagonal(far, 0)
            yield Pairwise(self.key, weights, far, self.hard)

    def judge(self, seated: Seated) -> Iterator[Match]:
        here = [student_id for student_id in self.students if student_id in seated.seat_of]
        for one, other in combinations(here, 2):
            if not seated.close(one, other, Closeness(self.within)):
                text = say(
                    "{one} and {other} do not sit {where}",
                    one=seated.room.name(one),
                    other=seated.room.name(other),
                    where=_WORDS[self.within],
                )
                yield Match(-1, (one, other), text)
