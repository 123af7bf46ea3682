from __future__ import annotations

from pairing.model.enums import Dimension, Part
from pairing.model.pin import Pin
from pairing.model.plan import Plan, TeamMember
from pairing.planning import make_plan, verify
from rules.teams.town import sign, town, unit


def test_verify_tells_a_unit_too_full_and_one_that_does_not_serve() -> None:
    school = town(
        [unit(1, Dimension.SAFETY, capacity=1)],
        [sign(1, Dimension.SAFETY), sign(2, Dimension.SAFETY), sign(1, Dimension.ECONOMY)],
    )
    rows = (
        TeamMember("S001", "U1", "safety"),
        TeamMember("S002", "U1", "safety"),
        TeamMember("S001", "U1", "economy"),
    )
    verdict = verify(school, Plan(teams=rows))
    broken = {
        score.rule.id: [(match.amount, match.text.facts) for match in score.matches]
        for score in verdict.scores[Part.TEAMS]
        if score.violations
    }
    assert broken.keys() == {"unit_capacity", "unit_serves"}
    assert broken["unit_capacity"] == [(-1, {"unit": "Unit 1", "count": 2, "most": 1})]
    ((amount, useless),) = broken["unit_serves"]
    assert amount == -1
    assert useless["unit"] == "Unit 1"
    assert not verdict.approved


def test_a_pin_is_kept_and_one_that_cannot_be_is_named() -> None:
    school = town(
        [unit(1, Dimension.SAFETY, area="East"), unit(2, Dimension.SAFETY, area="West")],
        [sign(1, Dimension.SAFETY)],
    )
    pinned = make_plan(school, pins=(Pin(TeamMember("S001", "U2", "safety")),))
    assert [row.unit_id for row in pinned.plan.teams or ()] == ["U2"]
    refused = make_plan(school, pins=(Pin(TeamMember("S003", "U2", "safety")),))
    assert refused.plan.teams is None
    assert len(refused.summary.parts[Part.TEAMS].conflict) == 1
