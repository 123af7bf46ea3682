"""The assignment engine: tasks to workers, proven optimal by min-cost flow.

Face: ``solve_assignment(problem)`` gives an ``AssignmentResult``; where hard terms conflict,
``repairs_of`` says which it helps to relax. ``Residual`` answers what a change to an optimal
choice would cost, unless ``couples_arcs`` says that the problem is more than a flow.
``Exchanges`` judges who is left out of any choice, and who is in the way; ``largest_cover`` is
for terms that couple arcs. ``deferred_acceptance`` and ``blocking_arcs`` are for comparison.
"""

from pairing.solvers.assignment.cover import Exchanges, LeftOut
from pairing.solvers.assignment.engine import AssignmentResult, repairs_of, solve_assignment
from pairing.solvers.assignment.exact import couples_arcs, largest_cover
from pairing.solvers.assignment.residual import Exchange, Residual
from pairing.solvers.assignment.stable import blocking_arcs, deferred_acceptance

__all__ = [
    "AssignmentResult",
    "Exchange",
    "Exchanges",
    "LeftOut",
    "Residual",
    "blocking_arcs",
    "couples_arcs",
    "deferred_acceptance",
    "largest_cover",
    "repairs_of",
    "solve_assignment",
]
