"""one_tutor: rather one tutor for several subjects of a tutee than one for each."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from pydantic import Field

from pairing.instances.markets import Couples, PairMarket
from pairing.model.enums import Level
from pairing.model.messages.message import Message, say, say_count
from pairing.model.school import School
from pairing.rules.assignment._base import PairRule
from pairing.rules.core.rule import Match, Weight
from pairing.terms.assignment import AssignmentTerm, IntArray, Marginal, Opened

__all__ = ["OneTutor"]


class OneTutor(PairRule):
    """A tutee with several needs meets as few tutors as can be.

    Fewer new people to get used to, and fewer times to find. It couples choices that are
    otherwise free, so large schools plan slower with it.
    """

    id = "one_tutor"
    title = "One tutor for several subjects"
    levels = (Level.SOFT,)

    weight: Weight = Field(5, description="Points lost for each tutor of a tutee beyond the first")

    def words(self, school: School) -> Message:
        return say("one_tutor.rule", "prefer one tutor for all subjects of a tutee")

    def _tutees(self, market: PairMarket, couples: Couples) -> IntArray:
        """The tutee of each couple that the rule concerns, -1 for the others."""
        concerned = market.concerned(self.applies_to)[couples.task]
        return np.where(concerned, market.tutee[couples.task], -1)

    def compile(self, market: PairMarket, arcs: Couples) -> Iterator[AssignmentTerm]:
        size = len(market.workers)
        tutees = self._tutees(market, arcs)
        needs = np.bincount(market.tutee, minlength=size)
        # With one need, tutors beyond the first are those of the need: a flow can say that.
        alone = (needs[market.tutee] == 1) & market.concerned(self.applies_to)
        steps = np.array([0, -self.unit], dtype=np.int64)
        yield Marginal(self.key, "task", np.where(alone[:, None], steps, 0))
        tutees = np.where(needs[tutees] > 1, tutees, -1)
        if not (tutees >= 0).any():
            return
        meetings = np.where(tutees >= 0, tutees * size + arcs.worker, -1)
        # Each tutor of a tutee costs, and having any at all gives the first one's cost back.
        names, group = np.unique(meetings, return_inverse=True)
        group = np.where(meetings >= 0, group, -1)
        yield Opened(self.key, group, np.full(len(names), -self.unit, dtype=np.int64))
        yield Opened(self.key, tutees, np.full(size, self.unit, dtype=np.int64))

    def judge(self, market: PairMarket, chosen: Couples) -> Iterator[Match]:
        pairs = np.unique(np.stack([self._tutees(market, chosen), chosen.worker]), axis=1)
        tutees, counts = np.unique(pairs[0][pairs[0] >= 0], return_counts=True)
        for tutee, count in zip(tutees.tolist(), counts.tolist(), strict=True):
            if count > 1:
                student = market.workers[tutee]
                text = say_count(
                    "one_tutor.count",
                    "{name} has {count} tutor",
                    "{name} has {count} tutors",
                    count,
                    name=market.findings.school.label(student.student_id),
                )
                yield Match(1 - count, (student.student_id,), text)
