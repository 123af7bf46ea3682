"""Advice about seats: every change told is the change that comes, and nothing fixed moves."""

from __future__ import annotations

from itertools import pairwise

import pytest

from builders import entry, one_class
from pairing.model.enums import Part, Status
from pairing.model.pin import Pin
from pairing.model.plan import Plan, Seating
from pairing.model.school import School
from pairing.planning import (
    Context,
    Outcome,
    disruption_curve,
    make_plan,
    seat_fits,
    verify,
    what_if,
)


def swapped(plan: Plan, class_id: str, student_id: str, seat_id: str) -> Plan:
    """The plan after the student and whoever sits on the seat have changed places."""
    old = plan.seats_of(class_id)[student_id]
    rows = []
    for row in plan.seats or ():
        if row.class_id == class_id and row.student_id == student_id:
            rows.append(Seating(class_id, seat_id, student_id))
        elif row.class_id == class_id and row.seat_id == seat_id:
            rows.append(Seating(class_id, old, row.student_id))
        else:
            rows.append(row)
    return plan.with_part("seats", tuple(rows))


@pytest.mark.parametrize("class_id", ["7A", "7B", "8A"])
def test_every_fit_tells_what_the_judge_then_finds(
    sample: School, outcome: Outcome, class_id: str
) -> None:
    plan, before = outcome.plan, verify(sample, outcome.plan)
    student_id = next(one for one in plan.seats_of(class_id) if one in outcome.findings.needs_of)
    fits = seat_fits(outcome.context, plan, class_id, student_id)
    room = sample.room_of(class_id)
    assert room is not None
    assert len(fits) == len(room) - 1
    for fit in (*fits[:6], *fits[-6:]):
        after = verify(sample, swapped(plan, class_id, student_id, fit.seat_id))
        change = after.objective(Part.SEATS) - before.objective(Part.SEATS)
        assert fit.change == pytest.approx(change)
        assert fit.possible is (after.violations == 0)
        assert fit.possible or all(str(words) for words in fit.broken)
    possible = [fit.change for fit in fits if fit.possible]
    assert possible == sorted(possible, reverse=True)


def test_a_pinned_neighbour_is_in_the_way(outcome: Outcome) -> None:
    seats = outcome.plan.seats_of("7A")
    student_id, other = list(seats)[:2]
    pin = Pin(Seating("7A", seats[other], other))
    fits = seat_fits(outcome.context, outcome.plan, "7A", student_id, [pin])
    fit = next(one for one in fits if one.seat_id == seats[other])
    assert any("is pinned to" in str(words) for words in fit.broken)


def test_a_wish_is_planned_around(sample: School, outcome: Outcome) -> None:
    student_id = next(iter(outcome.plan.seats_of("8A")))
    best = next(
        fit for fit in seat_fits(outcome.context, outcome.plan, "8A", student_id) if fit.possible
    )
    wish = what_if(outcome.context, outcome.plan, "8A", student_id, best.seat_id)
    assert wish.change is not None and wish.moved
    assert wish.change >= best.change
    assert {row.seat_id for row in wish.seats if row.student_id == student_id} == {best.seat_id}
    assert verify(sample, Plan(pairs=outcome.plan.pairs, seats=wish.seats)).violations == sum(
        len(sample.seated(group)) for group in sample.seating_groups if group != "8A"
    )


def test_an_impossible_wish_names_what_is_in_the_way_and_what_helps(outcome: Outcome) -> None:
    fixed = next(
        fit for fit in seat_fits(outcome.context, outcome.plan, "7A", "S002") if not fit.possible
    )
    wish = what_if(outcome.context, outcome.plan, "7A", "S002", fixed.seat_id)
    assert wish.change is None and wish.moved is None
    assert any("is pinned to" in str(member) for member in wish.summary.conflict)
    assert any("it helps to relax" in str(note) for note in wish.summary.notes)


def test_what_helps_is_the_cheapest_to_relax() -> None:
    named = [f"S{number:03}" for number in range(1, 5)]
    rules = [
        entry("row_range", level="hard", students=named, first=1, last=1),
        entry("row_range", level="hard", students=named[:1], first=2, last=2),
    ]
    outcome = make_plan(one_class([60] * 8, rules=rules))
    detail = outcome.summary.parts[Part.SEATS].details["7A"]
    assert detail.status is Status.INFEASIBLE
    assert len(detail.conflict) == 2
    assert sum("it helps to relax" in str(note) for note in detail.notes) == 2


def test_the_curve_rises_and_counts_who_moves(sample: School, outcome: Outcome) -> None:
    bad = swapped(outcome.plan, "7B", *list(outcome.plan.seats_of("7B").items())[-1])
    tutees = [need.student_id for need in outcome.findings.subject_needs]
    seats = bad.seats_of("7B")
    for tutee in [one for one in tutees if one in seats][:3]:
        fits = seat_fits(outcome.context, bad, "7B", tutee)
        worst = [fit for fit in fits if fit.possible][-1]
        bad = swapped(bad, "7B", tutee, worst.seat_id)
    points = disruption_curve(outcome.context, "7B", bad)
    assert [point.limit for point in points] == [0, 2, 4, 8, 16, len(sample.seated("7B"))]
    assert points[0].moved == 0
    for earlier, later in pairwise(points):
        assert later.moved <= later.limit
        assert later.points >= earlier.points
    assert points[-1].points > points[0].points
    before, after = bad.seats_of("7B"), {row.student_id: row.seat_id for row in points[2].seats}
    assert sum(before[one] != after[one] for one in before) == points[2].moved


def test_a_new_pin_breaks_a_rule_until_enough_may_move(outcome: Outcome) -> None:
    seats = outcome.plan.seats_of("7A")
    one, other = list(seats)[5:7]
    pin = Pin(Seating("7A", seats[other], one))
    points = disruption_curve(outcome.context, "7A", outcome.plan, pins=[pin])
    assert points[0].violations > 0
    assert points[-1].violations == 0


def test_who_comes_and_who_leaves(sample: School, outcome: Outcome) -> None:
    gone = outcome.plan.seats_of("7A")
    leaver = list(gone)[3]
    kept = tuple(row for row in outcome.plan.seats or () if row.student_id != leaver)
    points = disruption_curve(Context.of(sample), "7A", outcome.plan.with_part("seats", kept))
    assert points[0].moved == 0
    assert len(points[0].seats) == len(sample.seated("7A"))


def test_classes_without_seats_get_empty_answers(outcome: Outcome) -> None:
    assert seat_fits(outcome.context, Plan(), "7A", "S001") == ()
    assert seat_fits(outcome.context, outcome.plan, "7A", "nobody") == ()
    assert disruption_curve(outcome.context, "7A", Plan()) == ()
