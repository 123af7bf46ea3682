"""A work as pieces: read back it is the same, and two classes are two pieces."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given

from builders import odd_tables, one_class
from exploring import examples
from pairing.model.enums import Part, Role, Ruling
from pairing.model.messages.fault import InputError
from pairing.model.records import Decision, Record, Teacher
from pairing.model.school import School
from pairing.model.settings import RuleEntry
from pairing.planning import Outcome, make_plan, verify
from pairing.rules.core.book import RuleBook
from pairing.store import Work, from_pieces, to_pieces
from pairing.store.pieces import Memo


def test_a_work_read_back_is_the_same(sample: School, outcome: Outcome) -> None:
    seat = next(iter(outcome.plan.seats or ()))
    pairs = outcome.plan.pairs or ()
    sessions = outcome.plan.sessions or ()
    decision = Decision(
        student_id=sample.students[0].student_id,
        need="maths",
        ruling=Ruling.DISMISSED,
        by="<i>Li</i>",
        at=sample.today,
    )
    work = Work(
        sample,
        settings={"gender_mix": (False, 2.5)},
        outcome=outcome,
        planned={"pairs": "mark", "seats 7A": "other"},
        seat_pins=(seat,),
        pins=(pairs[0], sessions[0]),
    )
    memo: Memo = {}
    pieces = to_pieces(work, memo)
    assert to_pieces(work, memo) == pieces
    back = from_pieces(pieces)
    assert back.school == sample
    assert back.settings == work.settings
    assert {name: mark for name, mark in back.planned.items() if mark} == work.planned
    assert back.seat_pins == (seat,)
    assert set(back.pins) == {pairs[0], sessions[0]}
    assert back.outcome is not None
    assert back.outcome.plan == outcome.plan
    told = [list(map(str, pair.reasons)) for pair in pairs]
    assert [list(map(str, pair.reasons)) for pair in back.outcome.plan.pairs or ()] == told
    decided = from_pieces(to_pieces(replace(work, decisions=(decision,)), {}))
    assert decided.decisions == (decision,)


def test_scores_are_judged_anew_and_are_those_of_the_plan(sample: School, outcome: Outcome) -> None:
    back = from_pieces(to_pieces(Work(sample, outcome=outcome), {})).outcome
    assert back is not None
    for part in (Part.PAIRS, Part.MENTORS, Part.TEAMS, Part.SESSIONS, Part.SEATS):
        was, now = outcome.summary.parts[part], back.summary.parts[part]
        assert (now.objective, now.bound, now.status) == (was.objective, was.bound, was.status)
        assert list(map(str, now.notes))[:1] == list(map(str, was.notes))[:1]


def test_a_swap_in_one_class_is_one_piece(sample: School, outcome: Outcome) -> None:
    from pairing.planning import with_swap

    seats = list(outcome.plan.seats_of("7A").values())
    swapped = with_swap(outcome, "7A", seats[0], seats[5])
    before, after = (to_pieces(Work(sample, outcome=one), {}) for one in (outcome, swapped))
    assert {name for name in after if after[name] != before[name]} == {"seats 7A"}


@pytest.mark.slow
@examples(25)
@given(given=odd_tables())
def test_any_school_and_plan_can_be_kept(
    given: tuple[dict[str, list[Record]], list[RuleEntry]],
) -> None:
    tables, rules = given
    try:
        school = School.of(tables, rules)
        RuleBook.of(school)
    except InputError:
        return
    outcome = make_plan(school, only=(Part.NEEDS, Part.PAIRS, Part.MENTORS, Part.SEATS))
    back = from_pieces(to_pieces(Work(school, outcome=outcome), {}))
    assert back.school == school
    if not school.students:
        assert back.outcome is None  # nothing was planned
        return
    assert back.outcome is not None
    assert back.outcome.plan.pairs == outcome.plan.pairs
    assert set(back.outcome.plan.seats or ()) == set(outcome.plan.seats or ())
    assert verify(school, back.outcome.plan).violations == verify(school, outcome.plan).violations


@pytest.mark.parametrize("text", ["null", "{", '{"rows": 3}', '[{"student_id": 7}]'])
def test_pieces_that_somebody_changed_are_refused(sample: School, text: str) -> None:
    pieces = to_pieces(Work(sample), {})
    with pytest.raises(InputError):
        from_pieces({**pieces, "table students": text.encode(), "settings": b'{"a": 1}'})


def test_a_seat_that_is_gone_is_dropped_with_its_class(sample: School, outcome: Outcome) -> None:
    pieces = to_pieces(Work(sample, outcome=outcome), {})
    name = "seats gone"
    pieces[name] = pieces["seats 7A"]
    back = from_pieces(pieces).outcome
    assert back is not None
    assert "gone" not in back.summary.parts[Part.SEATS].details
    assert not [row for row in back.plan.seats or () if row.class_id == "gone"]
    assert json.loads(pieces[name])["rows"]


def test_a_class_may_be_called_as_a_part_is() -> None:
    small = one_class([20, 90, 80, 70])
    school = replace(
        small,
        students=tuple(one.model_copy(update={"class_id": "mentors"}) for one in small.students),
        classes=tuple(one.model_copy(update={"class_id": "mentors"}) for one in small.classes),
        teachers=(Teacher(teacher_id="T1", name="Ren", roles=(Role.CADRE,)),),
    )
    made = make_plan(school)
    assert made.plan.mentors
    assert made.plan.seats_of("mentors")
    back = from_pieces(to_pieces(Work(school, outcome=made), {})).outcome
    assert back is not None
    assert back.plan == made.plan
    for part in (Part.MENTORS, Part.SEATS):
        assert back.summary.parts[part].status is made.summary.parts[part].status
        assert back.summary.parts[part].objective == made.summary.parts[part].objective
