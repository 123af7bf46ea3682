"""The face of the assignment engine: solve, and say why where there is no solution."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ortools.sat.python import cp_model

from pairing.solvers.assignment.exact import couples_arcs, solve_exact
from pairing.solvers.assignment.fair import solve_fair_flow
from pairing.solvers.assignment.flow import solve_flow
from pairing.solvers.assignment.model import AssignmentModel
from pairing.solvers.conflict import Build, Guards, find_conflict
from pairing.terms.assignment import AssignmentProblem, BoolArray

__all__ = ["AssignmentResult", "repairs_of", "solve_assignment"]

_EFFORT = 20.0


@dataclass(frozen=True)
class AssignmentResult:
    """``chosen`` arcs with their ``score`` and the ``bound`` no choice can beat.

    Where hard terms cannot hold together ``chosen`` is None and ``conflict`` names the
    owners of a smallest set that cannot; it is empty where the effort ran out before an
    answer. Where a term asks for fairness, ``loads`` are those of the choice, the largest
    first; ``fair`` says that no choice has fairer ones, and ``bound`` speaks of those as fair.
    """

    chosen: BoolArray | None
    score: int = 0
    bound: int = 0
    conflict: tuple[str, ...] = ()
    loads: tuple[int, ...] = ()
    fair: bool = True


def solve_assignment(problem: AssignmentProblem) -> AssignmentResult:
    """The best choice of arcs, or the conflict that forbids any.

    Min-cost flow proves its choice the best where every term is one that a flow can say;
    CP-SAT takes over where terms couple arcs, and its bound says how good its choice is.
    """
    fair = problem.fair
    proved = True
    if couples_arcs(problem):
        found = solve_exact(problem, _EFFORT)
        if found is None:
            return AssignmentResult(None)
        chosen, bound, proved = found.chosen, found.bound, found.fair
    else:
        chosen = solve_flow(problem) if fair is None else solve_fair_flow(problem, fair)
        bound = 0 if chosen is None else problem.score(chosen)
    if chosen is not None:
        loads = () if fair is None else tuple(fair.loads(problem, chosen).tolist())
        return AssignmentResult(chosen, problem.score(chosen), bound, loads=loads, fair=proved)
    hard = [term for term in problem.terms if term.hard]
    owners = tuple(dict.fromkeys(term.owner for term in hard))
    return AssignmentResult(
        None, conflict=find_conflict(owners, _hard_terms(problem), _EFFORT).conflict
    )


def repairs_of(problem: AssignmentProblem, conflict: Iterable[str]) -> list[str]:
    """The owners of a conflict set without whose hard terms all others can hold.

    None helps where two conflict sets have no owner in common.
    """
    helpful = []
    for owner in conflict:
        left = tuple(term for term in problem.terms if term.hard and term.owner != owner)
        owners = tuple(dict.fromkeys(term.owner for term in left))
        trial = replace(problem, terms=left)
        if couples_arcs(trial):
            feasible = find_conflict(owners, _hard_terms(trial), _EFFORT).feasible
        else:
            feasible = solve_flow(trial) is not None
        if feasible:
            helpful.append(owner)
    return helpful


def _hard_terms(problem: AssignmentProblem) -> Build:
    def build(model: cp_model.CpModel, guards: Guards) -> None:
        built = AssignmentModel(problem, model)
        for term in problem.terms:
            if term.hard:
                built.add_hard(term, guards[term.owner])

    return build
