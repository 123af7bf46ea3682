"""The seating engine: a compiled local search, exact feasibility, and an upper bound.

Face: ``solve_seating(problem, ...)`` gives a ``SeatingResult``. It knows terms only, so
it also serves any quadratic assignment problem.
Names are loaded when they are first asked for: ``warm`` needs no solver but the search.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
