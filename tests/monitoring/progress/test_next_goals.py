"""Goals that are proposed: shared by each pair, for each need, and the next one after a close."""

from __future__ import annotations

import datetime
from dataclasses import replace

from builders import marks
from pairing.model.enums import GoalMeasure
from pairing.model.plan import Plan
from pairing.model.school import School
from pairing.monitoring import ProposedGoal, TermLog, proposed_goals
from terms import goal, small_term

ON = datetime.date(2026, 10, 12)


def term() -> tuple[School, Plan]:
    scores = [*marks("S001", "maths", [40, 45, 50]), *marks("S003", "maths", [90, 90, 90])]
    return small_term(scores=scores)


def proposed(log: TermLog, plan: Plan, student: str = "S001", *needs: str) -> list[ProposedGoal]:
    return list(proposed_goals(log.school, plan, log, student, needs or ("maths",), ON))


def test_each_pair_is_proposed_one_goal_that_both_share() -> None:
    school, plan = term()
    (one,) = proposed(TermLog(school), plan)
    assert one.goal.people == ("S001", "S003")
    assert (one.goal.baseline, one.goal.target) == ("70", "75")
    assert one.goal.due == ON + datetime.timedelta(weeks=8)
    assert one.why.code == "next_goal.pair"
    # Whoever looks, from whichever side: it is the same goal, and taken twice it is still one.
    assert proposed(TermLog(school), plan, "S003", "maths") == [one]
    assert proposed(TermLog(school, (one.goal,)), plan) == []
    assert proposed(TermLog(school, (one.goal,)), plan, "S003") == []


def test_pairs_without_a_shared_exam_and_sides_of_life_have_goals_in_words() -> None:
    school, plan = small_term()
    pair, own = proposed(TermLog(school), plan, "S001", "maths", "study")
    assert pair.goal.measure is own.goal.measure is GoalMeasure.WORDS
    assert (pair.goal.with_id, own.goal.with_id) == ("S003", None)
    assert (own.goal.need, own.why.code) == ("study", "next_goal.first")


def test_the_switch_leaves_each_student_a_goal_of_their_own() -> None:
    school, plan = term()
    off = replace(school, monitoring=school.monitoring.model_copy(update={"pair_goals": False}))
    (one,) = proposed(TermLog(off), plan)
    assert (one.goal.people, one.goal.baseline, one.goal.target) == (("S001",), "50", "55")


def test_after_a_missed_goal_comes_a_nearer_one_and_after_a_reached_one_the_next() -> None:
    school, plan = term()
    alone = plan.with_part("pairs", ())
    first = proposed(TermLog(school), alone)[0].goal
    for status, code, target in (
        ("missed", "next_goal.smaller", "52"),
        ("reached", "next_goal.further", "55"),
        ("dropped", "next_goal.first", "55"),
    ):
        closed = goal(first.goal_id, status=status)
        (one,) = proposed(TermLog(school, (first, closed)), alone)
        assert (one.why.code, one.goal.target) == (code, target)
        assert one.goal.goal_id != first.goal_id


def test_no_proposal_lies_beyond_the_full_score() -> None:
    school, plan = small_term(scores=marks("S001", "maths", [98, 99, 99]))
    (one,) = proposed(TermLog(school), plan.with_part("pairs", ()))
    assert one.goal.target == "100"
