"""CP-SAT is loaded by whoever builds a model, and by nobody else."""

from __future__ import annotations

import subprocess
import sys

from pairing.solvers import cp_model

_ASK = """
import sys
from pairing.planning.parts.registry import planners
planners()
print([one for one in ("pandas", "ortools.sat.python.cp_model") if one in sys.modules])
"""


def test_to_know_the_planners_loads_no_cp_sat() -> None:
    answer = subprocess.run([sys.executable, "-c", _ASK], capture_output=True, text=True)
    assert answer.stdout.split() == ["[]"], answer.stderr


def test_it_is_the_module_of_or_tools() -> None:
    model = cp_model.CpModel()
    one, other = model.new_bool_var("one"), model.new_bool_var("other")
    model.add_at_most_one([one, other])
    model.maximize(cp_model.LinearExpr.weighted_sum([one, other], [1, 2]))
    solver = cp_model.CpSolver()
    assert solver.solve(model) == cp_model.OPTIMAL
    assert (solver.objective_value, solver.boolean_value(other)) == (2.0, True)
