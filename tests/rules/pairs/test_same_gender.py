from __future__ import annotations

from builders import entry, one_class, student
from pairing.model.enums import Gender
from pairing.rules.pairs.same_gender import SameGender
from rules.pairs.markets import LEVELS, measure, tutor_of


def test_counts_as_much_as_it_is_told_to() -> None:
    people = [student(n, gender=Gender.F if n in (1, 2) else Gender.M) for n in range(1, 10)]
    school = one_class(LEVELS, people=people)
    assert measure(SameGender(), school, "S003") == -1
    assert tutor_of(school) == ["S009"]
    wished = one_class(LEVELS, people=people, rules=[entry("same_gender", weight=20)])
    assert tutor_of(wished) == ["S002"]
