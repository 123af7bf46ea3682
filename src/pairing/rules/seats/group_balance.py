"""group_balance: every group gets its fair share of a number or of some students."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Annotated, ClassVar

import numpy as np
from pydantic import Field, TypeAdapter, field_validator

from pairing.instances.classroom import ClassRoom, Seated
from pairing.model.fields import Number
from pairing.model.messages.message import Message, say
from pairing.model.school import School
from pairing.rules.core.number import is_number, number_name, number_words, numbers
from pairing.rules.core.people import Who, fits, who_words
from pairing.rules.core.rule import Match
from pairing.rules.seats._base import SeatRule
from pairing.terms.seating import SeatingTerm, ZoneSum

__all__ = ["GroupBalance"]


_WHO: TypeAdapter[str] = TypeAdapter(Who)


class GroupBalance(SeatRule):
    """The groups are alike: in a number (ability), in gender, in tutors ...

    Each student counts by how far they lie from the class's mean; a group's sum may be off by
    ``within`` either way: of ability, as far in all as from the middle of a grade to its best
    sixth; or one girl more or less.
    """

    id = "group_balance"
    title = "Balanced groups"
    grain: ClassVar[int] = 10

    of: str = Field(
        "ability",
        description="height_cm, ability, ability.SUBJECT; or whom to count: gender=F, tutors ...",
    )
    within: Annotated[Number, Field(ge=0)] = Field(
        1, description="How far a group's sum may be from its fair share at no cost"
    )

    @field_validator("of")
    @classmethod
    def _known(cls, of: str) -> str:
        number = number_name(of)
        return number if is_number(number) else _WHO.validate_python(of)

    @property
    def _in_words(self) -> Message:
        return number_words(self.of) if is_number(self.of) else who_words(self.of)

    def words(self, school: School) -> Message:
        return say(
            "group_balance.rule",
            "give every group its share of {of}, within {within}",
            of=self._in_words,
            within=f"{self.within:g}",
        )

    def _amounts(self, room: ClassRoom) -> dict[str, int]:
        """How far each student is from the class's mean, in tenths."""
        if is_number(self.of):
            values = numbers(self.of, room.students, room.findings)
        else:
            values = {
                student.student_id: float(fits((self.of,), student, room.findings))
                for student in room.students
            }
        mean = sum(values.values()) / len(values) if values else 0.0
        return {one: round(self.grain * (value - mean)) for one, value in values.items()}

    @property
    def _limit(self) -> int:
        return round(self.grain * self.within)

    def compile(self, room: ClassRoom) -> Iterator[SeatingTerm]:
        own = self._amounts(room)
        amounts = np.array([own.get(one.student_id, 0) for one in room.students], dtype=np.int64)
        groups = [seat.group for seat in room.layout.seats]
        for group in dict.fromkeys(group for group in groups if group is not None):
            zone = np.array([one == group for one in groups], dtype=bool)
            limit = self._limit
            yield ZoneSum(self.key, zone, amounts, -limit, limit, self.unit, self.hard)

    def judge(self, seated: Seated) -> Iterator[Match]:
        own = self._amounts(seated.room)
        sums: dict[str, int] = defaultdict(int)
        members: dict[str, list[str]] = defaultdict(list)
        for student_id, seat in seated.seat_of.items():
            if seat.group is not None:
                sums[seat.group] += own.get(student_id, 0)
                members[seat.group].append(student_id)
        for group, total in sums.items():
            beyond = abs(total) - self._limit
            if beyond > 0:
                text = say(
                    "group_balance.off",
                    "group {group} is off its share of {of} by {off}",
                    group=group,
                    of=self._in_words,
                    off=f"{total / self.grain:+.1f}",
                )
                yield Match(-beyond, tuple(members[group]), text)
