"""The timetable engine: requests into slots, by first fit and CP-SAT.

Face: ``solve_timetable(problem)`` gives a ``TimetableResult``; ``replan_timetable`` changes as
little as can be; ``first_fit`` is the baseline.
"""

from pairing.solvers.timetable.engine import TimetableResult, solve_timetable
from pairing.solvers.timetable.first_fit import first_fit
from pairing.solvers.timetable.replan import Replanned, replan_timetable

__all__ = ["Replanned", "TimetableResult", "first_fit", "replan_timetable", "solve_timetable"]
