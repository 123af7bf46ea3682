"""The seating engine: a compiled local search, exact feasibility, and an upper bound.

Face: ``solve_seating(problem, ...)`` gives a ``SeatingResult``. It knows terms only, so
it also serves any quadratic assignment problem.
"""

from pairing.solvers.seating.bounds.upper_bound import upper_bound
from pairing.solvers.seating.engine import SeatingResult, Watch, solve_seating
from pairing.solvers.seating.exact.repair import Repair, relaxed, repairs_of
from pairing.solvers.seating.search.swaps import Swaps, all_swaps

__all__ = [
    "Repair",
    "SeatingResult",
    "Swaps",
    "Watch",
    "all_swaps",
    "relaxed",
    "repairs_of",
    "solve_seating",
    "upper_bound",
]
