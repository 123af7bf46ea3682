"""Planning: make a plan, judge it, and say why. The only room that screens and shells ask."""

from pairing.model.pin import Pin
from pairing.planning.context import Context
from pairing.planning.explain.assignments import Alternative, Change, alternatives, why_not
from pairing.planning.explain.reasons import why_here, why_then
from pairing.planning.explain.seats import Fit, Wish, seat_fits, what_if
from pairing.planning.explain.sessions import Shortage, shortages
from pairing.planning.make import make_plan
from pairing.planning.outcome import Outcome
from pairing.planning.parts.planner import Effort
from pairing.planning.parts.registry import planner_of, planners, row_words
from pairing.planning.reload import resume
from pairing.planning.replan.disruption import CurvePoint, disruption_curve
from pairing.planning.replan.moves import (
    OtherTime,
    Rescheduled,
    find_session,
    other_times,
    reschedule,
    still_asked,
)
from pairing.planning.replan.overrides import Settings, overridden
from pairing.planning.replan.rotation import Rotation, column_shift, fairness, rotate
from pairing.planning.replan.seat_edits import (
    SwapTable,
    swap_table,
    with_seats,
    with_swap,
    without_seats,
)
from pairing.planning.stop import Asked, FirstOf, MaxSeconds, Never, Progress, Step, Stop
from pairing.planning.verify import Verdict, verify

__all__ = [
    "Alternative",
    "Asked",
    "Change",
    "Context",
    "CurvePoint",
    "Effort",
    "FirstOf",
    "Fit",
    "MaxSeconds",
    "Never",
    "OtherTime",
    "Outcome",
    "Pin",
    "Progress",
    "Rescheduled",
    "Rotation",
    "Settings",
    "Shortage",
    "Step",
    "Stop",
    "SwapTable",
    "Verdict",
    "Wish",
    "alternatives",
    "column_shift",
    "disruption_curve",
    "fairness",
    "find_session",
    "make_plan",
    "other_times",
    "overridden",
    "planner_of",
    "planners",
    "reschedule",
    "resume",
    "rotate",
    "row_words",
    "seat_fits",
    "shortages",
    "still_asked",
    "swap_table",
    "verify",
    "what_if",
    "why_here",
    "why_not",
    "why_then",
    "with_seats",
    "with_swap",
    "without_seats",
]
