"""reciprocal: two students who help each other, each in what the other needs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import numpy as np
from pydantic import Field

from pairing.instances.markets import Couples, PairMarket
from pairing.model.enums import Level
from pairing.model.messages.message import Message, say
from pairing.model.school import School
from pairing.rules.assignment._base import PairRule
from pairing.rules.core.rule import Match, Weight
from pairing.terms.assignment import AssignmentTerm, Joint

__all__ = ["Reciprocal"]


class Reciprocal(PairRule):
    """A helps B in maths and B helps A in English: nobody is only the weak one.

    Where a programme showed who was the weak one, tutees felt more stress (Song, Loewenstein
    and Shi 2018); whether fixed or changing roles teach more is open, so this is a switch. It
    needs ``most_if_struggling`` of tutor_load to be 1 or more, for both have a need.
    """

    id = "reciprocal"
    title = "Help both ways"
    levels = (Level.SOFT,)

    weight: Weight = Field(
        6, description="Points for each need of the one and each of the other that so meet"
    )

    def words(self, school: School) -> Message:
        return say("reciprocal.rule", "prefer pairs who help each other")

    def _meetings(self, market: PairMarket, couples: Couples) -> Iterator[tuple[int, int]]:
        """Each two couples, by place, in which the tutor of the one is the tutee of the other."""
        concerned = market.concerned(self.applies_to)[couples.task].tolist()
        places: dict[tuple[int, int], list[int]] = defaultdict(list)
        ends = zip(market.tutee[couples.task].tolist(), couples.worker.tolist(), strict=True)
        for place, (tutee, tutor) in enumerate(ends):
            if concerned[place]:
                places[tutee, tutor].append(place)
        for (tutee, tutor), own in places.items():
            if tutee < tutor:
                for other in places.get((tutor, tutee), ()):
                    yield from ((one, other) for one in own)

    def compile(self, market: PairMarket, arcs: Couples) -> Iterator[AssignmentTerm]:
        table = np.array(list(self._meetings(market, arcs)), dtype=np.int64).reshape(-1, 2)
        if len(table):
            values = np.full(len(table), self.unit, dtype=np.int64)
            yield Joint(self.key, table[:, 0], table[:, 1], values)

    def judge(self, market: PairMarket, chosen: Couples) -> Iterator[Match]:
        for first, second in self._meetings(market, chosen):
            one, other = (market.tasks[int(chosen.task[place])] for place in (first, second))
            school = market.findings.school
            text = say(
                "reciprocal.both_help",
                "{one} and {other} help each other, in {subject} and in {other_subject}",
                one=school.label(one.student_id),
                other=school.label(other.student_id),
                subject=one.need,
                other_subject=other.need,
            )
            yield Match(1, (one.student_id, other.student_id), text)
