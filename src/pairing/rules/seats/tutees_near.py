"""tutees_near: no tutor has more tutees around than one can serve."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from pairing.instances.classroom import ClassRoom, Seated
from pairing.model.messages.message import Message, say, say_count
from pairing.model.room.closeness import Closeness
from pairing.model.school import School
from pairing.rules.core.rule import Match
from pairing.rules.seats._base import SeatRule
from pairing.terms.seating import Coverage, SeatingTerm

__all__ = ["TuteesNear"]


class TuteesNear(SeatRule):
    """At most ``most`` students whom a tutor could help sit within reach of the tutor.

    A tutor is whoever is able in a subject; those around are counted who need help in one of
    the tutor's subjects.
    """

    id = "tutees_near"
    title = "Tutor's load at the desk"

    most: Annotated[int, Field(ge=0, le=8)] = Field(
        2, description="Students in need within reach of one tutor, at most"
    )

    def words(self, school: School) -> Message:
        return say(
            "tutees_near.rule",
            "let no tutor have more than {most} tutees within reach",
            most=self.most,
        )

    def _tutees(self, room: ClassRoom) -> dict[str, set[str]]:
        """Whom each able tutor of the class could help."""
        found: dict[str, set[str]] = defaultdict(set)
        for need in room.needs:
            for tutor in room.findings.able(room.class_id, need.need):
                if tutor in room.index and tutor != need.student_id:
                    found[tutor].add(need.student_id)
        return {tutor: found[tutor] for tutor in sorted(found)}

    def compile(self, room: ClassRoom) -> Iterator[SeatingTerm]:
        reach = room.close(Closeness.REACH)
        for tutor, tutees in self._tutees(room).items():
            helpers = room.mask(frozenset(tutees))
            student = room.index[tutor]
            yield Coverage(
                self.key, student, helpers, 0, reach, self.unit, self.hard, most=self.most
            )

    def judge(self, seated: Seated) -> Iterator[Match]:
        for tutor, tutees in self._tutees(seated.room).items():
            if tutor not in seated.seat_of:
                continue
            near = [other for other in seated.neighbours(tutor, Closeness.REACH) if other in tutees]
            if len(near) > self.most:
                text = say_count(
                    "tutees_near.count",
                    "{tutor} has {count} tutee within reach",
                    "{tutor} has {count} tutees within reach",
                    len(near),
                    tutor=seated.room.name(tutor),
                )
                yield Match(self.most - len(near), (tutor, *near), text)
