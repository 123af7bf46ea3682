"""The agenda: which sessions are to be held, in which slots they could be, and by whom."""

from pairing.instances.agenda.agenda import Agenda, HeldSession
from pairing.instances.agenda.requests import FIVE, SessionRequest
from pairing.instances.agenda.slots import (
    OpenDays,
    Slot,
    days_from,
    overlapping_periods,
    overlaps_of,
    slots_of,
)
from pairing.instances.agenda.usual_week import UsualWeek

__all__ = [
    "FIVE",
    "Agenda",
    "HeldSession",
    "OpenDays",
    "SessionRequest",
    "Slot",
    "UsualWeek",
    "days_from",
    "overlapping_periods",
    "overlaps_of",
    "slots_of",
]
