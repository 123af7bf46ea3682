"""Why pinned sessions cannot be held."""

from __future__ import annotations

from collections.abc import Sequence

from pairing.instances.agenda import Agenda
from pairing.model.messages.message import Message, say
from pairing.model.plan import Session
from pairing.planning.parts.timetable.busy import who_is_busy
from pairing.terms.assignment import IntArray
from pairing.terms.timetable import NOWHERE

__all__ = ["barred_pins"]


def barred_pins(agenda: Agenda, pins: Sequence[Session], slot_of: IntArray) -> dict[int, Message]:
    """By the position of each pinned session that is not held: what is in its way.

    Args:
        agenda: the agenda that the pins belong to.
        pins: pinned sessions.
        slot_of: the slot of each request, NOWHERE where it found none.
    """
    answered = {one.row.identity: one.request for one in agenda.held(pins)}
    found = {}
    for number, row in enumerate(pins):
        request = answered.get(row.identity, -1)
        if request < 0 or slot_of[request] == NOWHERE:
            found[number] = _reason(agenda, row, request)
    return found


def _reason(agenda: Agenda, row: Session, number: int) -> Message:
    slot = agenda.grid.slot_of(row)
    if slot is None:
        return say("pins.no_slot", "that day has no such period in the weeks that are planned")
    if number < 0:
        return say(
            "pins.not_asked",
            "nothing asks for such a session of the two in that week",
        )
    request = agenda.requests[number]
    if not agenda.grid.suits(request.kind)[slot]:
        return say("pins.no_period_for_it", "that period is not meant for such a session")
    busy = next(who_is_busy(agenda, request, slot), None)
    if busy is not None:
        return busy
    return say("pins.in_each_others_way", "another pinned session, or a limit, is in its way")
