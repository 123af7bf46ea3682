"""The agenda: which sessions are to be held, in which slots they could be, and by whom."""

from pairing.instances.agenda.agenda import Agenda, HeldSession
from pairing.instances.agenda.colleagues import Colleagues
from pairing.instances.agenda.pull_out import PullOut, may_miss
from pairing.instances.agenda.requests import FIVE, SessionRequest
from pairing.instances.agenda.times.lessons import LessonTimes
from pairing.instances.agenda.times.slots import (
    OpenDays,
    Slot,
    days_from,
    first_monday,
    overlapping_periods,
    overlaps_of,
    slots_of,
)
from pairing.instances.agenda.times.usual_week import UsualWeek
from pairing.instances.agenda.visit_days import visited_area

__all__ = [
    "FIVE",
    "Agenda",
    "Colleagues",
    "HeldSession",
    "LessonTimes",
    "OpenDays",
    "PullOut",
    "SessionRequest",
    "Slot",
    "UsualWeek",
    "days_from",
    "first_monday",
    "may_miss",
    "overlapping_periods",
    "overlaps_of",
    "slots_of",
    "visited_area",
]
