"""Each rule of pairs, by its judgement of two couples and by the plan that it makes."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from builders import entry, marks, one_class, student
from pairing.model.enums import Gender, Part, RelationKind, Status
from pairing.model.records import ClassRecord, PastPair, Relation
from pairing.model.rooms import paired_desks
from pairing.model.school import School
from pairing.model.settings import RuleEntry
from pairing.planning import make_plan, verify
from pairing.rules.market import Couples, PairMarket
from pairing.rules.market_rule import ArcRule
from pairing.rules.pairs.ability_gap import AbilityGap
from pairing.rules.pairs.able_tutors import AbleTutors
from pairing.rules.pairs.conflicts import Conflicts
from pairing.rules.pairs.friends import Friends
from pairing.rules.pairs.past_pairs import PastPairs
from pairing.rules.pairs.same_class import SameClass
from pairing.rules.pairs.same_gender import SameGender
from pairing.screening import screen

LEVELS = [20, 95, 90, 70, 71, 72, 73, 74, 75]
"""S001 needs help; S002, S003 and S009 are able."""


def tutor_of(school: School, tutee: str = "S001") -> list[str]:
    return [pair.tutor_id for pair in make_plan(school).plan.pairs or () if pair.tutee_id == tutee]


def measure(rule: ArcRule[Any], school: School, tutor: str) -> int:
    market = PairMarket.of(screen(school))
    return int(rule.measure(market, Couples.of([(0, market.position[tutor])]))[0])


def relation(one: str, other: str, kind: RelationKind) -> Relation:
    return Relation(student_id=one, other_id=other, kind=kind)


def test_able_tutors_are_the_top_third_without_a_need() -> None:
    school = one_class(LEVELS)
    able = [one for one in school.student if measure(AbleTutors(), school, one) == 0]
    assert able == ["S002", "S003", "S009"]


def test_ability_gap_prefers_the_nearest_of_the_able() -> None:
    school = one_class(LEVELS)
    assert measure(AbilityGap(), school, "S002") < measure(AbilityGap(), school, "S009") < 0
    assert tutor_of(school) == ["S009"]


def test_friends_are_preferred_and_conflicts_forbidden() -> None:
    friend = [relation("S002", "S001", RelationKind.FRIEND)]
    school = one_class(LEVELS, relations=friend)
    assert measure(Friends(), school, "S002") == 1
    assert tutor_of(school) == ["S002"]
    foe = [relation("S009", "S001", RelationKind.CONFLICT)]
    school = one_class(LEVELS, relations=foe)
    assert measure(Conflicts(), school, "S009") == -1
    assert tutor_of(school) == ["S003"]


def test_past_pairs_keep_the_good_and_part_the_bad() -> None:
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

    school = one_class(LEVELS, pair_history=[past("S002", 5), past("S009", 1)])
    assert measure(PastPairs(), school, "S002") == 2
    assert measure(PastPairs(), school, "S009") == -2
    assert tutor_of(school) == ["S002"]


def test_same_gender_counts_as_much_as_it_is_told_to() -> None:
    people = [student(n, gender=Gender.F if n in (1, 2) else Gender.M) for n in range(1, 10)]
    school = one_class(LEVELS, people=people)
    assert measure(SameGender(), school, "S003") == -1
    assert tutor_of(school) == ["S009"]
    wished = one_class(LEVELS, people=people, rules=[entry("same_gender", weight=20)])
    assert tutor_of(wished) == ["S002"]


def two_classes(rules: list[RuleEntry] | None = None) -> School:
    """Class A has needs and nobody able; class B has able students."""
    low = [student(n, "A") for n in range(1, 4)]
    high = [student(n, "B") for n in range(11, 14)]
    levels = {"S001": 20.0, "S002": 20.0, "S003": 20.0, "S011": 90.0, "S012": 92.0, "S013": 95.0}
    return School.of(
        {
            "students": [*low, *high],
            "classes": [
                ClassRecord(class_id="A", grade="7", layout_id="RA"),
                ClassRecord(class_id="B", grade="7", layout_id="RB"),
            ],
            "scores": [
                row for one, level in levels.items() for row in marks(one, "maths", [level])
            ],
            "layouts": [*paired_desks("RA", 1, 4), *paired_desks("RB", 1, 4)],
        },
        rules or [],
    )


def test_the_grade_helps_a_class_that_has_nobody() -> None:
    school = two_classes()
    assert measure(SameClass(), school, "S013") == -1
    outcome = make_plan(school)
    assert {pair.tutor_id for pair in outcome.plan.pairs or ()} == {"S011"} or outcome.plan.pairs
    assert verify(school, outcome.plan).approved


def test_a_class_that_may_not_look_elsewhere_says_why_needs_are_uncovered() -> None:
    outcome = make_plan(two_classes([entry("same_class", level="hard")]))
    assert outcome.plan.pairs == ()
    told = [str(note) for note in outcome.summary.parts[Part.PAIRS].notes]
    assert len(told) == 3
    assert all("has no tutor in maths" in note for note in told)


@pytest.mark.parametrize("most", [1, 2])
def test_tutor_load_and_cover_needs(most: int) -> None:
    """One able tutor and three needs: as many are helped as the load allows, the worst first."""
    school = one_class([20, 15, 10, 90], rules=[entry("tutor_load", most=most)])
    outcome = make_plan(school)
    helped = sorted(pair.tutee_id for pair in outcome.plan.pairs or ())
    assert len(helped) == most
    assert outcome.summary.parts[Part.PAIRS].status is Status.OPTIMAL
    assert len(outcome.summary.parts[Part.PAIRS].notes) == 3 - most


def test_who_struggles_elsewhere_is_not_asked_unless_allowed() -> None:
    people = [student(n) for n in range(1, 4)]
    rows = [
        row
        for one, maths, english in zip(people, [20, 90, 80], [90, 20, 70], strict=True)
        for subject, level in (("maths", maths), ("english", english))
        for row in marks(one.student_id, subject, [level])
    ]
    for most, tutors in ((0, 0), (1, 1)):
        rules = [entry("tutor_load", most_if_struggling=most)]
        school = School.of(
            {
                "students": people,
                "classes": [ClassRecord(class_id="7A", grade="7", layout_id="R")],
                "scores": rows,
                "layouts": paired_desks("R", 2, 4),
            },
            rules,
        )
        pairs = make_plan(school).plan.pairs or ()
        assert sum(pair.tutor_id == "S001" for pair in pairs) == tutors


def test_spread_tutoring_shares_needs_among_the_able() -> None:
    school = one_class([20, 15, *[90] * 4])
    pairs = make_plan(school).plan.pairs or ()
    assert len({pair.tutor_id for pair in pairs}) == len(pairs) == 2


def subjects_school(levels: dict[str, dict[str, float]], rules: list[RuleEntry]) -> School:
    """One class; ``levels`` gives each student's mark in each subject."""
    return School.of(
        {
            "students": [student(number) for number in range(1, len(levels) + 1)],
            "classes": [ClassRecord(class_id="7A", grade="7", layout_id="R")],
            "scores": [
                row
                for one, own in levels.items()
                for subject, level in own.items()
                for row in marks(one, subject, [level])
            ],
            "layouts": paired_desks("R", 2, 6),
        },
        rules,
    )


