"""The parts of a plan, one planner each."""
