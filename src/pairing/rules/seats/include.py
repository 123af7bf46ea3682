"""include: an isolated student sits beside a friend."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import Field

from pairing.instances.classroom import ClassRoom, Seated
from pairing.model.enums import RelationKind
from pairing.model.messages.message import Message, say
from pairing.model.room.closeness import Closeness
from pairing.model.school import School
from pairing.rules.core.rule import Match
from pairing.rules.seats._kinds import SomeRule
from pairing.terms.seating import Coverage, SeatingTerm

__all__ = ["Include"]


class Include(SomeRule):
    """An isolated student sits close to somebody whom they named as a friend.

    Who named nobody sits close to somebody who named them. Without names the rule is about those
    who have a need in relations. Who neither named anybody in the class nor was named is left
    to people: no seat can find them a friend.
    """

    id = "include"
    title = "Include the isolated"
    whom_if_unsaid: ClassVar[tuple[str, ...]] = ("need=relations",)

    within: Literal["deskmate", "reach", "group"] = Field(
        "reach", description="deskmate, reach or group"
    )

    def words(self, school: School) -> Message:
        return say(
            "include.rule",
            "seat {whom} beside a friend",
            whom=self.whom_in_words(school),
        )

    def _friends(self, room: ClassRoom) -> Iterator[tuple[str, frozenset[str]]]:
        """Each of them with whom they named as a friend, or, who named nobody, who named them."""
        friends: dict[str, set[str]] = defaultdict(set)
        named_by: dict[str, set[str]] = defaultdict(set)
        for row in room.school.relations:
            couple = row.student_id, row.other_id
            if row.kind is RelationKind.FRIEND and room.school.ties.related(*couple, row.kind):
                friends[row.student_id].add(row.other_id)
                named_by[row.other_id].add(row.student_id)
        for student_id in self.concerned(room):
            known = friends[student_id] & set(room.index) or named_by[student_id] & set(room.index)
            if known:
                yield student_id, frozenset(known)

    def compile(self, room: ClassRoom) -> Iterator[SeatingTerm]:
        near = room.close(Closeness(self.within))
        for student_id, friends in self._friends(room):
            student, helpers = room.index[student_id], room.mask(friends)
            yield Coverage(self.key, student, helpers, 1, near, self.unit, self.hard)

    def judge(self, seated: Seated) -> Iterator[Match]:
        name = seated.room.name
        for student_id, friends in self._friends(seated.room):
            near = [
                other
                for other in seated.neighbours(student_id, Closeness(self.within))
                if other in friends
            ]
            if near and not self.hard:
                text = say(
                    "include.near",
                    "{name} sits near {friend}",
                    name=name(student_id),
                    friend=name(near[0]),
                )
                yield Match(1, (student_id, near[0]), text)
            elif not near:
                text = say("include.alone", "{name} sits near no friend", name=name(student_id))
                yield Match(-1 if self.hard else 0, (student_id,), text)