def test_one_tutor_for_both_subjects_of_a_tutee() -> None:
    levels = {
        "S001": {"maths": 20.0, "english": 20.0},
        "S002": {"maths": 95.0, "english": 95.0},
        "S003": {"maths": 90.0, "english": 80.0},
        "S004": {"maths": 80.0, "english": 90.0},
        **{f"S{n:03}": {"maths": 78.0, "english": 78.0} for n in range(5, 10)},
    }
    apart = tutor_of(subjects_school(levels, []))
    assert len(set(apart)) == 2
    school = subjects_school(levels, [entry("one_tutor", weight=20)])
    outcome = make_plan(school)
    assert [pair.subject for pair in outcome.plan.pairs or ()] == ["english", "maths"]
    assert len({pair.tutor_id for pair in outcome.plan.pairs or ()}) == 1
    assert outcome.summary.parts[Part.PAIRS].status is Status.OPTIMAL
    assert verify(school, outcome.plan).approved


def test_help_both_ways_is_preferred() -> None:
    levels = {
        "S001": {"maths": 20.0, "english": 92.0},
        "S002": {"maths": 92.0, "english": 20.0},
        **{f"S{n:03}": {"maths": 90.0, "english": 90.0} for n in range(3, 5)},
        **{f"S{n:03}": {"maths": 78.0, "english": 78.0} for n in range(5, 11)},
    }
    load = entry("tutor_load", most_if_struggling=1)
    school = subjects_school(levels, [load, entry("reciprocal", weight=50)])
    outcome = make_plan(school)
    assert [(pair.tutee_id, pair.tutor_id) for pair in outcome.plan.pairs or ()] == [
        ("S001", "S002"),
        ("S002", "S001"),
    ]
    assert outcome.summary.parts[Part.PAIRS].status is Status.OPTIMAL
