"""Seats of sets in rooms of their own: made like a class's, and judged by nobody's word."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import entry, marks, people
from exploring import examples
from model.test_sets import in_room, school_with
from pairing.instances.classroom import ClassRoom
from pairing.model.enums import Part, Role, Status
from pairing.model.messages.fault import InputError
from pairing.model.pin import Pin
from pairing.model.plan import Pair, Plan, Seating
from pairing.model.records import ClassRecord, PastSeat, Record, TaughtSet, Teacher
from pairing.model.room.patterns import paired_desks
from pairing.model.school import School
from pairing.planning import make_plan, rotate, verify
from pairing.planning.parts.registry import planner_of
from pairing.rules.core.book import RuleBook
from pairing.rules.seats.fair_rotation import FairRotation
from pairing.rules.seats.new_neighbours import NewNeighbours
from pairing.screening import screen
from soundness import wrong_with_plan

LAST = date(2026, 9, 1)


@st.composite
def schools_with_sets(draw: st.DrawFn) -> School:
    """Two classes, and up to three sets of some of both, in rooms that are just large enough."""
    sizes = draw(st.lists(st.integers(1, 6), min_size=2, max_size=2))
    own = {f"{n}A": draw(people(f"{n}A", 10 * n + 1, size)) for n, size in enumerate(sizes)}
    pupils = [one for members in own.values() for one in members]
    tables: dict[str, list[Record]] = {
        "students": [*pupils],
        "teachers": [Teacher(teacher_id="T1", name="T", roles=(Role.SUBJECT,))],
        "classes": [ClassRecord(class_id=one, grade="7", layout_id=f"R{one}") for one in own],
        "layouts": [
            seat
            for one, members in own.items()
            for seat in paired_desks(f"R{one}", rows=-(-len(members) // 4), columns=4)
        ],
        "scores": [
            mark
            for one in pupils
            for subject in ("maths", "english")
            for mark in marks(one.student_id, subject, [draw(st.integers(20, 99))])
        ],
        "sets": [],
        "seat_history": [],
    }
    names = [*own, *(one.student_id for one in pupils)]
    for number in range(draw(st.integers(1, 3))):
        set_id, room = f"set {number}", f"L{number}"
        named = draw(st.lists(st.sampled_from(names), min_size=1, max_size=6, unique=True))
        subject = draw(st.sampled_from(["maths", "english"]))
        tables["sets"].append(
            TaughtSet(
                set_id=set_id, subject=subject, teacher_id="T1", room=room, students=tuple(named)
            )
        )
        seats = paired_desks(room, rows=3, columns=4)
        tables["layouts"] += seats
        taken = draw(st.sets(st.sampled_from([seat.seat_id for seat in seats]), max_size=4))
        for seat_id, one in zip(sorted(taken), pupils, strict=False):
            values = {"class_id": set_id, "student_id": one.student_id, "seat_id": seat_id}
            tables["seat_history"].append(PastSeat.model_validate({**values, "from": LAST}))
    ids = [one.student_id for one in pupils]
    some = draw(st.lists(st.sampled_from(ids), min_size=2, max_size=3, unique=True))
    rules = [
        entry("keep_apart", level=draw(st.sampled_from(["hard", "soft"])), students=some),
        entry("support_near", scope=draw(st.sampled_from([["set 0"], ["0A"], ["1A", "set 0"]]))),
        entry("fair_rotation"),
        entry("tutees_near"),
    ]
    return School.of(tables, rules)


@given(school=schools_with_sets())
@examples(40)
def test_every_group_has_seats_that_verify_accepts(school: School) -> None:
    outcome = make_plan(school)
    details = outcome.summary.parts[Part.SEATS].details
    assert tuple(details) == school.seating_groups
    assert not wrong_with_plan(school, outcome)
    judged = sum(score.amount for score in verify(school, outcome.plan).scores[Part.SEATS])
    assert judged == sum(score.amount for one in details.values() for score in one.rules), (
        "what was reached is what the judge says"
    )
    for group_id in school.seating_groups:
        if details[group_id].status is not Status.INFEASIBLE:
            seated = {one.student_id for one in school.seated(group_id)}
            assert outcome.plan.seats_of(group_id).keys() == seated


def test_the_judge_tells_a_seat_in_a_set_that_one_is_not_in() -> None:
    school = school_with(in_room("M1", "S001"))
    plan = make_plan(school).plan
    wrong = plan.with_part(Part.SEATS, (*(plan.seats or ()), Seating("M1", "L-1-2", "S002")))
    assert [one.code for one in verify(school, wrong).unsound] == ["verify.seat_not_in_class"]
    without = plan.with_part(Part.SEATS, tuple(r for r in plan.seats or () if r.class_id == "7A"))
    assert [one.code for one in verify(school, without).unsound] == ["verify.seats_of_one_in_set"]


def test_one_set_alone_is_planned_and_kept() -> None:
    school = school_with(in_room("M1", "7A"))
    first = make_plan(school).plan
    pinned = Pin(Seating("M1", "L-1-4", "S001"))
    again = make_plan(school, only=(Part.SEATS,), classes=("M1",), keep=first, pins=(pinned,))
    assert again.plan.seats_of("M1")["S001"] == "L-1-4"
    assert not again.plan.seats_of("7A")


def test_a_pin_without_a_class_is_of_the_room_that_has_the_seat() -> None:
    school, seats = school_with(in_room("M1", "S001")), planner_of(Part.SEATS)
    for seat_id, group_id in (("R-1-1", "7A"), ("L-1-1", "M1"), ("?", "7A")):
        cells = {"student_id": "S001", "seat_id": seat_id}
        assert seats.completed(school, cells)["class_id"] == group_id
    (unknown,) = seats.unknown(school, Seating("M1", "L-1-1", "S002"))
    assert (unknown.column, unknown.known) == ("class_id", ("7A",))


def test_neighbours_in_the_laboratory_are_no_new_neighbours_in_the_class_room() -> None:
    past = [
        PastSeat.model_validate(
            {"class_id": "lab", "student_id": who, "seat_id": where, "from": LAST}
        )
        for who, where in (("S001", "L-1-1"), ("S002", "L-1-2"))
    ]
    school = school_with(in_room("lab", "7A"), seat_history=past)
    for group_id in ("7A", "lab"):
        room = ClassRoom.of(screen(school), group_id, Plan())
        assert room is not None
        assert [one[:2] for one in NewNeighbours().couples(room)] == [("S001", "S002")]
        # Turns in front are of the room in which somebody sat.
        assert bool(list(FairRotation().costs(room))) is (group_id == "lab")


def test_only_needs_in_a_sets_subject_count_there() -> None:
    scores = [
        mark
        for number, (maths, english) in enumerate([(80, 20), (79, 90), (78, 60), (77, 60)], 1)
        for subject, mark_ in (("maths", maths), ("english", english))
        for mark in marks(f"S{number:03}", subject, [mark_])
    ]
    sets = [in_room("M1", "7A"), in_room("E1", "7A", subject="english")]
    school = school_with(*sets, scores=scores)
    plan = Plan(pairs=(Pair("S001", "S002", "english"),))
    rooms = [ClassRoom.of(screen(school), one, plan) for one in school.seating_groups]
    found = {
        room.class_id: ({need.need for need in room.needs}, len(room.pairs))
        for room in rooms
        if room is not None
    }
    assert found == {"7A": ({"english"}, 1), "M1": (set(), 0), "E1": ({"english"}, 1)}


@pytest.mark.parametrize(
    ("rule_id", "scope"), [("gender_mix", "M2"), ("gender_mix", "M3"), ("tutor_load", "M1")]
)
def test_rules_of_seats_alone_may_be_of_sets_that_have_a_room(rule_id: str, scope: str) -> None:
    school = school_with(in_room("M1", "S001"), in_room("M2", "S001", room=None))
    RuleBook.of(school, [entry("gender_mix", scope=["7A", "M1"])])
    with pytest.raises(InputError):
        RuleBook.of(school, [entry(rule_id, scope=[scope])])


def test_a_fixed_seat_holds_in_every_room_that_has_it() -> None:
    def fixed(*seats: str) -> list[Any]:
        return [entry("fixed_seat", student="S001", seat=seat, level="hard") for seat in seats]

    school = school_with(in_room("M1", "7A")).with_rules(fixed("L-1-3", "R-1-2"))
    plan = make_plan(school).plan
    assert (plan.seats_of("7A")["S001"], plan.seats_of("M1")["S001"]) == ("R-1-2", "L-1-3")
    with pytest.raises(InputError):
        RuleBook.of(school, fixed("X-1-1"))
    with pytest.raises(InputError):
        RuleBook.of(school, fixed("L-1-3", "L-1-4"))


def test_the_weeks_of_a_set_are_planned_like_those_of_a_class() -> None:
    school = school_with(in_room("M1", "7A"), room=2)
    made = rotate(school, "M1", 3, since=date(2026, 9, 7))
    assert [len(week.seats) for week in made.weeks] == [4, 4, 4]
    assert {row.class_id for row in made.history()} == {"M1"}
