"""What schools do today, beside the plan: rank-split, greedy, random, and a stable matching."""

from __future__ import annotations

from builders import entry, one_class
from pairing.model.enums import Part
from pairing.model.pin import Pin
from pairing.model.plan import Pair, Plan
from pairing.model.school import School
from pairing.planning import Context, make_plan
from pairing.planning.parts.assignment import AssignmentQuestion
from pairing.planning.parts.assignment.baselines import compared
from pairing.planning.parts.pairs import PLANNER as PAIRS
from pairing.sample import make_sample


def question(school: School) -> AssignmentQuestion:
    return PAIRS.question(Context.of(school))


def test_no_baseline_that_keeps_the_rules_beats_the_plan() -> None:
    pairs = make_plan(make_sample(4, 42, 7).school(), only=(Part.PAIRS,)).summary.parts[Part.PAIRS]
    assert pairs.comparison is not None
    others = pairs.comparison.baselines
    assert set(others) == {"rank_split", "greedy", "random", "stable"}
    for name in ("greedy", "random", "stable"):
        assert others[name].violations == 0
        assert others[name].objective <= pairs.objective
    assert others["random"].objective < others["greedy"].objective
    told = pairs.as_json()
    assert told["baselines"]["greedy"]["covered"] == 40
    assert told["blocking_pairs"] == pairs.comparison.blocking


def test_rank_split_pairs_the_first_of_each_half() -> None:
    """Nine students: the fifth is the last of the upper half, the sixth meets the first."""
    levels = [20, 95, 90, 70, 71, 72, 73, 74, 75]
    school = one_class(levels)
    asked = question(school)
    found = compared(asked, asked.chosen(()))
    assert found is not None
    split = found.baselines["rank_split"]
    # By rank: S002 S003 S009 S008 S007 | S006 S005 S004 S001, so S001 is helped by S008.
    rows = (Pair("S001", "S008", "maths"),)
    worth = asked.worth(asked.market.couples(rows))
    assert (split.amount, split.violations, split.covered) == (*worth, 1)
    assert worth[1] == 1


def test_the_worth_of_couples_is_what_the_judge_says() -> None:
    school = make_sample(4, 42, 7).school().with_rules([entry("one_tutor"), entry("reciprocal")])
    context = Context.of(school)
    asked = PAIRS.question(context)
    needs = context.findings.subject_needs
    rows = tuple(
        Pair(need.student_id, tutor.student_id, need.need)
        for number, need in enumerate(needs)
        for tutor in school.students[number : number + 2]
        if tutor.student_id != need.student_id
    )
    scores = PAIRS.judge(context, Plan(pairs=rows))
    judged = sum(one.amount for one in scores), sum(one.violations for one in scores)
    assert asked.worth(asked.market.couples(rows)) == judged


def test_a_pair_that_two_would_rather_have_is_counted() -> None:
    """Two needs, two able tutors one need each: the plan crosses what the first two would like."""
    levels = [20, 40, 96, 88, *[80] * 2]
    school = one_class(levels, rules=[entry("tutor_load", most=1)])
    asked = question(school)
    crossed = Plan(pairs=(Pair("S001", "S004", "maths"), Pair("S002", "S003", "maths")))
    found = compared(asked, asked.chosen(crossed.pairs or ()))
    assert found is not None
    # The nearer in ability S002 and S004 would rather have each other.
    assert found.blocking == 1


def test_a_plan_that_was_not_compared_is_compared_when_somebody_asks() -> None:
    school = make_sample(2, 20, 5).school()
    reported = make_plan(school, only=(Part.PAIRS,))
    quick = make_plan(school, only=(Part.PAIRS,), compare=False)
    assert quick.summary.parts[Part.PAIRS].comparison is None
    assert quick.comparison(Part.PAIRS) == reported.summary.parts[Part.PAIRS].comparison
    assert quick.comparison(Part.SEATS) is None


def test_a_pinned_pair_that_no_rule_would_choose_is_compared_too() -> None:
    school = one_class([20, 95, 90, 70, 71, 72, 73, 74, 75])
    pins = (Pin(Pair("S001", "S002", "maths")),)
    reported = make_plan(school, only=(Part.PAIRS,), pins=pins)
    quick = make_plan(school, only=(Part.PAIRS,), pins=pins, compare=False)
    kept = reported.summary.parts[Part.PAIRS].comparison
    assert kept is not None
    assert quick.comparison(Part.PAIRS, pins) == kept
