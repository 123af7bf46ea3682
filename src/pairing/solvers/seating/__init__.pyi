from .bounds.upper_bound import upper_bound
from .counting.too_many import TooMany
from .engine import SeatingResult, Watch, solve_seating
from .exact.relax import Repair, relaxed, repairs_of
from .search.swaps import Swaps, all_swaps

__all__ = [
    "Repair",
    "SeatingResult",
    "Swaps",
    "TooMany",
    "Watch",
    "all_swaps",
    "relaxed",
    "repairs_of",
    "solve_seating",
    "upper_bound",
]
