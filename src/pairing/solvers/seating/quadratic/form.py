"""Problems of products alone: a memetic tabu search for quadratic assignment.

Where every pair of seats is close in some degree, a swap touches the whole room and
walking neighbours is slow; ``tabu`` keeps the gains of all swaps in a table instead. A
small population and a crossover that keeps what both parents agree on lead it to new
valleys (Benlic and Hao 2015, Expert Systems with Applications 42).
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from pairing.solvers.seating.quadratic.tabu import tabu_search
from pairing.solvers.seating.search.links import felt_kinds
from pairing.solvers.xorshift import new_random
from pairing.terms.seating import IntArray, Pairwise, SeatingProblem, Unary

__all__ = ["Quadratic", "quadratic_form"]

Floats: TypeAlias = NDArray[np.float64]

_EXACT = 2.0**51
"""Sums of whole numbers under this are exact in double precision."""
_DENSE = 0.5


def quadratic_form(problem: SeatingProblem) -> Quadratic | None:
    """The problem as products of two matrices, or None where it is more than that."""
    pairs = [term for term in problem.terms if isinstance(term, Pairwise)]
    rest = [term for term in problem.terms if not isinstance(term, Pairwise)]
    if any(term.hard or not isinstance(term, Unary) for term in rest):
        return None
    if any(term.hard for term in pairs) or problem.seats < 4:
        return None
    kinds = felt_kinds(pairs, problem.seats)
    if len(kinds) != 1:
        return None
    closeness, weight = kinds[0]
    size = problem.seats * (problem.seats - 1)
    if min(np.count_nonzero(closeness), np.count_nonzero(weight)) < 0.1 * size or (
        np.count_nonzero(closeness) < _DENSE * size and problem.seats > 64
    ):
        return None
    unary = np.zeros((problem.seats, problem.seats))
    for term in rest:
        assert isinstance(term, Unary)
        unary[: problem.students] += term.values
    if float(np.abs(closeness).max()) * float(np.abs(weight).sum()) > _EXACT:
        return None
    return Quadratic(problem.students, closeness.astype(float), weight.astype(float), unary)


@dataclass(frozen=True, eq=False)
class Quadratic:
    """Maximise sum of weight[x_p, x_q] closeness[p, q] + sum of unary[x_p, p]."""

    students: int
    closeness: Floats
    weight: Floats
    unary: Floats

    def improve(self, seed: int, effort: float, deadline: float) -> Iterator[IntArray]:
        """Ever better seatings (seat of each student), until effort or time is over."""
        size = len(self.unary)
        closeness, weight = self.closeness, self.weight
        if (weight == weight.T).all() or (closeness == closeness.T).all():
            # One symmetric matrix is enough: the other may be averaged with its mirror.
            closeness, weight = (closeness + closeness.T) / 2, (weight + weight.T) / 2
        symmetric = bool((weight == weight.T).all() and (closeness == closeness.T).all())
        random = np.random.default_rng(seed)
        source = new_random(seed)
        rounds = max(1, round(20 * effort)) if effort != float("inf") else 1 << 62
        people = _Population(size)
        for number in range(rounds):
            x, steps = people.next_start(random, number)
            tabu_search(closeness, weight, self.unary, x, source, steps, symmetric)
            value = _value(closeness, weight, self.unary, x)
            if people.add(x, value, random):
                yield np.argsort(x)[: self.students]
            if time.perf_counter() > deadline:
                break
        yield np.argsort(people.best)[: self.students]


class _Population:
    """A few good and different permutations, and how the next start is made of them."""

    SIZE = 10
    ROUNDS = 500

    def __init__(self, size: int) -> None:
        self.size = size
        self.members: list[tuple[float, IntArray]] = []
        self.best = np.arange(size)
        self.best_value = -np.inf
        self.since = 0

    def next_start(self, random: np.random.Generator, number: int) -> tuple[IntArray, int]:
        steps = self.ROUNDS * self.size // 10
        if len(self.members) < self.SIZE:
            return random.permutation(self.size), steps
        one, other = random.choice(len(self.members), 2, replace=False)
        return _cross(self.members[one][1], self.members[other][1], random), steps

    def add(self, x: IntArray, value: float, random: np.random.Generator) -> bool:
        better = value > self.best_value
        if better:
            self.best, self.best_value, self.since = x.copy(), value, 0
        else:
            self.since += 1
        if all((x != own).any() for _, own in self.members):
            self.members.append((value, x.copy()))
            self.members.sort(key=lambda member: -member[0])
            del self.members[self.SIZE :]
        if self.since > 60:
            # Everybody has become alike: begin anew, the best is remembered.
            self.members.clear()
            self.since = 0
        return better


def _cross(one: IntArray, other: IntArray, random: np.random.Generator) -> IntArray:
    """A child that keeps what both agree on, and elsewhere takes from either at random."""
    size = len(one)
    child = np.where(one == other, one, -1)
    used = np.zeros(size, dtype=bool)
    used[child[child >= 0]] = True
    for place in random.permutation(size):
        if child[place] >= 0:
            continue
        first, second = (one, other) if random.random() < 0.5 else (other, one)
        for parent in (first, second):
            if not used[parent[place]]:
                child[place] = parent[place]
                used[parent[place]] = True
                break
    open_places = np.flatnonzero(child < 0)
    child[open_places] = random.permutation(np.flatnonzero(~used))
    return child


def _value(closeness: Floats, weight: Floats, unary: Floats, x: IntArray) -> float:
    quadratic = float((closeness * weight[np.ix_(x, x)]).sum())
    return quadratic + float(unary[x, np.arange(len(x))].sum())
