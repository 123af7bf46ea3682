"""The timetable engine: requests into slots, by first fit and CP-SAT.

Face: ``solve_timetable(problem)`` gives a ``TimetableResult``; ``replan_timetable`` changes as
little as can be; ``choose_ways`` takes one of several ways for some requests, fairly; ``first_fit``
is the baseline.
"""

from pairing.solvers.timetable.alternatives import Way, choose_ways
from pairing.solvers.timetable.engine import TimetableResult, solve_timetable
from pairing.solvers.timetable.first_fit import first_fit
from pairing.solvers.timetable.replan import Replanned, replan_timetable

__all__ = [
    "Replanned",
    "TimetableResult",
    "Way",
    "choose_ways",
    "first_fit",
    "replan_timetable",
    "solve_timetable",
]
