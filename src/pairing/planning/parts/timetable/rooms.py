"""Rooms for sessions: whoever holds one keeps the room of the last where it is free."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from pairing.instances.agenda import Agenda
from pairing.model.plan import Session
from pairing.terms.timetable import moments_of

__all__ = ["rooms_of"]


def rooms_of(agenda: Agenda, rows: Sequence[Session]) -> tuple[Session, ...]:
    """The rows, in the order of time, each with a room where it takes one up.

    In the order in which sessions begin some room is free, where the rule session_rooms holds.
    """
    rooms = [row.room_id for row in agenda.findings.school.meeting_rooms]
    if not rooms:
        return tuple(rows)
    moments = moments_of(agenda.grid.overlaps)
    taken: dict[int, dict[tuple[str, ...], str]] = defaultdict(dict)
    last: dict[str, str] = {}
    found = []
    for row in rows:
        slot = agenda.grid.slot_of(row)
        if slot is None or not agenda.needs_room(row):
            found.append(row)
            continue
        gathering = row.teacher_id, row.subject, row.kind
        room = taken[slot].get(gathering)
        if room is None:
            full = {one for other in moments.get(slot, (slot,)) for one in taken[other].values()}
            own = last.get(row.teacher_id)
            wanted = [own, *rooms] if own else rooms
            room = next((one for one in wanted if one not in full), "")
            taken[slot][gathering] = last[row.teacher_id] = room
        found.append(replace(row, room=room))
    return tuple(found)
