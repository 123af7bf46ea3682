"""What to relax when hard terms cannot hold together: which owner, and by how little."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from pairing.solvers.seating.engine import solve_seating
from pairing.terms.seating import Pairwise, SeatingProblem, SeatingTerm, Unary

__all__ = ["Repair", "relaxed", "repairs_of"]

_DEAR = 10**6
"""What a violation of the relaxed owner costs beside everything else."""
_EFFORT = 0.3


@dataclass(frozen=True)
class Repair:
    """Relaxing ``owner`` alone lets all else hold, at so many ``violations`` of it."""

    owner: str
    violations: int


def relaxed(problem: SeatingProblem, owner: str) -> SeatingProblem:
    """The problem with the owner's hard terms made soft, and very costly."""
    terms = (_soften(term) if term.hard and term.owner == owner else term for term in problem.terms)
    return replace(problem, terms=tuple(terms))


def _soften(term: SeatingTerm) -> SeatingTerm:
    match term:
        case Unary():
            return replace(term, values=-_DEAR * term.values, hard=False)
        case Pairwise():
            return replace(term, weights=-_DEAR * term.weights, hard=False)
    return replace(term, value=_DEAR, hard=False)


def repairs_of(problem: SeatingProblem, conflict: Iterable[str], seed: int = 0) -> list[Repair]:
    """Which single owners of a conflict set it helps to relax, the cheapest first.

    None helps where two conflict sets have no owner in common.
    """
    found = []
    for owner in conflict:
        trial = relaxed(replace(problem, terms=tuple(t for t in problem.terms if t.hard)), owner)
        result = solve_seating(trial, seed=seed, effort=_EFFORT, proof=0, repair=False)
        if result.tally.violations == 0:
            own = (term for term in problem.terms if term.hard and term.owner == owner)
            found.append(Repair(owner, sum(term.amount(result.seat_of) for term in own)))
    return sorted(found, key=lambda repair: repair.violations)
