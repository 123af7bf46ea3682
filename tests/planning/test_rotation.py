"""Rotations: needs stay covered, neighbours change, places are shared; and the baseline."""

from __future__ import annotations

from datetime import date

import pytest

from builders import entry, one_class
from pairing.model.plan import Plan
from pairing.model.school import School
from pairing.planning import Asked, Outcome, column_shift, fairness, rotate, verify
from pairing.sample import make_sample

MONDAY = date(2026, 11, 30)


@pytest.fixture(scope="module")
def school() -> School:
    return make_sample(1, 40, 5).school()


def test_weeks_beat_the_shift_of_columns(school: School) -> None:
    ours = rotate(school, "7A", 6, since=MONDAY)
    shifted = column_shift(school, "7A", 6, since=MONDAY, first=ours.weeks[0].seats)
    assert len(ours.weeks) == len(shifted.weeks) == 6
    told, baseline = fairness(school, ours), fairness(school, shifted)
    assert told.coverage == 1.0 > baseline.coverage
    assert 3 * told.repeats <= baseline.repeats
    assert told.front_spread <= baseline.front_spread
    for rotation in (ours, shifted):
        for week in rotation.weeks:
            verdict = verify(school, Plan(seats=week.seats))
            assert not verdict.unsound
            if rotation is ours:
                assert verdict.approved


def test_the_same_seed_gives_the_same_weeks_and_a_history_to_keep(school: School) -> None:
    first, again = (rotate(school, "7A", 2, since=MONDAY, seed=4) for _ in range(2))
    assert first == again
    days = {row.since for row in first.history()}
    assert days == {MONDAY, date(2026, 12, 7)}


def test_the_least_repeats_that_must_be_are_told() -> None:
    """Four at two desks: three weeks give each a new deskmate, and the fourth cannot."""
    school = one_class([60] * 4)
    told = [fairness(school, rotate(school, "7A", weeks, since=MONDAY)) for weeks in (3, 4)]
    assert [one.least for one in told] == [0, 2]
    assert [one.repeats for one in told] == [0, 2]
    kept = one_class(
        [60] * 4, rules=[entry("keep_together", level="hard", students=["S001", "S002"])]
    )
    found = fairness(kept, rotate(kept, "7A", 3, since=MONDAY))
    assert found.least == 2 <= found.repeats


def test_a_stop_keeps_the_weeks_made_so_far(school: School) -> None:
    steps: list[str] = []

    stop = Asked()

    def show(step: object) -> None:
        steps.append(str(step))
        if len(steps) > 40:
            stop.ask()

    made = rotate(school, "7A", 30, since=MONDAY, stop=stop, progress=show)
    assert 1 <= len(made.weeks) < 30


def test_a_class_that_cannot_be_seated_has_no_weeks(outcome: Outcome) -> None:
    rules = [
        entry("row_range", level="hard", students=["S001"], first=1, last=1),
        entry("row_range", level="hard", students=["S001"], first=2, last=2),
    ]
    assert rotate(one_class([60] * 8, rules=rules), "7A", 3, since=MONDAY).weeks == ()
