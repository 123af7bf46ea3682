"""session_rooms: no more sessions at once than there are rooms for them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import ClassVar

import numpy as np
from pydantic import Field

from pairing.instances.agenda import Agenda, HeldSession
from pairing.model.enums import Level
from pairing.model.messages.message import Message, say, say_count
from pairing.model.school import School
from pairing.rules.core.rule import Match
from pairing.rules.sessions._base import SessionRule, gatherings
from pairing.terms.assignment import IntArray
from pairing.terms.timetable import Places, TimetableTerm

__all__ = ["SessionRooms"]


class SessionRooms(SessionRule):
    """Where the table meeting_rooms names rooms, each takes one session, or group, at a time.

    Home visits, sessions online and a pair's time together need none.
    """

    id = "session_rooms"
    title = "A room for each session"
    levels = (Level.HARD,)
    default: ClassVar[bool] = True

    level: Level = Field(Level.HARD, description="Always hard")

    def words(self, school: School) -> Message:
        count = len(school.meeting_rooms)
        return say(
            "session_rooms.rule",
            "no more sessions at once than the {count} rooms for them",
            count=count,
        )

    def _at_once(self, agenda: Agenda) -> Iterator[IntArray]:
        """Each slot, and each set of slots with a moment in common."""
        for number in range(len(agenda.grid.slots)):
            yield np.array([number], dtype=np.int64)
        yield from agenda.grid.overlaps

    def compile(self, agenda: Agenda) -> Iterator[TimetableTerm]:
        rooms = len(agenda.findings.school.meeting_rooms)
        if rooms:
            for slots in self._at_once(agenda):
                yield Places(self.key, slots, rooms)

    def judge(self, agenda: Agenda, held: Sequence[HeldSession]) -> Iterator[Match]:
        rooms = len(agenda.findings.school.meeting_rooms)
        if not rooms:
            return
        taken: dict[int, list[HeldSession]] = defaultdict(list)
        for (_, slot, _), own in gatherings(held).items():
            housed = [one for one in own if agenda.needs_room(one.row)]
            taken[slot] += housed[:1]
        for slots in self._at_once(agenda):
            own = [one for slot in slots.tolist() for one in taken[slot]]
            named = [one.row.room for one in own if one.row.room]
            beyond = max(len(own) - rooms, len(named) - len(set(named)))
            if beyond > 0:
                day = agenda.grid.slots[int(slots[0])].date.isoformat()
                text = say_count(
                    "session_rooms.beyond",
                    "{count} session too many for the rooms on {day}",
                    "{count} sessions too many for the rooms on {day}",
                    beyond,
                    day=day,
                )
                yield Match(-beyond, (), text)
