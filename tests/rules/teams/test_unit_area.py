from __future__ import annotations

from pairing.model.enums import Dimension
from rules.teams.town import sign, teams, town, unit


def test_a_unit_nearby_is_preferred() -> None:
    units = [unit(1, Dimension.SAFETY, area="East"), unit(2, Dimension.SAFETY, area="West")]
    school = town(units, [sign(1, Dimension.SAFETY), sign(3, Dimension.SAFETY)])
    assert teams(school) == [("S001", "U1", "safety"), ("S003", "U2", "safety")]
