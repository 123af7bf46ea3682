from __future__ import annotations

from builders import entry
from pairing.model.enums import Dimension, Part, Status
from pairing.model.plan import Plan, TeamMember
from pairing.planning import make_plan, verify
from rules.teams.town import sign, teams, town, unit


def test_each_need_of_life_gets_a_unit_that_helps_with_it() -> None:
    school = town(
        [unit(1, Dimension.ECONOMY), unit(2, Dimension.SAFETY, Dimension.PSYCHOLOGY)],
        [sign(1, Dimension.ECONOMY), sign(1, Dimension.SAFETY, 3), sign(2, Dimension.PSYCHOLOGY)],
    )
    outcome = make_plan(school)
    assert teams(school) == [
        ("S001", "U1", "economy"),
        ("S001", "U2", "safety"),
        ("S002", "U2", "psychology"),
    ]
    assert outcome.summary.parts[Part.TEAMS].status is Status.OPTIMAL
    assert verify(school, outcome.plan).approved


def test_the_most_severe_need_names_the_lead_of_the_family() -> None:
    school = town(
        [unit(1, Dimension.ECONOMY), unit(2, Dimension.SAFETY)],
        [sign(1, Dimension.ECONOMY), sign(1, Dimension.SAFETY, 3)],
    )
    leads = {
        row.unit_id: "teams.leads" in [reason.code for reason in row.reasons]
        for row in make_plan(school).plan.teams or ()
    }
    assert leads == {"U1": False, "U2": True}


def test_mild_needs_can_be_left_to_the_school() -> None:
    school = town(
        [unit(1, Dimension.SAFETY)],
        [sign(1, Dimension.SAFETY, 3), sign(2, Dimension.SAFETY)],
        rules=[entry("unit_for_need", severity=3)],
    )
    assert teams(school) == [("S001", "U1", "safety")]


def test_without_units_teams_are_not_planned() -> None:
    school = town([], [sign(1, Dimension.SAFETY)])
    outcome = make_plan(school)
    assert outcome.plan.teams is None
    assert outcome.summary.parts[Part.TEAMS].status is Status.NOT_PLANNED


def test_the_plan_in_force_is_kept_where_nothing_speaks_against_it() -> None:
    units = [unit(1, Dimension.SAFETY), unit(2, Dimension.SAFETY)]
    school = town(units, [sign(1, Dimension.SAFETY)])
    for unit_id in ("U1", "U2"):
        keep = Plan(teams=(TeamMember("S001", unit_id, "safety"),))
        again = make_plan(school, keep=keep).plan.teams or ()
        assert [row.unit_id for row in again] == [unit_id]
