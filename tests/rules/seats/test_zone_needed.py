from __future__ import annotations

import pytest

from builders import one_class
from pairing.instances.classroom import ClassRoom
from pairing.language import speaking
from pairing.rules.core.book import all_rules
from rules.seats.judging import ONE, amount, check_agreement, refuses
from rules.seats.zones import ZONES, variants


@pytest.mark.parametrize(("zone", "inside", "outside"), ZONES)
def test_costs_who_sits_outside(zone: str, inside: str, outside: str) -> None:
    school = one_class([60] * 12)
    assert amount("zone_needed", school, {"S001": inside}, **ONE, zone=zone) == 0
    assert amount("zone_needed", school, {"S001": outside}, **ONE, zone=zone) == -1


def test_a_zone_drawn_seat_by_seat() -> None:
    school = one_class([60] * 4)
    drawn = {**ONE, "seats": ["R-1-1", "R-1-2"]}
    assert amount("zone_needed", school, {"S001": "R-1-2"}, **drawn) == 0
    assert amount("zone_needed", school, {"S001": "R-1-3"}, **drawn) == -1


@pytest.mark.parametrize(
    ("zone", "words"),
    [("window", "靠窗"), ("靠窗", "靠窗"), ("row<=2", "第 1 至 2 排"), ("空调下", "空调下")],
)
def test_a_zone_is_called_in_the_readers_language(zone: str, words: str) -> None:
    rule = all_rules()["zone_needed"].model_validate({"key": "one", **ONE, "zone": zone})
    with speaking("zh_CN"):
        assert f"坐在{words}的位置" in str(rule.words(one_class([60])))


def test_no_zone_and_no_row_of_that_name_are_refused() -> None:
    refuses("zone_needed", who=["everybody"])
    refuses("zone_needed", zone="row<two")


def test_terms_and_judgement_agree(rooms: list[ClassRoom]) -> None:
    check_agreement("zone_needed", rooms, variants)
