"""cover_needs: each need in a subject gets a tutor, the most severe first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Annotated, ClassVar

import numpy as np
from pydantic import Field

from pairing.model.enums import Level
from pairing.model.message import Message, say
from pairing.model.plan import Need
from pairing.model.records import Student
from pairing.model.school import School
from pairing.rules.base import Match, Weight
from pairing.rules.market_rule import PairMarket, PairRule
from pairing.terms.assignment import AssignmentTerm, Marginal

__all__ = ["CoverNeeds"]


class CoverNeeds(PairRule):
    """Each need in a subject gets a tutor; a severe need counts more than a mild one.

    A need may get several tutors (many-to-one); each beyond those wanted earns nothing.
    """

    id = "cover_needs"
    title = "A tutor for each need"
    levels = (Level.SOFT,)
    default: ClassVar[bool] = True

    weight: Weight = Field(
        30, description="Points for each tutor wanted, times the severity of the need"
    )
    want: Annotated[int, Field(ge=1, le=5)] = Field(1, description="Tutors wanted for a need")

    def words(self, school: School) -> Message:
        return say("find {want} tutor(s) for each subject need", want=self.want)

    def _concerns(self, market: PairMarket, need: Need) -> bool:
        return self.applies_to(market.findings.school.student[need.student_id].class_id)

    def compile(self, market: PairMarket) -> Iterator[AssignmentTerm]:
        severities = np.array(
            [need.severity * self._concerns(market, need) for need in market.tasks], dtype=np.int64
        )
        worth = self.unit * np.repeat(severities[:, None], self.want, axis=1)
        # The closing zero says that one more tutor is worth nothing.
        yield Marginal(self.key, "task", np.pad(worth, ((0, 0), (0, 1))))

    def judge(self, market: PairMarket, chosen: Iterable[tuple[Need, Student]]) -> Iterator[Match]:
        found = Counter((need.student_id, need.need) for need, _ in chosen)
        students = market.findings.school.student
        for need in filter(lambda need: self._concerns(market, need), market.tasks):
            count = min(self.want, found[need.student_id, need.need])
            template = "{name} has {count} of {want} tutors wanted in {subject}"
            text = say(
                template,
                name=students[need.student_id].name,
                count=count,
                want=self.want,
                subject=need.need,
            )
            yield Match(count * need.severity, (need.student_id,), text)
