"""Places in a grade, and the words for shares and for figures."""

from __future__ import annotations

import pytest

from pairing.language import contract, speaking
from pairing.model.exams.ability import Place, Standing, places
from pairing.model.messages.message import say
from pairing.model.messages.tenths import tenths


def test_a_place_is_told_by_the_others_of_the_grade() -> None:
    able = {"A": -1.0, "B": 0.0, "C": 0.0, "D": 2.0, "E": None}
    standing = {(name, "maths"): Standing((), ability) for name, ability in able.items()}
    standing["F", "maths"] = Standing((), 3.0)
    found = places(standing, dict.fromkeys(able, "7") | {"F": "8"})
    assert found["A", "maths"] == Place(0, 1)
    assert found["B", "maths"] == found["C", "maths"] == Place(1 / 3, 1 / 3)
    assert found["F", "maths"] == Place(0, 0)
    assert ("E", "maths") not in found


@pytest.mark.parametrize(
    ("share", "number"),
    [(0.05, None), (0.1, "one"), (0.3, "three"), (0.1 + 0.2 + 0.4, "seven"), (1.0, "nine")],
)
def test_shares_are_said_in_tenths(share: float, number: str | None) -> None:
    said = tenths(share)
    assert (said and said.facts["text"]) == number


def test_people_are_told_in_words_and_programs_by_figures() -> None:
    plain = say("screening.lower_than", "lower than {tenths} in ten of the grade", tenths=tenths(1))
    told = say("test", "ability {ability}", ability="-2.00", plain=plain)
    assert str(told) == "lower than nine in ten of the grade"
    with speaking("zh_CN"):
        assert str(told) == "低于年级九成的同学"
        with contract():
            assert str(told) == "ability -2.00"
        assert str(told) == "低于年级九成的同学"
