"""Why a student struggles: what somebody said outweighs what the tables suggest."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from builders import one_class
from pairing.model.enums import Cause, Dimension, Source
from pairing.model.records import Indicator
from pairing.screening.causes import causes_of

SIGN: dict[str, Any] = {
    "student_id": "S001",
    "dimension": Dimension.SAFETY,
    "indicator": "alone at home",
    "severity": 2,
    "source": Source.OBSERVATION,
    "date": datetime.date(2026, 10, 1),
}


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("", (Cause.SOCIAL,)),
        ("family", (Cause.FAMILY,)),
        ("other;family", (Cause.FAMILY, Cause.OTHER)),
    ],
)
def test_a_cause_that_somebody_said_stands_in_place_of_a_guess(
    said: str, found: tuple[Cause, ...]
) -> None:
    school = one_class([60, 70], indicators=[Indicator.model_validate({**SIGN, "cause": said})])
    assert causes_of(school, "S001", "safety") == found


def test_the_cause_of_a_sign_is_one_of_a_weak_subject_too() -> None:
    school = one_class([60, 70], indicators=[Indicator.model_validate({**SIGN, "cause": "family"})])
    assert Cause.FAMILY in causes_of(school, "S001", "maths")
    assert Cause.SOCIAL not in causes_of(school, "S001", "maths")
