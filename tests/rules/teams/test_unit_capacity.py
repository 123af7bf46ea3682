from __future__ import annotations

from pairing.model.enums import Dimension, Part, Status
from pairing.planning import make_plan
from rules.teams.town import sign, teams, town, unit


def test_a_full_unit_helps_the_most_severe_and_the_rest_is_told() -> None:
    school = town(
        [unit(1, Dimension.SAFETY, capacity=1)],
        [sign(1, Dimension.SAFETY), sign(2, Dimension.SAFETY, 3)],
    )
    outcome = make_plan(school)
    assert teams(school) == [("S002", "U1", "safety")]
    note, more = outcome.summary.parts[Part.TEAMS].notes
    assert (more.code, more.facts["count"]) == ("teams.one_more", 1)
    assert note.code == "teams.units_full"
    assert note.facts["name"] == "Name 1"


def test_one_family_with_two_needs_takes_one_place() -> None:
    school = town(
        [unit(1, Dimension.SAFETY, Dimension.ECONOMY, capacity=1)],
        [sign(1, Dimension.SAFETY, 3), sign(1, Dimension.ECONOMY), sign(2, Dimension.SAFETY)],
    )
    outcome = make_plan(school)
    assert teams(school) == [("S001", "U1", "economy"), ("S001", "U1", "safety")]
    assert outcome.summary.parts[Part.TEAMS].status is Status.OPTIMAL
