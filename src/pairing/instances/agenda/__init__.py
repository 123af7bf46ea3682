"""The agenda: which sessions are to be held, in which slots they could be, and by whom."""

from pairing.instances.agenda.agenda import Agenda, Held
from pairing.instances.agenda.requests import FIVE, Request
from pairing.instances.agenda.slots import Slot, overlapping_periods, overlaps_of, slots_of

__all__ = [
    "FIVE",
    "Agenda",
    "Held",
    "Request",
    "Slot",
    "overlapping_periods",
    "overlaps_of",
    "slots_of",
]
