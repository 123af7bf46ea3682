"""visits_together: the home visits of an area are on one evening."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

import numpy as np
from pydantic import Field

from pairing.instances.agenda import Agenda, HeldSession, SessionRequest, visited_area
from pairing.model.enums import Level
from pairing.model.messages.message import Message, say
from pairing.model.school import School
from pairing.rules.core.rule import Match, Weight
from pairing.rules.sessions._base import SessionRule
from pairing.terms.assignment import IntArray

__all__ = ["VisitsTogether"]


class VisitsTogether(SessionRule):
    """Teachers go to an area together, or one goes from door to door: one evening for its visits.

    Of the visits of an area that are due in one week, each earns that is on the day on which
    most of them could be.
    """

    id = "visits_together"
    title = "An area's visits on one evening"
    levels = (Level.SOFT,)
    default: ClassVar[bool] = True

    weight: Weight = Field(10, description="Points for each visit on the evening of its area")

    def words(self, school: School) -> Message:
        return say("visits_together.rule", "home visits of an area in a week on one evening")

    def measure(self, agenda: Agenda, request: SessionRequest, slots: IntArray) -> IntArray:
        area = visited_area(agenda.findings.school, request)
        day = agenda.visit_days.get((area, request.first))
        if day is None or not self.concerns(agenda, request.student_id):
            return super().measure(agenda, request, slots)
        return np.asarray(agenda.grid.days[slots] == day, dtype=np.int64)

    def judge(self, agenda: Agenda, held: Sequence[HeldSession]) -> Iterator[Match]:
        school = agenda.findings.school
        for one in held:
            if one.request < 0 or not self.concerns(agenda, one.row.student_id):
                continue
            area = visited_area(school, one.row)
            day = agenda.visit_days.get((area, agenda.requests[one.request].first))
            if day is not None and agenda.grid.days[one.slot] == day:
                yield Match(
                    1,
                    (one.row.student_id,),
                    say(
                        "visits_together.together",
                        "{name} is visited on the evening of {area}",
                        name=school.label(one.row.student_id),
                        area=area,
                    ),
                )
