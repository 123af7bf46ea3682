"""CP-SAT as whoever builds a model has it; that nobody else loads it says test_face_cost."""

from __future__ import annotations

from pairing.solvers import cp_model


def test_it_is_the_module_of_or_tools() -> None:
    model = cp_model.CpModel()
    one, other = model.new_bool_var("one"), model.new_bool_var("other")
    model.add_at_most_one([one, other])
    model.maximize(cp_model.LinearExpr.weighted_sum([one, other], [1, 2]))
    solver = cp_model.CpSolver()
    assert solver.solve(model) == cp_model.OPTIMAL
    assert (solver.objective_value, solver.boolean_value(other)) == (2.0, True)
