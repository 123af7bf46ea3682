"""The CP-SAT model of an assignment: one variable an arc, small builders for each kind of term."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

import numpy as np

from pairing.solvers import cp_model
from pairing.solvers.conflict import new_solver
from pairing.terms.assignment import (
    ArcValue,
    AssignmentProblem,
    AssignmentTerm,
    BoolArray,
    Count,
    Forbidden,
    IntArray,
    Joint,
    Load,
    Marginal,
    Opened,
    OpenedLimit,
    Required,
    Side,
    Sized,
    Wanted,
)

__all__ = ["AssignmentModel"]


class AssignmentModel:
    """Arcs as literals; hard terms under a guard where one is given, soft ones as reward."""

    def __init__(self, problem: AssignmentProblem, model: cp_model.CpModel | None = None) -> None:
        self.problem = problem
        self.model = model or cp_model.CpModel()
        self.arcs = [self.model.new_bool_var(f"arc {n}") for n in range(len(problem.task))]
        self._reward: list[tuple[cp_model.IntVar, int]] = []

    def of_ends(self, side: Side) -> list[list[int]]:
        """The arcs of each task or worker."""
        own: list[list[int]] = [[] for _ in range(self.problem.size(side))]
        for arc, end in enumerate(self.problem.ends(side).tolist()):
            own[end].append(arc)
        return own

    def add_hard(self, term: AssignmentTerm, guard: cp_model.IntVar | None = None) -> None:
        """A hard term, in force where its guard is true."""
        match term:
            case Forbidden(arcs=marked):
                self._fix(marked, 0, guard)
            case Required(arcs=marked):
                self._fix(marked, 1, guard)
            case Count(side=side, low=low, high=high):
                self._limit(side, np.ones(len(self.arcs), dtype=np.int64), low, high, guard)
            case Load(side=side, weights=weights, low=low, high=high):
                self._limit(side, weights, low, high, guard)
            case OpenedLimit():
                self._limit_opened(term, guard)
            case Sized():
                self._size(term, guard)

    def _limit_opened(self, term: OpenedLimit, guard: cp_model.IntVar | None) -> None:
        for end, own in enumerate(self.of_ends(term.side)):
            groups: dict[int, cp_model.IntVar] = {}
            for arc in own:
                group = int(term.group[arc])
                if group >= 0:
                    if group not in groups:
                        groups[group] = self.model.new_bool_var("opened")
                    self.model.add_implication(self.arcs[arc], groups[group])
            if len(groups) > term.most[end]:
                limited = self.model.add(
                    cp_model.LinearExpr.sum(list(groups.values())) <= int(term.most[end])
                )
                if guard is not None:
                    limited.only_enforce_if(guard)

    def _size(self, term: Sized, guard: cp_model.IntVar | None) -> None:
        members: dict[int, list[cp_model.IntVar]] = defaultdict(list)
        for arc, group in zip(self.arcs, term.group.tolist(), strict=True):
            if group >= 0:
                members[group].append(arc)
        for group, own in members.items():
            opened = self.model.new_bool_var("opened")
            for arc in own:
                self.model.add_implication(arc, opened)
            low, high = int(term.low[group]), int(term.high[group])
            if low > min(high, len(own)):
                sized = self.model.add(opened == 0)
                if guard is not None:
                    sized.only_enforce_if(guard)
                continue
            for limit in (
                self.model.add(cp_model.LinearExpr.sum(own) >= low * opened),
                self.model.add(cp_model.LinearExpr.sum(own) <= high),
            ):
                if guard is not None:
                    limit.only_enforce_if(guard)

    def _fix(self, marked: BoolArray, value: int, guard: cp_model.IntVar | None) -> None:
        for number in np.flatnonzero(marked).tolist():
            fixed = self.model.add(self.arcs[number] == value)
            if guard is not None:
                fixed.only_enforce_if(guard)

    def _limit(
        self,
        side: Side,
        weights: IntArray,
        low: IntArray,
        high: IntArray,
        guard: cp_model.IntVar | None,
    ) -> None:
        for end, own in enumerate(self.of_ends(side)):
            least, most = int(low[end]), int(high[end])
            heavy = [arc for arc in own if weights[arc]]
            if least > most or (not heavy and least > 0):
                # Nothing can meet this; a sum of no variables takes no constraint.
                self.model.add_bool_or([] if guard is None else [guard.negated()])
            elif heavy and (least > 0 or int(weights[heavy].sum()) > most):
                total = cp_model.LinearExpr.weighted_sum(
                    [self.arcs[arc] for arc in heavy], weights[heavy].tolist()
                )
                limited = self.model.add_linear_constraint(total, least, most)
                if guard is not None:
                    limited.only_enforce_if(guard)

    def add_soft(self, term: AssignmentTerm) -> None:
        """A soft term, as part of the reward."""
        match term:
            case ArcValue(values=values):
                for arc, value in zip(self.arcs, values.tolist(), strict=True):
                    self._reward.append((arc, value))
            case Marginal():
                self._add_marginal(term)
            case Joint():
                self._add_joint(term)
            case Opened():
                self._add_opened(term)

    def _add_marginal(self, term: Marginal) -> None:
        """A unit variable for each arc more; falling values make them be taken in order."""
        for end, own in enumerate(self.of_ends(term.side)):
            steps = [int(term.column(k)[end]) for k in range(len(own))]
            if not any(steps):
                continue
            units = [self.model.new_bool_var("unit") for _ in own]
            self.model.add(
                cp_model.LinearExpr.sum(units)
                == cp_model.LinearExpr.sum([self.arcs[arc] for arc in own])
            )
            for unit, following in pairwise(units):
                self.model.add_implication(following, unit)
            self._reward += zip(units, steps, strict=True)

    def _add_joint(self, term: Joint) -> None:
        columns = (term.first.tolist(), term.second.tolist(), term.values.tolist())
        for first, second, value in zip(*columns, strict=True):
            one, other = self.arcs[first], self.arcs[second]
            both = self.model.new_bool_var("both")
            if value > 0:
                self.model.add_implication(both, one)
                self.model.add_implication(both, other)
            else:
                self.model.add_bool_or([one.negated(), other.negated(), both])
            self._reward.append((both, value))

    def _add_opened(self, term: Opened) -> None:
        members: dict[int, list[cp_model.IntVar]] = defaultdict(list)
        for arc, group in zip(self.arcs, term.group.tolist(), strict=True):
            if group >= 0:
                members[group].append(arc)
        for group, own in members.items():
            value = int(term.values[group])
            opened = self.model.new_bool_var("opened")
            if value > 0:
                self.model.add_bool_or([*own, opened.negated()])
            else:
                for arc in own:
                    self.model.add_implication(arc, opened)
            self._reward.append((opened, value))

    def maximise(self) -> None:
        """Make the reward of all soft terms the objective."""
        literals = [literal for literal, _ in self._reward]
        values = [value for _, value in self._reward]
        self.model.maximize(cp_model.LinearExpr.weighted_sum(literals, values))

    def hint(self, chosen: BoolArray) -> None:
        """Begin the search near a choice, and near no other."""
        self.model.clear_hints()  # type: ignore[no-untyped-call]
        for arc, taken in zip(self.arcs, chosen.tolist(), strict=True):
            self.model.add_hint(arc, taken)

    def least(
        self, amount: cp_model.LinearExprT, start: BoolArray, effort: float
    ) -> tuple[bool, int, BoolArray]:
        """(whether proved, the least amount found, a choice that has it); the model is bound to it.

        Where the effort finds nothing, ``start`` comes back and nothing is bound.
        """
        self.hint(start)
        self.model.minimize(amount)
        solver = new_solver(effort)
        solver.parameters.linearization_level = 2
        status = solver.solve(self.model)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return False, 0, start
        least = round(solver.objective_value)
        self.model.add(amount <= least)
        return status == cp_model.OPTIMAL, least, self.chosen(solver)

    def lacking(self, term: Wanted) -> list[tuple[int, cp_model.IntVar]]:
        """(its rank, how many arcs are lacking) of each end from which anything is wanted."""
        found = []
        for end, own in enumerate(self.of_ends(term.side)):
            least = int(term.least[end])
            if least > 0:
                lacking = self.model.new_int_var(0, least, "lacking")
                had = cp_model.LinearExpr.sum([self.arcs[arc] for arc in own]) if own else 0
                self.model.add(lacking >= least - had)
                found.append((int(term.rank[end]), lacking))
        return found

    def chosen(self, solver: cp_model.CpSolver) -> BoolArray:
        """The arcs of a solution."""
        return np.array([solver.boolean_value(arc) for arc in self.arcs], dtype=bool)
