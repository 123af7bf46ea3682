"""The timetable engine: meetings into slots, by first fit and CP-SAT.

Face: ``solve_timetable(problem)`` gives a ``TimetableResult``; ``first_fit`` is the baseline.
"""

from pairing.solvers.timetable.engine import TimetableResult, solve_timetable
from pairing.solvers.timetable.first_fit import first_fit

__all__ = ["TimetableResult", "first_fit", "solve_timetable"]
