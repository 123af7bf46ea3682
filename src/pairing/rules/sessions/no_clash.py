"""no_clash: nobody is in two places at once, and no group is too large."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import ClassVar

from pydantic import Field

from pairing.model.enums import Level, SessionKind
from pairing.model.message import Message, say
from pairing.model.school import School
from pairing.rules.agenda import Agenda, Held
from pairing.rules.base import Match
from pairing.rules.session_rule import SessionRule, by_person

__all__ = ["NoClash"]


class NoClash(SessionRule):
    """A student has one session at a time, a teacher one, or one group in one subject and kind."""

    id = "no_clash"
    title = "One place at a time"
    levels = (Level.HARD,)
    default: ClassVar[bool] = True

    level: Level = Field(Level.HARD, description="Always hard")

    def words(self, school: School) -> Message:
        return say("nobody is in two places at once")

    def judge(self, agenda: Agenda, held: Sequence[Held]) -> Iterator[Match]:
        yield from self._students(held)
        yield from self._teachers(agenda, held)
        used = by_person(held)
        for overlap in agenda.overlaps:
            at_once = set(overlap.tolist())
            for (kind, key), slots in used.items():
                if (beyond := len(slots & at_once) - 1) > 0:
                    students = (key,) if kind == "student" else ()
                    text = say("{who} has sessions that overlap", who=key)
                    yield Match(-beyond, students, text)

    def _students(self, held: Sequence[Held]) -> Iterator[Match]:
        count: dict[tuple[str, int], int] = defaultdict(int)
        for one in held:
            count[one.row.student_id, one.slot] += 1
        for (student_id, _), sessions in count.items():
            if sessions > 1:
                text = say("{who} has {count} sessions at once", who=student_id, count=sessions)
                yield Match(1 - sessions, (student_id,), text)

    def _teachers(self, agenda: Agenda, held: Sequence[Held]) -> Iterator[Match]:
        rooms: dict[tuple[str, int], list[Held]] = defaultdict(list)
        for one in held:
            rooms[one.row.teacher_id, one.slot].append(one)
        settings = agenda.findings.school.meetings
        kinds = set(SessionKind)
        for (teacher_id, _), own in rooms.items():
            topics = {(one.row.subject, one.row.kind) for one in own}
            size = min(
                settings.of(SessionKind(one.row.kind)).group if one.row.kind in kinds else 1
                for one in own
            )
            if (beyond := len(topics) - 1 + max(0, len(own) - size)) > 0:
                text = say("{who} has {count} sessions at once", who=teacher_id, count=len(own))
                yield Match(-beyond, tuple(one.row.student_id for one in own), text)
