"""The seating engine: a compiled local search, exact feasibility, and an upper bound.

Face: ``solve_seating(problem, ...)`` gives a ``SeatingResult``. It knows terms only, so
it also serves any quadratic assignment problem.
"""

from pairing.solvers.seating.bound import upper_bound
from pairing.solvers.seating.engine import SeatingResult, Watch, solve_seating

__all__ = ["SeatingResult", "Watch", "solve_seating", "upper_bound"]
