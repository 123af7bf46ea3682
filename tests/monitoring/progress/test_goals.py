"""Where goals stand by the marks: baseline, last, way, and what is proposed; people decide."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import EXAM_DAYS, marks, student
from exploring import examples
from pairing.model.enums import GoalStatus
from pairing.model.school import School
from pairing.monitoring import goal_now, goal_stand, goal_words, together
from terms import goal, small_term

BEFORE, AGREED, SINCE = EXAM_DAYS
DUE = SINCE + datetime.timedelta(weeks=4)


def school(*levels: list[float | None]) -> School:
    found, _ = small_term(
        students=[student(number) for number, _ in enumerate(levels, 1)],
        scores=[
            row
            for number, own in enumerate(levels, 1)
            for row in marks(f"S{number:03}", "maths", own)
        ],
    )
    return found


def agreed(**more: Any) -> Any:
    return goal("G1", **{"agreed_on": AGREED.isoformat(), "due": DUE.isoformat(), **more})


def test_the_baseline_is_the_last_exam_up_to_the_agreement() -> None:
    stand = goal_stand(school([40, 50, 55]), agreed(target="60"), SINCE)
    assert (stand.baseline, stand.target, stand.way, stand.met) == (50, 60, 0.5, False)
    assert stand.last is not None
    assert (stand.last.value, stand.last.date) == (55, SINCE)
    assert (stand.proposal, stand.days_late, stand.notes) == (None, 0, ())
    told = goal_stand(school([40, 50, 55]), agreed(target="60", baseline="54 %"), SINCE)
    assert told.baseline == 54


def test_marks_alone_say_reached_and_only_the_day_says_missed() -> None:
    reached = goal_stand(school([40, 50, 60]), agreed(target="60"), SINCE)
    assert reached.proposal is GoalStatus.REACHED
    below = school([40, 50, 59])
    assert goal_stand(below, agreed(target="60"), DUE - datetime.timedelta(1)).proposal is None
    late = goal_stand(below, agreed(target="60"), DUE + datetime.timedelta(3))
    assert (late.proposal, late.days_late) == (GoalStatus.MISSED, 3)


def test_a_mark_from_before_the_agreement_reaches_nothing() -> None:
    stand = goal_stand(school([90, 90, None]), agreed(target="60"), DUE)
    assert (stand.last, stand.met, stand.proposal) == (None, None, None)
    assert [note.code for note in stand.notes] == ["goals.no_mark"]


def test_a_standard_is_kept_up_by_every_exam_and_judged_when_it_is_due() -> None:
    kept = school([40, 50, 60])
    standard = agreed(kind="standard", target="60")
    assert goal_stand(kept, standard, SINCE).proposal is None
    assert goal_stand(kept, standard, DUE).proposal is GoalStatus.REACHED
    earlier = agreed(kind="standard", target="60", agreed_on=BEFORE.isoformat())
    assert goal_stand(kept, earlier, DUE).proposal is GoalStatus.MISSED


def test_of_ranks_the_lower_is_the_better() -> None:
    found = school([10, 10, 80], [50, 50, 50], [90, 90, 90])
    stand = goal_stand(found, agreed(measure="rank", target="2"), SINCE)
    assert (stand.baseline, stand.way, stand.proposal) == (3, 1, GoalStatus.REACHED)


def test_a_pairs_goal_is_measured_by_both_together() -> None:
    found = school([20, 20, 40], [80, 80, 90])
    stand = goal_stand(found, agreed(with_id="S002", target="60"), SINCE)
    assert stand.last is not None
    assert (stand.baseline, stand.last.value, stand.proposal) == (50, 65, GoalStatus.REACHED)


def test_words_and_those_who_left_are_for_people_to_judge() -> None:
    words = agreed(measure="words", target="asks a question in each lesson")
    stand = goal_stand(school([1, 2, 3]), words, DUE + datetime.timedelta(1))
    assert (stand.target, stand.proposal, stand.days_late) == (None, None, 1)
    gone = goal_stand(school([1, 2, 3]), agreed(with_id="S099"), DUE)
    assert gone.last is None
    assert gone.proposal is None


def test_without_a_day_of_agreement_every_exam_counts_and_that_is_told() -> None:
    stand = goal_stand(school([40, 50, 55]), goal("G1", target="60", baseline="40"), SINCE)
    assert stand.way == pytest.approx(0.75)
    assert [note.code for note in stand.notes] == ["goals.no_day"]


def test_closed_goals_have_no_proposal() -> None:
    stand = goal_stand(school([40, 50, 60]), agreed(target="60", status="missed"), DUE)
    assert (stand.met, stand.proposal) == (True, None)


def test_what_is_to_be_reached_is_told_in_its_measure() -> None:
    assert goal_words(agreed(baseline="50")).code == "goals.from_to"
    assert goal_words(agreed()).code == "goals.to"
    assert goal_words(agreed(measure="rank")).facts["target"].code == "goals.rank"  # type: ignore[attr-defined]
    assert goal_words(agreed(measure="words", target="reads aloud")).code == "goals.in_words"


@given(
    levels=st.lists(st.one_of(st.none(), st.integers(0, 100)), min_size=3, max_size=3),
    target=st.integers(0, 100),
    days=st.integers(-200, 200),
    kind=st.sampled_from(["short", "long", "standard"]),
)
@examples(60)
def test_a_proposal_never_contradicts_the_marks(
    levels: list[int | None], target: int, days: int, kind: str
) -> None:
    on = DUE + datetime.timedelta(days)
    found = school([None if one is None else float(one) for one in levels])
    stand = goal_stand(found, agreed(target=f"{target}", kind=kind), on)
    assert stand.way is None or 0 <= stand.way <= 1
    if stand.proposal is GoalStatus.MISSED:
        assert on >= DUE
        assert stand.met is False
    if stand.proposal is GoalStatus.REACHED:
        assert stand.met is True
        assert levels[2] is not None
        assert levels[2] >= target


def test_what_two_share_tells_neither_where_it_began_nor_where_it_stands() -> None:
    found = school([40, 50, 60], [60, 50, 70])
    shared = agreed(with_id="S002", target="68", baseline="50")
    stand = goal_stand(found, shared, SINCE)
    words, now = goal_words(shared), goal_now(stand)
    assert together(shared) and not together(agreed())
    assert words.code == "goals.together" and "baseline" not in words.facts
    assert now is not None and now.code == "goals.both_not_yet" and "value" not in now.facts
    met = goal_now(goal_stand(found, agreed(with_id="S002", target="65"), SINCE))
    assert met is not None and met.code == "goals.both_met" and "value" not in met.facts
    own = goal_now(goal_stand(found, agreed(target="68"), SINCE))
    assert own is not None and own.code == "goals.now"
    assert goal_now(goal_stand(found, agreed(target="68"), AGREED)) is None
