"""not_alone: nobody is the only one of their kind in a group."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from pairing.instances.classroom import ClassRoom, Seated
from pairing.model.messages.message import Message, say
from pairing.model.room.closeness import Closeness
from pairing.model.school import School
from pairing.rules.core.people import Who, fits, who_words
from pairing.rules.core.rule import Match, Weight
from pairing.rules.seats._base import SeatRule
from pairing.terms.seating import Coverage, SeatingTerm

__all__ = ["NotAlone"]


class NotAlone(SeatRule):
    """Each girl has another girl in her group, and each boy another boy; or whatever kinds.

    Every entry of ``kinds`` is one kind, such as gender=F or tag=new.
    """

    id = "not_alone"
    title = "Nobody alone of their kind"

    weight: Weight = Field(10, description="Points for each student who has one of their kind near")
    kinds: tuple[Who, ...] = Field(
        ("gender=F", "gender=M"), description="The kinds, see below; each by itself"
    )
    within: Literal["deskmate", "reach", "group"] = Field(
        "group", description="deskmate, reach or group"
    )

    def words(self, school: School) -> Message:
        return say(
            "not_alone.rule",
            "nobody is the only one of their kind: {kinds}",
            kinds=tuple(map(who_words, self.kinds)),
        )

    def _kinds(self, room: ClassRoom) -> Iterator[frozenset[str]]:
        """The students of each kind; whoever is the only one of the class cannot be helped."""
        for kind in self.kinds:
            own = frozenset(
                student.student_id
                for student in room.students
                if fits((kind,), student, room.findings)
            )
            if len(own) > 1:
                yield own

    def compile(self, room: ClassRoom) -> Iterator[SeatingTerm]:
        near = room.close(Closeness(self.within))
        for own in self._kinds(room):
            for student_id in sorted(own, key=lambda one: room.index[one]):
                helpers = room.mask(own - {student_id})
                student = room.index[student_id]
                yield Coverage(self.key, student, helpers, 1, near, self.unit, self.hard)

    def judge(self, seated: Seated) -> Iterator[Match]:
        room = seated.room
        for own in self._kinds(room):
            for student_id in sorted(own, key=lambda one: room.index[one]):
                if student_id not in seated.seat_of:
                    continue
                near = seated.neighbours(student_id, Closeness(self.within))
                kin = next((one for one in near if one in own), None)
                if kin is None:
                    text = say(
                        "not_alone.alone",
                        "{name} is the only one of their kind there",
                        name=room.name(student_id),
                    )
                    yield Match(-1 if self.hard else 0, (student_id,), text)
                elif not self.hard:
                    text = say(
                        "not_alone.together",
                        "{name} has {other} of their kind there",
                        name=room.name(student_id),
                        other=room.name(kin),
                    )
                    yield Match(1, (student_id, kin), text)
