from __future__ import annotations

import pytest

from builders import entry, one_class, seated
from pairing.instances.classroom import ClassRoom
from pairing.model.messages.fault import InputError
from pairing.planning import make_plan
from pairing.rules.seats.fixed_seat import FixedSeat
from rules.seats.judging import check_agreement, first, seats_of


def test_judges_the_seat() -> None:
    school = one_class([50, 60])
    rule = FixedSeat(key="k", level="hard", student="S001", seat="R-1-1")
    assert not list(rule.judge(seated(school, {"S001": "R-1-1"})))
    assert rule.violations(rule.judge(seated(school, {"S001": "R-1-2"}))) == 1


def test_a_plan_keeps_it() -> None:
    rules = [entry("fixed_seat", level="hard", student="S002", seat="R-1-4")]
    assert make_plan(one_class([50, 60, 70], rules=rules)).plan.seats_of("7A")["S002"] == "R-1-4"


def test_an_unknown_seat_gets_a_hint() -> None:
    school = one_class([50, 60], rules=[entry("fixed_seat", student="S002", seat="R-1-44")])
    with pytest.raises(InputError) as caught:
        make_plan(school)
    assert caught.value.faults[0].suggestion == "R-1-4"


def test_terms_and_judgement_agree(rooms: list[ClassRoom]) -> None:
    check_agreement(
        "fixed_seat",
        rooms,
        lambda room: [{"student": first(room, 1)[0], "seat": seats_of(room)[-1]}],
    )
