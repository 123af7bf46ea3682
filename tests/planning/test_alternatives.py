"""Why not another: costs and chains against solving anew, for flows and for coupled rules."""

from __future__ import annotations

from typing import Any

import pytest

from builders import entry, one_class
from pairing.model.enums import Part, RelationKind, Role
from pairing.model.pin import Pin
from pairing.model.plan import Mentorship, Pair, Plan
from pairing.model.records import Relation, Teacher
from pairing.model.school import School
from pairing.planning import Context, alternatives, make_plan, why_not
from pairing.sample import make_sample


def objective(school: School, part: Part, pin: Any = None) -> float:
    pins = () if pin is None else (Pin(pin),)
    return make_plan(school, only=(part,), pins=pins).summary.parts[part].objective


RULES = [[], [entry("one_tutor", weight=3)]]
"""A flow, and rules that couple choices."""


@pytest.mark.parametrize("rules", RULES)
def test_the_cost_of_a_pair_is_what_pinning_it_costs(rules: list[Any]) -> None:
    # Where choices are coupled each is solved anew: a small school, and one pair of it.
    size = (2, 24) if rules else (4, 42)
    school = make_sample(*size, 7).school().with_rules(rules)
    outcome = make_plan(school, only=(Part.PAIRS,))
    pairs = outcome.plan.pairs or ()
    best = objective(school, Part.PAIRS)
    for pair in pairs[:1] if rules else pairs[::10]:
        found = alternatives(outcome.context, outcome.plan, pair)
        assert found[0].chosen and found[0].row == Pair(pair.tutee_id, pair.tutor_id, pair.subject)
        for other in found[1:3]:
            row = other.row
            assert other.cost is not None
            assert best - objective(school, Part.PAIRS, row) == pytest.approx(other.cost)
            change = why_not(outcome.context, outcome.plan, row)
            assert change.possible and change.cost == pytest.approx(other.cost)
            assert change.steps[0] == (row, True)
            # The chain says in whole what changes.
            kept = {(one.tutee_id, one.tutor_id, one.subject) for one in pairs}
            for step, taken in change.steps:
                assert isinstance(step, Pair)
                key = (step.tutee_id, step.tutor_id, step.subject)
                assert (key in kept) != taken
                (kept.add if taken else kept.remove)(key)


def test_mentors_have_alternatives_too_and_a_chain_in_words() -> None:
    school = make_sample(4, 42, 7).school()
    outcome = make_plan(school, only=(Part.MENTORS,))
    row = (outcome.plan.mentors or ())[0]
    best = objective(school, Part.MENTORS)
    other = next(one for one in alternatives(outcome.context, outcome.plan, row) if not one.chosen)
    change = why_not(outcome.context, outcome.plan, other.row)
    assert best - objective(school, Part.MENTORS, other.row) == pytest.approx(change.cost)
    chain = [str(step) for step in change.chain(school)]
    assert " carries " in chain[0]
    assert any("no longer carries" in step for step in chain[1:])


def test_giving_up_a_couple_of_the_plan_has_a_price() -> None:
    school = one_class([20, 95, 90, 70, 71, 72, 73, 74, 75])
    outcome = make_plan(school)
    (pair,) = outcome.plan.pairs or ()
    change = why_not(outcome.context, outcome.plan, pair)
    assert change.steps[0][1] is False
    assert change.cost > 0


def test_what_no_rule_allows_is_told_in_words() -> None:
    foe = Relation(student_id="S009", other_id="S001", kind=RelationKind.CONFLICT)
    school = one_class([20, 95, 90, 70, 71, 72, 73, 74, 75], relations=[foe])
    context = Context.of(school)
    plan = make_plan(school).plan
    barred = why_not(context, plan, Pair("S001", "S009", "maths"))
    assert not barred.possible
    assert [str(one) for one in barred.barred] == ["the two are in conflict"]
    unable = why_not(context, plan, Pair("S001", "S004", "maths"))
    assert [str(one) for one in unable.barred] == ["Name 4 is not able in maths"]
    with pytest.raises(ValueError, match="no such need"):
        why_not(context, plan, Pair("S002", "S003", "maths"))


def test_who_has_nobody_is_shown_everybody_with_what_is_against_them() -> None:
    far = [entry("gap_window", level="hard", least=5.5, most=6)]
    school = one_class([20, 95, 70, 72, 74, 76], rules=far)
    outcome = make_plan(school, only=(Part.PAIRS,))
    found = alternatives(outcome.context, outcome.plan, Pair("S001", "S002", "maths"))
    assert found
    assert all(one.cost is None and one.barred for one in found)


def test_a_wish_that_breaks_a_limit_names_the_conflict() -> None:
    from builders import student  # noqa: F401

    teachers = [
        Teacher(teacher_id="T1", name="One", roles=(Role.SUBJECT,), max_mentees=0),
        Teacher(teacher_id="T2", name="Two", roles=(Role.SUBJECT,)),
    ]
    school = one_class([20, 80, 85, 90], teachers=teachers)
    outcome = make_plan(school)
    change = why_not(outcome.context, outcome.plan, Mentorship("S001", "T1"))
    assert not change.possible
    assert "caseloads stay within" in str(change.conflict[0])


def test_a_plan_by_hand_is_answered_from_the_best_one() -> None:
    school = one_class([20, 95, 90, 70, 71, 72, 73, 74, 75])
    context = Context.of(school)
    by_hand = Plan(pairs=(Pair("S001", "S002", "maths"),))
    found = alternatives(context, by_hand, Pair("S001", "S002", "maths"))
    assert [one.row for one in found if one.chosen] == [Pair("S001", "S009", "maths")]
