"""What the parts share that choose somebody for somebody: pairs, mentors and teams."""

from pairing.planning.parts.assignment.left_out import Shortage
from pairing.planning.parts.assignment.planner import AssignmentPlanner
from pairing.planning.parts.assignment.problem import AssignmentQuestion

__all__ = ["AssignmentPlanner", "AssignmentQuestion", "Shortage"]
