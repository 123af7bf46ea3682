"""cover_needs: each need in a subject gets a tutor, the most severe first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

import numpy as np
from pydantic import Field

from pairing.instances.markets import Couples, PairMarket
from pairing.model.enums import Level
from pairing.model.messages.message import Message, say, say_count
from pairing.model.school import School
from pairing.rules.assignment._base import PairRule
from pairing.rules.core.rule import Match, Weight
from pairing.terms.assignment import AssignmentTerm, Marginal, Wanted

__all__ = ["CoverNeeds"]


class CoverNeeds(PairRule):
    """Each need in a subject gets a tutor, as far as there are tutors who may help.

    As many needs as can be are covered, the most severe first, whatever other soft rules say; the
    points decide among plans that cover as much. With a weight of 0 coverage is no aim. A need
    may get several tutors (many-to-one); each beyond those wanted earns nothing.
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
        return say_count(
            "cover_needs.rule",
            "find {count} tutor for each subject need",
            "find {count} tutors for each subject need",
            self.want,
        )

    def compile(self, market: PairMarket, arcs: Couples) -> Iterator[AssignmentTerm]:
        severities = market.severity * market.concerned(self.applies_to)
        worth = self.unit * np.repeat(severities[:, None], self.want, axis=1)
        if self.unit:
            yield Wanted(self.key, "task", np.minimum(severities, 1), severities)
        # The closing zero says that one more tutor is worth nothing.
        yield Marginal(self.key, "task", np.pad(worth, ((0, 0), (0, 1))))

    def judge(self, market: PairMarket, chosen: Couples) -> Iterator[Match]:
        school = market.findings.school
        found = np.bincount(chosen.task, minlength=len(market.tasks)).clip(max=self.want)
        for task in np.flatnonzero(market.concerned(self.applies_to)).tolist():
            need, count = market.tasks[task], int(found[task])
            text = say(
                "cover_needs.found",
                "{name} has {count} of {want} tutors wanted in {subject}",
                name=school.label(need.student_id),
                count=count,
                want=self.want,
                subject=need.need,
            )
            yield Match(count * need.severity, (need.student_id,), text)
