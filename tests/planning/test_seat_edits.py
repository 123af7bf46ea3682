"""Swaps by hand: the table says what the judge then finds, for every couple of seats."""

from __future__ import annotations

import itertools

from pairing.model.enums import Part
from pairing.model.pin import Pin
from pairing.model.plan import Seating
from pairing.planning import Effort, make_plan, swap_table, with_swap
from pairing.planning.compare.diff import seat_differences
from pairing.sample import make_sample

SCHOOL = make_sample(1, 16, 4).school()


def test_the_table_of_swaps_says_what_the_judge_finds() -> None:
    (class_id,) = SCHOOL.class_
    outcome = make_plan(SCHOOL, only=(Part.PAIRS, Part.SEATS), effort=Effort(search=0.05, proof=0))
    table = swap_table(outcome.context, outcome.plan, class_id)
    assert table is not None
    before = outcome.summary.parts[Part.SEATS].details[class_id]
    taken = set(outcome.plan.seats_of(class_id).values())
    barred = 0
    for p, q in itertools.combinations(range(len(table.seats)), 2):
        if not {table.seats[p], table.seats[q]} & taken:
            continue
        after = with_swap(outcome, class_id, table.seats[p], table.seats[q])
        detail = after.summary.parts[Part.SEATS].details[class_id]
        assert detail.reached - before.reached == round(1000 * table.change[p][q])
        assert (detail.violations > before.violations) == ((p, q) in table.barred)
        barred += (p, q) in table.barred
    assert barred


def test_two_plans_of_a_class_differ_by_what_was_swapped() -> None:
    (class_id,) = SCHOOL.class_
    before = make_plan(SCHOOL, only=(Part.PAIRS, Part.SEATS), effort=Effort(search=0.05, proof=0))
    seats = list(before.plan.seats_of(class_id).values())
    after = with_swap(before, class_id, seats[0], seats[7])
    found = seat_differences(before, after, class_id)
    assert found is not None
    assert sum(one.moved for one in found.students) == 2
    assert round(found.after - found.before, 6) == round(
        sum(one.after - one.before for one in found.rules), 6
    )
    same = seat_differences(before, before, class_id)
    assert same is not None
    assert same.students == ()
    assert same.rules == ()


def test_a_pinned_pupil_does_not_swap() -> None:
    (class_id,) = SCHOOL.class_
    outcome = make_plan(SCHOOL, only=(Part.PAIRS, Part.SEATS), effort=Effort(search=0.05, proof=0))
    student_id, seat_id = next(iter(outcome.plan.seats_of(class_id).items()))
    pin = Pin(Seating(class_id, seat_id, student_id))
    table = swap_table(outcome.context, outcome.plan, class_id, (pin,))
    assert table is not None
    here = table.seats.index(seat_id)
    others = [place for place in range(len(table.seats)) if place != here]
    told = [table.barred[min(here, one), max(here, one)] for one in others]
    assert all(any("pinned" in str(words) for words in own) for own in told)
