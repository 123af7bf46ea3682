from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import entry, one_class, wish
from exploring import examples
from pairing.model.enums import Part, Status
from pairing.model.plan import Mentorship, Plan
from pairing.model.records import Teaching
from pairing.planning import make_plan, verify
from pairing.rules.core.book import read_rules
from pairing.screening import screen
from rules.mentors.caseloads import MATHS_BY_T2, loads, teacher


@pytest.mark.parametrize("weighed", [False, True])
def test_the_fairest_caseloads_come_before_fit(weighed: bool) -> None:
    """All three fit T2 best; T1 may carry one at most, so fair is 1, 1, 1 or by severity."""
    school = one_class(
        [10, 45, 44, 80, 85, 90],
        teachers=[teacher(1), teacher(2), teacher(3)],
        teaching=MATHS_BY_T2,
        rules=[
            entry("fair_caseload", weigh_severity=weighed, precise=False),
            entry("mentor_match", weight=500),
        ],
    )
    outcome = make_plan(school)
    assert loads(outcome.plan) == {"T1": 1, "T2": 1, "T3": 1}
    assert verify(school, outcome.plan).approved
    summary = outcome.summary.parts[Part.MENTORS]
    assert summary.status is Status.OPTIMAL
    severity = [need.severity for need in screen(school).needs]
    shown = tuple(sorted(severity if weighed else [1, 1, 1], reverse=True))
    assert summary.notes[0].facts == {"loads": shown}


def test_who_teaches_what_is_needed_comes_before_fairness() -> None:
    teachers = [teacher(1), teacher(2, max_mentees=2), teacher(3)]
    school = one_class([10, 45, 44, 80, 85, 90], teachers=teachers, teaching=MATHS_BY_T2)
    assert loads(make_plan(school).plan)["T2"] == 2


def test_who_is_wished_for_comes_before_fairness_too() -> None:
    wishing = [wish(f"S00{number}", "T3", "mentor", "2") for number in (1, 2, 3)]
    school = one_class(
        [10, 45, 44, 80, 85, 90],
        teachers=[teacher(1), teacher(2), teacher(3)],
        teaching=MATHS_BY_T2,
        wishes=wishing,
    )
    assert loads(make_plan(school).plan) == {"T3": 3}


def test_a_teacher_of_the_subject_in_another_class_will_do() -> None:
    elsewhere = teacher(3).model_copy(update={"subjects": ("maths",)})
    school = one_class(
        [10, 45, 44, 80, 85, 90],
        teachers=[teacher(1), teacher(2), elsewhere],
        teaching=MATHS_BY_T2,
    )
    assert sorted(loads(make_plan(school).plan).items()) in (
        [("T2", 1), ("T3", 2)],
        [("T2", 2), ("T3", 1)],
    )


@pytest.mark.parametrize(("trade", "expected"), [(0, {1, 2}), (0.1, {3}), (20, {1, 2})])
def test_fairness_has_the_price_that_is_named(trade: float, expected: set[int]) -> None:
    """T2 fits all three by twelve points each; even loads are four squares less."""
    school = one_class(
        [10, 45, 44, 80, 85, 90],
        teachers=[teacher(1), teacher(2)],
        teaching=MATHS_BY_T2,
        rules=[entry("fair_caseload", trade=trade, precise=False)],
    )
    outcome = make_plan(school, only=(Part.MENTORS,))
    assert set(loads(outcome.plan).values()) == expected
    summary = outcome.summary.parts[Part.MENTORS]
    assert summary.status is Status.OPTIMAL and not summary.violations
    assert verify(school, outcome.plan).objective(Part.MENTORS) == summary.objective


def test_who_weighs_severity_has_no_price() -> None:
    school = one_class([10, 90], rules=[entry("fair_caseload", trade=1, weigh_severity=True)])
    (fault,) = read_rules(school.rules, school)[1]
    assert fault.expected.code == "fair_caseload.no_trade"


def test_a_plan_in_force_is_not_taken_apart_for_a_load_that_is_one_smaller() -> None:
    school = one_class([10, 45, 44, 80, 85, 90], teachers=[teacher(1), teacher(2)])
    by_hand = Plan(mentors=tuple(Mentorship(f"S00{number}", "T1") for number in (1, 2, 3)))
    kept = make_plan(school, only=(Part.MENTORS,), keep=by_hand)
    assert kept.plan.mentors == by_hand.mentors
    summary = kept.summary.parts[Part.MENTORS]
    assert summary.objective <= summary.bound


def _sorted_loads(weights: list[int], limits: list[tuple[int, int]]) -> Iterator[list[int]]:
    """The loads, the largest first, of every way to give each mentee one mentor."""
    for ways in product(range(len(limits)), repeat=len(weights)):
        carried: list[list[int]] = [[] for _ in limits]
        for weight, mentor in zip(weights, ways, strict=True):
            carried[mentor].append(weight)
        if all(low <= len(own) <= high for own, (low, high) in zip(carried, limits, strict=True)):
            yield sorted(map(sum, carried), reverse=True)


@examples(200)
@given(st.data())
def test_caseloads_of_random_schools_are_the_fairest_there_are(data: st.DataObject) -> None:
    """Every way to give each mentee one mentor within the limits, against the plan's loads."""
    levels = data.draw(st.lists(st.sampled_from([5, 25, 45, 80, 90]), min_size=3, max_size=6))
    limits = data.draw(
        st.lists(st.tuples(st.integers(0, 1), st.integers(1, 3)), min_size=2, max_size=3)
    )
    weighed = data.draw(st.booleans())
    school = one_class(
        levels,
        teachers=[
            teacher(number, min_mentees=low, max_mentees=high)
            for number, (low, high) in enumerate(limits)
        ],
        teaching=[Teaching(class_id="7A", subject="maths", teacher_id="T0")],
        # A second mentor is never needed where there are mentees enough for the lower limits.
        rules=[
            entry("fair_caseload", weigh_severity=weighed, precise=False),
            entry("every_mentee", most=1),
        ],
    )
    weights = [need.severity if weighed else 1 for need in screen(school).needs]
    outcome = make_plan(school, only=(Part.MENTORS,))
    fairest = min(_sorted_loads(weights, limits), default=None)
    summary = outcome.summary.parts[Part.MENTORS]
    assert verify(school, outcome.plan).approved
    if fairest is None:
        # Too few places, or students: the largest plan, and no conflict.
        places = sum(high for _, high in limits)
        assert summary.status is not Status.INFEASIBLE
        assert len(outcome.plan.mentors or ()) == min(places, len(weights))
        return
    assert summary.notes[0].facts == {"loads": tuple(fairest)}
    assert summary.notes[0].code == "mentors.loads_fairest"
    assert verify(school, outcome.plan).approved
