"""gender_mix: deskmates of different genders."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import ClassVar

from pydantic import Field

from pairing.model.closeness import Closeness
from pairing.model.enums import Gender
from pairing.model.message import Message, say
from pairing.model.records import Student
from pairing.model.school import School
from pairing.rules.base import Match, Weight
from pairing.rules.seat_rule import ClassRoom, Seated, SeatRule
from pairing.terms.seating import Pairwise, SeatingTerm

__all__ = ["GenderMix"]


def _alike(one: Student, other: Student) -> bool:
    return one.gender is other.gender and one.gender is not Gender.X


class GenderMix(SeatRule):
    """A girl and a boy share a desk rather than two girls or two boys."""

    id = "gender_mix"
    title = "Mixed desks"
    default: ClassVar[bool] = True

    weight: Weight = Field(1, description="Points lost for each two deskmates of one gender")

    def words(self, school: School) -> Message:
        return say("let girls and boys share desks")

    def compile(self, room: ClassRoom) -> Iterator[SeatingTerm]:
        value = 1 if self.hard else -self.unit
        weights = room.pair_weights(lambda one, other: value * _alike(one, other))
        yield Pairwise(self.key, weights, room.close(Closeness.DESKMATE), self.hard)

    def judge(self, seated: Seated) -> Iterator[Match]:
        room = seated.room
        for one, other in combinations(seated.seat_of, 2):
            students = room.school.student
            if _alike(students[one], students[other]) and seated.close(
                one, other, Closeness.DESKMATE
            ):
                text = say(
                    "{one} and {other} share a desk and a gender",
                    one=room.name(one),
                    other=room.name(other),
                )
                yield Match(-1, (one, other), text)
