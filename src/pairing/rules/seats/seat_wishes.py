"""seat_wishes: everybody sits near one of those whom they wish for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import Field

from pairing.instances.classroom import ClassRoom, Seated
from pairing.model.enums import Level, WishFor, WishRank
from pairing.model.messages.message import Message, say
from pairing.model.room.closeness import Closeness
from pairing.model.school import School
from pairing.rules.core.rule import Match, Weight
from pairing.rules.seats._base import SeatRule
from pairing.terms.seating import Coverage, SeatingTerm

__all__ = ["SeatWishes"]

_ANY, _BETTER, _MORE = 6, 2, 1
"""Tenths for one wish granted, for each rank that it is better than the third, and for each
further wish: together further wishes are worth less than anybody's first."""
_MOST = 3
"""So many of one person's wishes count."""
_RANKS = (WishRank.FIRST, WishRank.SECOND, WishRank.THIRD)


class SeatWishes(SeatRule):
    """Each student sits near somebody whom they wish for in the table wishes.

    One wish granted to each comes before a second to anybody, and a first choice before a
    third. Whom somebody asks to be spared, ``conflicts_apart`` keeps away.
    """

    id = "seat_wishes"
    title = "Wished neighbours"
    levels = (Level.SOFT,)
    default: ClassVar[bool] = True
    grain: ClassVar[int] = 10

    weight: Weight = Field(4, description="Points for each student who has their first choice near")
    within: Literal["deskmate", "reach", "group"] = Field(
        "reach", description="deskmate, reach or group (then wishes for a group count)"
    )

    def words(self, school: School) -> Message:
        return say("seat_wishes.rule", "seat everybody near somebody whom they wish for")

    def _wished(self, room: ClassRoom) -> Iterator[tuple[str, dict[WishRank, frozenset[str]]]]:
        """Each student of the class who wishes, with whom they wish at each rank or a better."""
        purpose = WishFor.GROUP if self.within == "group" else WishFor.SEAT
        for student in room.students:
            rows = room.school.ties.wishes_of.get((purpose, student.student_id), ())
            within: dict[WishRank, frozenset[str]] = {}
            known: frozenset[str] = frozenset()
            for rank in _RANKS:
                known |= {row.wants_id for row in rows if row.rank is rank} & set(room.index)
                within[rank] = known
            if known:
                yield student.student_id, within

    def compile(self, room: ClassRoom) -> Iterator[SeatingTerm]:
        near = room.close(Closeness(self.within))
        for student_id, within in self._wished(room):
            student = room.index[student_id]
            for rank, tenths in zip(_RANKS, (_BETTER, _BETTER, _ANY), strict=True):
                helpers = room.mask(within[rank])
                if helpers.any():
                    yield Coverage(self.key, student, helpers, 1, near, tenths * self.unit)
            # A second and a third one near: less the first, which is counted above.
            everybody = room.mask(within[WishRank.THIRD])
            more = min(_MOST, int(everybody.sum()))
            if more > 1:
                yield Coverage(self.key, student, everybody, more, near, _MORE * self.unit)
                yield Coverage(self.key, student, everybody, 1, near, -_MORE * self.unit)

    def judge(self, seated: Seated) -> Iterator[Match]:
        room = seated.room
        for student_id, within in self._wished(room):
            if student_id not in seated.seat_of:
                continue
            near = set(seated.neighbours(student_id, Closeness(self.within)))
            granted = within[WishRank.THIRD] & near
            if not granted:
                text = say(
                    "seat_wishes.none",
                    "{name} sits near nobody whom they wish for",
                    name=room.name(student_id),
                )
                yield Match(0, (student_id,), text)
                continue
            best = next(rank for rank in _RANKS if within[rank] & near)
            tenths = _ANY + _BETTER * (len(_RANKS) - int(best))
            tenths += _MORE * (min(_MOST, len(granted)) - 1)
            chosen = next(one for one in room.index if one in within[best] & near)
            text = say(
                "seat_wishes.granted",
                "{name} sits near {friend}, choice {rank}",
                name=room.name(student_id),
                friend=room.name(chosen),
                rank=best.value,
            )
            yield Match(tenths, (student_id, chosen), text)
