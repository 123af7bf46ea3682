"""The face of the assignment engine: solve, and say why where there is no solution."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

import numpy as np

from pairing.solvers import cp_model
from pairing.solvers.assignment.exact import FLOW_TERMS, ExactChoice, couples_arcs, solve_exact
from pairing.solvers.assignment.fair import solve_fair_flow
from pairing.solvers.assignment.flow import solve_flow
from pairing.solvers.assignment.model import AssignmentModel
from pairing.solvers.conflict import Build, Guards, deletion_filter, find_conflict
from pairing.terms.assignment import (
    AssignmentProblem,
    BoolArray,
    Count,
    Joint,
    Load,
    Marginal,
    Opened,
    Sized,
)

__all__ = ["AssignmentResult", "repairs_of", "solve_assignment"]

_EFFORT = 20.0


@dataclass(frozen=True)
class AssignmentResult:
    """``chosen`` arcs with their ``score`` and the ``bound`` no choice can beat.

    Where hard terms cannot hold together ``chosen`` is None and ``conflict`` names the
    owners of a smallest set that cannot; it is empty where the effort ran out before an
    answer. Where a term asks for fairness, ``loads`` are those of the choice, the largest
    first; ``fair`` says that no choice has fairer ones, and ``bound`` speaks of those as fair.
    ``covered`` says that no choice lacks less of what is wanted.
    """

    chosen: BoolArray | None
    score: int = 0
    bound: int = 0
    conflict: tuple[str, ...] = ()
    loads: tuple[int, ...] = ()
    fair: bool = True
    covered: bool = True


def solve_assignment(problem: AssignmentProblem) -> AssignmentResult:
    """The best choice of arcs, or the conflict that forbids any.

    Min-cost flow proves its choice the best where every term is one that a flow can say;
    CP-SAT takes over where terms couple arcs, and its bound says how good its choice is.
    """
    fair = problem.fair
    proved = covered = True
    if _falls(problem) and not may_hold(problem):
        return AssignmentResult(None, conflict=_conflict(problem))
    if couples_arcs(problem):
        found = solve_exact(problem, _EFFORT)
        if found is None and _falls(problem):
            # What must be chosen alone is a plan too, and says so by its bound.
            found = ExactChoice(problem.required, _most_worth(problem), False, False)
        if found is None:
            return AssignmentResult(None)
        chosen, bound, proved, covered = found.chosen, found.bound, found.fair, found.covered
    else:
        chosen = solve_flow(problem) if fair is None else solve_fair_flow(problem, fair)
        bound = 0 if chosen is None else problem.score(chosen)
    if chosen is None:
        return AssignmentResult(None, conflict=_conflict(problem))
    loads = () if fair is None else tuple(fair.loads(problem, chosen).tolist())
    return AssignmentResult(
        chosen, problem.score(chosen), bound, loads=loads, fair=proved, covered=covered
    )


def _hard(problem: AssignmentProblem, owners: Collection[str] | None = None) -> AssignmentProblem:
    """The problem with its hard terms alone, or with those of some owners."""
    kept = (one for one in problem.terms if one.hard and (owners is None or one.owner in owners))
    return replace(problem, terms=tuple(kept))


def _falls(problem: AssignmentProblem) -> bool:
    """Whether whoever keeps the hard terms still does with arcs fewer that none asks for."""
    return not any(
        isinstance(term, Sized) or (isinstance(term, Count | Load) and (term.low > 0).any())
        for term in problem.terms
    )


def may_hold(problem: AssignmentProblem) -> bool:
    """Whether all hard terms can hold together; never no where they can.

    Limits from above alone hold if they do for what must be chosen. Else a flow answers, of the
    terms that one can say.
    """
    if _falls(problem):
        return problem.violations(problem.required) == 0
    simple = (term for term in problem.terms if term.hard and isinstance(term, FLOW_TERMS))
    return solve_flow(replace(problem, terms=tuple(simple))) is not None


def _conflict(problem: AssignmentProblem) -> tuple[str, ...]:
    """The owners of a smallest set of hard terms that cannot hold together."""
    hard = _hard(problem)
    owners = tuple(dict.fromkeys(term.owner for term in hard.terms))
    if couples_arcs(hard) and not _falls(hard):
        return find_conflict(owners, _hard_terms(hard), _EFFORT).conflict
    return deletion_filter(owners, lambda kept: may_hold(_hard(problem, kept)))


def repairs_of(problem: AssignmentProblem, conflict: Iterable[str]) -> list[str]:
    """The owners of a conflict set without whose hard terms all others can hold.

    None helps where two conflict sets have no owner in common.
    """
    helpful = []
    for owner in conflict:
        left = tuple(term for term in problem.terms if term.hard and term.owner != owner)
        owners = tuple(dict.fromkeys(term.owner for term in left))
        trial = replace(problem, terms=left)
        if couples_arcs(trial) and not _falls(trial):
            feasible = find_conflict(owners, _hard_terms(trial), _EFFORT).feasible
        else:
            feasible = may_hold(trial)
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


def _most_worth(problem: AssignmentProblem) -> int:
    """What no choice can be worth: every soft value that is a gain, at once."""
    whole = np.ones(len(problem.task), dtype=bool)
    total = int(problem.arc_values.clip(min=0).sum())
    for term in problem.terms:
        if isinstance(term, Marginal):
            counts = problem.counts(term.side, whole)
            most = int(counts.max(initial=0))
            total += sum(int(term.column(k)[counts > k].clip(min=0).sum()) for k in range(most))
        elif isinstance(term, Joint | Opened):
            total += int(term.values.clip(min=0).sum())
    return total
