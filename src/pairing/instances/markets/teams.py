"""The market of teams: needs in a side of life, and units of the town that may help."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from pairing.instances.markets.market import Couples, NeedMarket, codes, in_one_area
from pairing.model.enums import DIMENSIONS
from pairing.model.plan import TeamMember
from pairing.model.records import Unit
from pairing.screening import Findings
from pairing.terms.assignment import BoolArray, IntArray

__all__ = ["TeamMarket"]


class TeamMarket(NeedMarket[Unit]):
    """Needs in a side of life, and the units of the town that may help the family."""

    @classmethod
    def of(cls, findings: Findings) -> TeamMarket:
        """Each need that is not in a subject, and every unit."""
        needs = tuple(need for need in findings.needs if need.need in DIMENSIONS)
        return cls(findings, needs, findings.school.units)

    @cached_property
    def _unit(self) -> dict[str, int]:
        return {unit.unit_id: number for number, unit in enumerate(self.workers)}

    def place(self, row: TeamMember) -> tuple[int, int] | None:
        task = self._task_of.get((row.student_id, row.dimension))
        worker = self._unit.get(row.unit_id)
        return None if task is None or worker is None else (task, worker)

    def row(self, task: int, worker: int) -> TeamMember:
        need = self.tasks[task]
        return TeamMember(need.student_id, self.workers[worker].unit_id, need.need)

    @cached_property
    def family(self) -> IntArray:
        """A number for the family of each need: that of its student."""
        return codes([need.student_id for need in self.tasks])

    def serves(self, couples: Couples) -> BoolArray:
        """Whether the unit helps with such needs."""
        table = np.array(
            [[need.need in unit.serves for unit in self.workers] for need in self.tasks], dtype=bool
        ).reshape(len(self.tasks), len(self.workers))
        found: BoolArray = table[couples.task, couples.worker]
        return found

    def same_area(self, couples: Couples) -> BoolArray:
        """Whether the unit is known to be in the area in which the student lives."""
        student = self.findings.school.student
        homes = [student[need.student_id].area for need in self.tasks]
        return in_one_area(homes, [unit.area for unit in self.workers], couples)
