"""bands: every group gets some of each band of a number."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Annotated

import numpy as np
from pydantic import Field

from pairing.instances.classroom import ClassRoom, Seated
from pairing.model.messages.message import Message, say
from pairing.model.school import School
from pairing.rules.core.number import NumberName, number_words, numbers
from pairing.rules.core.rule import Match
from pairing.rules.seats._base import SeatRule
from pairing.terms.seating import SeatingTerm, ZoneSum

__all__ = ["Bands"]


class Bands(SeatRule):
    """Every group has ``least`` of each band: of the best third, the middle and the last.

    The class is cut into bands of equal size by a number. Of a band too small to go round,
    nothing is asked.
    """

    id = "bands"
    title = "Bands in every group"

    number: NumberName = Field("ability", description="height_cm, ability or ability.SUBJECT")
    bands: Annotated[int, Field(ge=2, le=6)] = Field(3, description="How many bands")
    least: Annotated[int, Field(ge=1, le=6)] = Field(1, description="Of each band in each group")

    def words(self, school: School) -> Message:
        return say(
            "bands.rule",
            "give every group {least} of each of {bands} bands of {number}",
            least=self.least,
            bands=self.bands,
            number=number_words(self.number),
        )

    def _band_of(self, room: ClassRoom) -> dict[str, int]:
        """The band of each student whose number is known, 0 for the lowest."""
        values = numbers(self.number, room.students, room.findings)
        ordered = sorted(values, key=lambda one: (values[one], one))
        return {one: place * self.bands // len(ordered) for place, one in enumerate(ordered)}

    def _wanted(self, room: ClassRoom) -> tuple[dict[str, int], list[str], dict[int, int]]:
        """(band of each student, groups, how many of each band a group wants)."""
        band_of = self._band_of(room)
        groups = list(dict.fromkeys(seat.group for seat in room.layout.seats if seat.group))
        sizes = Counter(band_of.values())
        wanted = {
            band: min(self.least, sizes[band] // len(groups)) if groups else 0
            for band in range(self.bands)
        }
        return band_of, groups, wanted

    def compile(self, room: ClassRoom) -> Iterator[SeatingTerm]:
        band_of, groups, wanted = self._wanted(room)
        for group in groups:
            zone = np.array([seat.group == group for seat in room.layout.seats], dtype=bool)
            for band, least in wanted.items():
                if least:
                    amounts = np.array(
                        [band_of.get(one.student_id) == band for one in room.students],
                        dtype=np.int64,
                    )
                    most = len(room.students)
                    yield ZoneSum(self.key, zone, amounts, least, most, self.unit, self.hard)

    def judge(self, seated: Seated) -> Iterator[Match]:
        band_of, groups, wanted = self._wanted(seated.room)
        inside: dict[str, Counter[int]] = defaultdict(Counter)
        for student_id, seat in seated.seat_of.items():
            if seat.group and student_id in band_of:
                inside[seat.group][band_of[student_id]] += 1
        for group in groups:
            for band, least in wanted.items():
                lacking = least - inside[group][band]
                if lacking > 0:
                    text = say(
                        "bands.too_few",
                        "group {group} has too few of band {band} of {number}",
                        group=group,
                        band=band + 1,
                        number=number_words(self.number),
                    )
                    yield Match(-lacking, (), text)
