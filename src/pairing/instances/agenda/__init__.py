"""The agenda: which sessions are to be held, in which slots they could be, and by whom."""

from pairing.instances.agenda.agenda import Agenda, HeldSession
from pairing.instances.agenda.requests import FIVE, SessionRequest
from pairing.instances.agenda.slots import Slot, overlapping_periods, overlaps_of, slots_of

__all__ = [
    "FIVE",
    "Agenda",
    "HeldSession",
    "SessionRequest",
    "Slot",
    "overlapping_periods",
    "overlaps_of",
    "slots_of",
]
