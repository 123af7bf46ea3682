"""The assignment engine: tasks to workers, proven optimal by min-cost flow.

Face: ``solve_assignment(problem)`` gives an ``AssignmentResult``.
"""

from pairing.solvers.assignment.engine import AssignmentResult, solve_assignment

__all__ = ["AssignmentResult", "solve_assignment"]
