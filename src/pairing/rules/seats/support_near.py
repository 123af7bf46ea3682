"""support_near: whoever has a need in a subject sits within reach of an able tutor."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from pydantic import Field

from pairing.instances.classroom import ClassRoom, Seated
from pairing.model.enums import WishFor
from pairing.model.messages.message import Message, say, say_count
from pairing.model.plan import Need
from pairing.model.room.closeness import Closeness
from pairing.model.school import School
from pairing.rules.core.rule import Match, Weight
from pairing.rules.seats._base import SeatRule
from pairing.terms.seating import Coverage, SeatingTerm

__all__ = ["SupportNear"]


class SupportNear(SeatRule):
    """Each need in a subject wants able tutors at the desk, before, behind or beside it.

    In a set only needs in its subject count.
    """

    id = "support_near"
    title = "Support within reach"
    default: ClassVar[bool] = True

    weight: Weight = Field(
        10, description="Points for each able tutor within reach, up to those wanted"
    )
    want: Annotated[int, Field(ge=1, le=4)] = Field(1, description="Able tutors wanted a need")

    def words(self, school: School) -> Message:
        return say_count(
            "support_near.rule",
            "put {count} able tutor within reach of each subject need",
            "put {count} able tutors within reach of each subject need",
            self.want,
        )

    def _needs(self, room: ClassRoom) -> list[tuple[Need, frozenset[str]]]:
        """Each need that counts in the room with the able tutors who may help: none in conflict."""
        present = frozenset(room.index)
        able, apart_from = room.findings.able, room.school.ties.apart_from
        return [
            (
                need,
                (able(room.class_id, need.need) & present)
                - apart_from(need.student_id, WishFor.TUTOR),
            )
            for need in room.needs
        ]

    def _wanted(self, tutors: frozenset[str]) -> int:
        # A class without tutors enough is told so elsewhere; nobody can seat who is not there.
        return min(self.want, len(tutors))

    def compile(self, room: ClassRoom) -> Iterator[SeatingTerm]:
        reach = room.close(Closeness.REACH)
        for need, tutors in self._needs(room):
            if want := self._wanted(tutors):
                student = room.index[need.student_id]
                helpers = room.mask(tutors)
                yield Coverage(self.key, student, helpers, want, reach, self.unit, self.hard)

    def judge(self, seated: Seated) -> Iterator[Match]:
        room = seated.room
        for need, tutors in self._needs(room):
            wanted = self._wanted(tutors)
            near = [
                other
                for other in seated.neighbours(need.student_id, Closeness.REACH)
                if other in tutors
            ]
            name = room.name(need.student_id)
            for tutor in near[:wanted] if not self.hard else ():
                text = say(
                    "support_near.has",
                    "{name} has {tutor}, able in {subject}, within reach",
                    name=name,
                    tutor=room.name(tutor),
                    subject=need.need,
                )
                yield Match(1, (need.student_id, tutor), text)
            lacking = wanted - len(near)
            if lacking > 0:
                text = say(
                    "support_near.has_none",
                    "{name} has no able tutor of {subject} within reach",
                    name=name,
                    subject=need.need,
                )
                yield Match(-lacking if self.hard else 0, (need.student_id,), text)
            if not tutors:
                yield Match(0, (need.student_id,), self._nobody(room, need))

    def _nobody(self, room: ClassRoom, need: Need) -> Message:
        """Why nobody here may help with a need: nobody is able, or all who are are in conflict."""
        if room.findings.able(room.class_id, need.need) & frozenset(room.index):
            return say(
                "support_near.all_apart",
                "whoever is able to tutor {subject} in {class_id} is to be apart from {name}",
                name=room.name(need.student_id),
                class_id=room.class_id,
                subject=need.need,
            )
        return say(
            "support_near.nobody_able",
            "nobody seated in {class_id} is able to tutor {subject}",
            class_id=room.class_id,
            subject=need.need,
        )
