"""cluster: a marked group of students sits together."""

from __future__ import annotations

from collections.abc import Iterator

from pairing.instances.classroom import ClassRoom, Seated
from pairing.model.messages.message import Message, say
from pairing.model.room.closeness import Closeness
from pairing.model.school import School
from pairing.rules.core.rule import Match
from pairing.rules.seats._kinds import SomeRule
from pairing.terms.seating import Coverage, SeatingTerm

__all__ = ["Cluster"]


class Cluster(SomeRule):
    """Each of these students has another of them within reach."""

    id = "cluster"
    title = "Cluster"

    def words(self, school: School) -> Message:
        return say("cluster.rule", "seat {whom} together", whom=self.whom_in_words(school))

    def compile(self, room: ClassRoom) -> Iterator[SeatingTerm]:
        members = self.concerned(room)
        reach = room.close(Closeness.REACH)
        for student_id in members if len(members) > 1 else ():
            others = room.mask(frozenset(members) - {student_id})
            student = room.index[student_id]
            yield Coverage(self.key, student, others, 1, reach, self.unit, self.hard)

    def judge(self, seated: Seated) -> Iterator[Match]:
        members = self.concerned(seated.room)
        name = seated.room.name
        for student_id in members if len(members) > 1 else ():
            near = [
                other
                for other in seated.neighbours(student_id, Closeness.REACH)
                if other in members
            ]
            if near and not self.hard:
                text = say(
                    "cluster.near",
                    "{name} sits near {other}",
                    name=name(student_id),
                    other=name(near[0]),
                )
                yield Match(1, (student_id, near[0]), text)
            elif not near:
                text = say(
                    "cluster.alone", "{name} sits near none of the others", name=name(student_id)
                )
                yield Match(-1 if self.hard else 0, (student_id,), text)
