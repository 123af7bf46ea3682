from __future__ import annotations

from datetime import date

from builders import one_class
from pairing.model.records import PastPair
from pairing.rules.pairs.past_pairs import PastPairs
from rules.pairs.markets import LEVELS, measure, tutor_of


def past(tutor: str, rating: int) -> PastPair:
    return PastPair.model_validate(
        {
            "tutor_id": tutor,
            "tutee_id": "S001",
            "subject": "maths",
            "from": date(2026, 3, 1),
            "rating": rating,
        }
    )


def test_keeps_the_good_and_parts_the_bad() -> None:
    school = one_class(LEVELS, pair_history=[past("S002", 5), past("S009", 1)])
    assert measure(PastPairs(), school, "S002") == 2
    assert measure(PastPairs(), school, "S009") == -2
    assert tutor_of(school) == ["S002"]
