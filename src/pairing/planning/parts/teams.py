"""The part teams: which units of the town help which family."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from pairing.instances.markets import Couples, TeamMarket
from pairing.model.enums import Part
from pairing.model.messages.message import Message, named, say, say_count, word
from pairing.model.plan import Plan, TeamMember
from pairing.model.school import School
from pairing.planning.context import Context
from pairing.planning.parts.assignment import AssignmentPlanner, Shortage
from pairing.rules.core.book import RuleBook
from pairing.screening import Findings

__all__ = ["PLANNER"]


class _Teams(AssignmentPlanner[TeamMember]):
    part = Part.TEAMS.value
    title = "Teams"
    order = 40
    row = TeamMember
    columns = (*TeamMember.key, "reasons")

    def possible(self, school: School) -> bool:
        return bool(school.units)

    def market(self, findings: Findings) -> TeamMarket:
        return TeamMarket.of(findings)

    def arcs(self, market: TeamMarket, book: RuleBook, pinned: Sequence[TeamMember]) -> Couples:
        """Each need of life with every unit that helps with such needs."""
        needs, units = len(market.tasks), len(market.workers)
        every = Couples(np.repeat(np.arange(needs), units), np.tile(np.arange(units), needs))
        serving = market.serves(every)
        return Couples(every.task[serving], every.worker[serving])

    def sort_key(self, row: TeamMember) -> tuple[str, ...]:
        return row.student_id, row.dimension

    def finished(self, market: TeamMarket, rows: list[TeamMember]) -> Iterator[TeamMember]:
        """The rows with the lead of each family told: who helps with the most severe need."""
        severity = {(need.student_id, need.need): need.severity for need in market.findings.needs}
        teams: dict[str, list[TeamMember]] = {}
        for row in rows:
            teams.setdefault(row.student_id, []).append(row)
        for team in teams.values():
            lead = min(
                team, key=lambda row: (-severity[row.student_id, row.dimension], row.dimension)
            )
            for row in team:
                told = (
                    (say("teams.leads", "leads the team"),) if row is lead and len(team) > 1 else ()
                )
                yield replace(row, reasons=(*told, *row.reasons))

    def fitting(self, market: TeamMarket, task: int, worker: int) -> list[Message]:
        return [say("teams.helps_with", "helps with {need}", need=word(market.tasks[task].need))]

    def notes(self, shortage: Shortage, rows: Sequence[TeamMember]) -> Iterator[Message]:
        """Each need of life that got no unit, with the reason, and what would help it."""
        market: TeamMarket = shortage.market
        helped = {(row.student_id, row.dimension) for row in rows}
        school = market.findings.school
        for need in market.tasks:
            if (need.student_id, need.need) in helped:
                continue
            name = school.label(need.student_id)
            if any(need.need in unit.serves for unit in market.workers):
                yield say(
                    "teams.units_full",
                    "{name} has no unit for {need}: those that help with it are full",
                    name=name,
                    need=need.need,
                )
            else:
                yield say(
                    "teams.no_unit_helps",
                    "{name} has no unit for {need}: none helps with it",
                    name=name,
                    need=need.need,
                )
        for places, count in shortage.ways.items():
            yield say_count(
                "teams.one_more",
                "room for one family more at any of these would help with one need more ({count} "
                "is open): {names}",
                "room for one family more at any of these would help with one need more ({count} "
                "are open): {names}",
                count,
                names=named(market.workers[one].name for one in places),
            )

    def never(self, market: TeamMarket, row: TeamMember) -> Message | None:
        if market.place(row) is not None:
            return None
        name = market.findings.school.label(row.student_id)
        return say(
            "pins.no_need_in", "{name} has no need in {need}", name=name, need=word(row.dimension)
        )

    def unsound(self, context: Context, plan: Plan) -> Iterator[Message]:
        needs = {(need.student_id, need.need) for need in context.findings.needs}
        for row in self.rows_of(plan):
            if row.unit_id not in context.school.unit:
                yield say("verify.team_no_unit", "teams: no unit {unit}", unit=row.unit_id)
            if (row.student_id, row.dimension) not in needs:
                yield say(
                    "verify.team_without_need",
                    "teams: {student} has no need in {need}",
                    student=row.student_id,
                    need=row.dimension,
                )

    def words(self, school: School, row: TeamMember, taken: bool = True) -> Message:
        facts: dict[str, object] = {
            "one": school.unit[row.unit_id].name,
            "other": school.label(row.student_id),
            "need": word(row.dimension),
        }
        return (
            say("couple.helps_family", "{one} helps the family of {other} in {need}", **facts)
            if taken
            else say(
                "couple.helps_family_no_longer",
                "{one} no longer helps the family of {other} in {need}",
                **facts,
            )
        )

    def pin_words(self, school: School, row: TeamMember) -> Message:
        return say(
            "pins.unit",
            "{unit} is pinned to help {name} with {need}",
            unit=school.unit[row.unit_id].name,
            name=school.label(row.student_id),
            need=word(row.dimension),
        )


PLANNER = _Teams()
