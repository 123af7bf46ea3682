from __future__ import annotations

import pytest

from builders import entry, one_class
from pairing.instances.classroom import ClassRoom
from pairing.model.messages.fault import InputError
from pairing.planning import make_plan
from rules.seats.judging import ONE, amount, check_agreement
from rules.seats.zones import ZONES, variants


@pytest.mark.parametrize(("zone", "inside", "outside"), ZONES)
def test_costs_who_sits_inside(zone: str, inside: str, outside: str) -> None:
    school = one_class([60] * 12)
    assert amount("zone_banned", school, {"S001": inside}, **ONE, zone=zone) == -1
    assert amount("zone_banned", school, {"S001": outside}, **ONE, zone=zone) == 0


def test_a_zone_of_unknown_seats_is_one_fault() -> None:
    school = one_class([60] * 4, rules=[entry("zone_banned", **ONE, seats=["R-1-9"])])
    with pytest.raises(InputError) as refused:
        make_plan(school)
    (fault,) = refused.value.faults
    assert fault.value == "R-1-9"


def test_terms_and_judgement_agree(rooms: list[ClassRoom]) -> None:
    check_agreement("zone_banned", rooms, variants)
