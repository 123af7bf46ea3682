"""The part needs: who struggles in what, as screening and people found it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pairing.model.enums import Cause, Part, Status
from pairing.model.fields import split_cell
from pairing.model.messages.message import Message, join, quote, say, word
from pairing.model.plan import Need, Plan
from pairing.model.points import PER_POINT
from pairing.model.school import School
from pairing.planning.context import Context
from pairing.planning.parts.planner import Planned, Planner, Task
from pairing.planning.parts.tables import CellError, PlanTable
from pairing.planning.summary import PartSummary, RuleScore
from pairing.screening import doubts

__all__ = ["PLANNER"]

_COLUMNS = ("student_id", "need", "severity", "reasons", "causes", "confirmed_by")
_SEVERITIES = ("1", "2", "3")


class _Needs(Planner[Need]):
    part = Part.NEEDS.value
    title = "Needs"
    order = 10
    row = Need
    pinnable = False

    def plan(self, task: Task) -> Planned[Need]:
        findings = task.context.findings
        # Screening chooses nothing, so it is as good as its tables: score and bound agree.
        count = len(findings.needs) * PER_POINT
        notes = tuple(doubts(findings))
        return Planned(findings.needs, PartSummary(Status.OPTIMAL, count, count, notes=notes))

    def judge(self, context: Context, plan: Plan) -> tuple[RuleScore, ...]:
        return ()

    def resumed(self, context: Context, plan: Plan, kept: PartSummary) -> tuple[Plan, PartSummary]:
        # No rule judges needs, so there is nothing to add up anew.
        return plan, kept

    def unsound(self, context: Context, plan: Plan) -> Iterator[Message]:
        told = {(need.student_id, need.need) for need in self.rows_of(plan)}
        for need in context.findings.needs:
            if (need.student_id, need.need) not in told:
                yield say(
                    "verify.need_left_out",
                    "needs: {student} in {need} is left out",
                    student=need.student_id,
                    need=need.need,
                )

    def words(self, school: School, row: Need, taken: bool = True) -> Message:
        name, need = school.label(row.student_id), word(row.need)
        return (
            say("needs.has", "{name} needs help with {need}", name=name, need=need)
            if taken
            else say(
                "needs.has_no_longer",
                "{name} needs no help with {need} any more",
                name=name,
                need=need,
            )
        )

    def pin_words(self, school: School, row: Need) -> Message:
        return self.words(school, row)

    @property
    def tables(self) -> tuple[PlanTable[Need], ...]:
        needed = (*Need.key, "severity")
        return (PlanTable(self.part, _COLUMNS, Need.key, _parse, needed=needed, cells=_cells),)


PLANNER = _Needs()


def _cells(row: Need) -> list[Any]:
    known = {"reasons": join(row.reasons)}
    return [known.get(column, getattr(row, column)) for column in _COLUMNS]


def _parse(cells: Mapping[str, str]) -> Need:
    severity = cells["severity"]
    if severity not in _SEVERITIES:
        raise CellError("severity", severity, say("plan_files.severity", "1, 2 or 3"))
    reasons = (quote(text),) if (text := cells.get("reasons", "")) else ()
    said = split_cell(cells.get("causes"))
    if odd := next((one for one in said if one not in tuple(Cause)), ""):
        raise CellError("causes", odd, say("plan_files.causes", "{words}", words=tuple(Cause)))
    return Need(
        cells["student_id"],
        cells["need"],
        int(severity),
        reasons,
        tuple(map(Cause, said)),
        cells.get("confirmed_by", ""),
    )
