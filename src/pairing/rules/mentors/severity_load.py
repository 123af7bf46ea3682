"""severity_load: caseloads weighed by how severe the needs are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import numpy as np
from pydantic import Field

from pairing.instances.markets import Couples, MentorMarket
from pairing.model.enums import Level
from pairing.model.messages.message import Message, say
from pairing.model.school import School
from pairing.rules.assignment._base import MentorRule
from pairing.rules.core.rule import Match
from pairing.terms.assignment import AssignmentTerm, Load

__all__ = ["SeverityLoad"]


class SeverityLoad(MentorRule):
    """Nobody carries more than so much severity: one severe case weighs like three mild ones.

    A student weighs as much as the most severe of their needs. It couples choices that are
    otherwise free, so large schools plan slower with it.
    """

    id = "severity_load"
    title = "Weighed caseload"
    levels = (Level.HARD,)

    level: Level = Field(Level.HARD, description="Always hard")
    most: Annotated[int, Field(ge=1, le=300)] = Field(
        8, description="Severity that one teacher carries, at most"
    )

    def words(self, school: School) -> Message:
        return say(
            "severity_load.rule", "no teacher carries more than {most} of severity", most=self.most
        )

    def compile(self, market: MentorMarket, arcs: Couples) -> Iterator[AssignmentTerm]:
        size = len(market.workers)
        weights = market.severity[arcs.task]
        most = np.full(size, self.most, dtype=np.int64)
        yield Load(self.key, "worker", weights, np.zeros(size, dtype=np.int64), most)

    def judge(self, market: MentorMarket, chosen: Couples) -> Iterator[Match]:
        loads = np.zeros(len(market.workers), dtype=np.int64)
        np.add.at(loads, chosen.worker, market.severity[chosen.task])
        for teacher, load in zip(market.workers, loads.tolist(), strict=True):
            if load > self.most:
                text = say(
                    "severity_load.beyond",
                    "{name} carries a severity of {load}, at most {most} is allowed",
                    name=market.findings.school.teacher_label(teacher.teacher_id),
                    load=load,
                    most=self.most,
                )
                yield Match(self.most - load, (), text)
