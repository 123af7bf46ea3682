"""Plans of the sample school: approved, pinned, kept, repeated, and honest about failure."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import Any

import pytest

from builders import entry, one_class
from pairing.errors import PairingError
from pairing.model.enums import Part, Status
from pairing.model.pin import Pin
from pairing.model.plan import Mentorship, Pair, Plan, PlanRow, Seating
from pairing.model.points import points
from pairing.model.school import School
from pairing.planning import Asked, MaxSeconds, Outcome, Step, make_plan, verify
from pairing.planning.explain.reasons import helper_network, need_counts, why_here
from pairing.sample import make_sample


def test_the_sample_is_planned_and_approved(sample: School, outcome: Outcome) -> None:
    verdict = verify(sample, outcome.plan)
    assert verdict.approved
    for part in (Part.PAIRS, Part.MENTORS):
        assert outcome.summary.parts[part].status is Status.OPTIMAL
    assert outcome.summary.parts[Part.SESSIONS].gap <= 0.002
    for part in (Part.PAIRS, Part.MENTORS, Part.SESSIONS, Part.SEATS):
        summary = outcome.summary.parts[part]
        assert summary.objective == verdict.objective(part) <= summary.bound
    assert outcome.plan.sessions


def test_every_subject_need_of_the_sample_has_an_able_tutor_within_reach(
    outcome: Outcome,
) -> None:
    scores = outcome.summary.parts[Part.SEATS].rules
    support = next(score for score in scores if score.rule.id == "support_near")
    seated = {row.student_id for row in outcome.plan.seats or ()}
    needs = [need for need in outcome.findings.subject_needs if need.student_id in seated]
    assert sum(match.amount for match in support.matches) == len(needs)


def test_the_same_seed_gives_the_same_plan(sample: School, outcome: Outcome) -> None:
    assert make_plan(sample).plan == outcome.plan


def test_another_seed_may_give_another_plan_as_good_as_the_bound_allows(sample: School) -> None:
    other = make_plan(sample, seed=1, only=[Part.SEATS])
    assert verify(sample, other.plan).approved


def test_pins_never_move(sample: School, outcome: Outcome) -> None:
    plan = outcome.plan
    need = outcome.findings.subject_needs[0]
    class_id = sample.student[need.student_id].class_id
    tutor = next(
        one
        for one in sorted(outcome.findings.able(class_id, need.need))
        if one not in outcome.findings.needs_of
        and Pair(need.student_id, one, need.need) not in (plan.pairs or ())
    )
    mentee = (plan.mentors or ())[0].student_id
    mentor = next(
        teacher.teacher_id
        for teacher in sample.teachers
        if Mentorship(mentee, teacher.teacher_id) not in (plan.mentors or ())
    )
    seats = [row for row in plan.seats or () if row.class_id == "7A"]
    ruled = {"keep_apart", "keep_together", "fixed_seat", "front_rows"}
    named = {
        student_id
        for rule in sample.rules
        if rule.id in ruled
        for extra in [rule.model_extra or {}]
        for student_id in [*extra.get("students", []), extra.get("student")]
    } | {one.student_id for one in sample.students if "front" in (one.vision, one.hearing)}
    free = [row for row in seats if row.student_id not in named]
    rows = (
        Pair(need.student_id, tutor, need.need),
        Mentorship(mentee, mentor),
        Seating("7A", free[5].seat_id, free[0].student_id),
    )
    parts = (Part.PAIRS, Part.MENTORS, Part.SEATS)
    pinned = make_plan(sample, only=parts, pins=[Pin(row) for row in rows]).plan
    assert rows[0] in (pinned.pairs or ())
    assert rows[1] in (pinned.mentors or ())
    assert rows[2] in (pinned.seats or ())
    assert verify(sample, pinned).approved


def test_pins_that_contradict_a_rule_are_named(sample: School) -> None:
    fixed = next(rule for rule in sample.rules if rule.id == "fixed_seat")
    extra = fixed.model_extra or {}
    room = sample.room_of("7A")
    assert room is not None
    elsewhere = next(seat.seat_id for seat in room.seats if seat.seat_id != extra["seat"])
    pin = Pin(Seating("7A", elsewhere, extra["student"]))
    outcome = make_plan(sample, only=[Part.SEATS], classes=["7A"], pins=[pin])
    conflict = [str(member) for member in outcome.summary.parts[Part.SEATS].conflict]
    name = sample.student[extra["student"]].name
    assert sorted(conflict) == sorted(
        [f"seat {name} on {extra['seat']}", f"{name} is pinned to {elsewhere}"]
    )
    assert outcome.plan.seats == ()
    assert not outcome.summary.solved


def test_everything_pinned_ends_at_once(sample: School, outcome: Outcome) -> None:
    plan = outcome.plan
    rows: list[PlanRow] = [*(plan.pairs or ()), *(plan.mentors or ()), *(plan.seats or ())]
    again = make_plan(sample, pins=[Pin(row) for row in rows])
    assert again.plan == plan


def test_nothing_changes_where_nothing_changed(sample: School, outcome: Outcome) -> None:
    assert make_plan(sample, seed=5, keep=outcome.plan).plan == outcome.plan


def test_a_pupil_who_leaves_moves_few(sample: School, outcome: Outcome) -> None:
    leaver = next(row.student_id for row in outcome.plan.seats or () if row.class_id == "8A")
    smaller = replace(
        sample,
        students=tuple(one for one in sample.students if one.student_id != leaver),
        scores=tuple(row for row in sample.scores if row.student_id != leaver),
        indicators=tuple(row for row in sample.indicators if row.student_id != leaver),
        relations=(),
        rules=(),
    )
    again = make_plan(smaller, only=[Part.SEATS], classes=["8A"], keep=outcome.plan)
    before, after = outcome.plan.seats_of("8A"), again.plan.seats_of("8A")
    moved = [one for one in after if before[one] != after[one]]
    assert leaver not in after
    assert len(moved) <= 4


def test_a_newcomer_takes_a_free_seat() -> None:
    school = one_class([75, 76, 77])
    plan = make_plan(school).plan
    larger = one_class([75, 76, 77, 76])
    again = make_plan(larger, keep=plan).plan
    assert {one: again.seats_of("7A")[one] for one in plan.seats_of("7A")} == plan.seats_of("7A")


def test_only_the_wanted_parts_are_planned(sample: School) -> None:
    outcome = make_plan(sample, only=[Part.PAIRS])
    assert outcome.plan.pairs
    assert outcome.plan.needs is None
    assert outcome.summary.parts[Part.SEATS].status is Status.NOT_PLANNED


def test_a_stop_gives_the_best_so_far_and_says_so(sample: School) -> None:
    steps: list[Step] = []

    stop = Asked()

    def show(step: Step) -> None:
        steps.append(step)
        if step.part == Part.SEATS:
            stop.ask()

    outcome = make_plan(sample, stop=stop, progress=show)
    assert {step.part for step in steps} >= {Part.NEEDS, Part.PAIRS, Part.MENTORS, Part.SEATS}
    assert outcome.summary.parts[Part.SEATS].cut
    planned = {row.class_id for row in outcome.plan.seats or ()}
    assert verify(sample, outcome.plan.with_part("seats", None)).approved
    assert planned <= set(sample.seating_groups)


def test_what_rests_on_nothing_of_another_is_planned_beside_it(sample: School) -> None:
    """Each of the two waits until the other is at work, and both after what they rest on."""
    steps: list[Step] = []
    both = threading.Barrier(2, timeout=60)

    def show(step: Step) -> None:
        first = step.part not in {one.part for one in steps}
        steps.append(step)
        if first and step.part in (Part.SESSIONS, Part.SEATS):
            both.wait()

    make_plan(sample, stop=MaxSeconds(0.5), progress=show)
    told = [step.part for step in steps]
    ended = [step.part for step in steps if step.ended]
    begun = min(told.index(Part.SESSIONS), told.index(Part.SEATS))
    assert {Part.PAIRS, Part.MENTORS} <= set(told[:begun])
    assert set(ended) >= {Part.PAIRS, Part.MENTORS, Part.SESSIONS, Part.SEATS}
    assert told[-1] in ended


def test_a_time_limit_is_kept(sample: School) -> None:
    outcome = make_plan(sample, stop=MaxSeconds(0.5))
    assert outcome.summary.parts[Part.SEATS].seconds < 20


def test_seats_of_an_earlier_outcome_are_taken_over(sample: School) -> None:
    parts = (Part.PAIRS, Part.SEATS)
    first = make_plan(sample, only=parts, classes=["7A"])
    second = make_plan(sample, only=parts, classes=["8B"])
    both = second.onto(first)
    assert {row.class_id for row in both.plan.seats or ()} == {"7A", "8B"}
    seats = both.summary.parts[Part.SEATS]
    assert seats.reached == sum(one.summary.parts[Part.SEATS].reached for one in (first, second))


def test_why_here_adds_up(outcome: Outcome) -> None:
    tutee = next(
        row.tutee_id
        for row in outcome.plan.pairs or ()
        if row.tutee_id in outcome.plan.seats_of("7A")
    )
    bearings = why_here(outcome.context, outcome.plan, "7A", tutee)
    assert any("within reach" in str(bearing.text) for bearing in bearings)
    assert bearings[0].points >= 6


def test_pictures_rest_on_the_plan(outcome: Outcome) -> None:
    network = helper_network(outcome.plan, outcome.findings, "7A")
    pairs = [
        (row.tutor_id, row.tutee_id)
        for row in outcome.plan.pairs or ()
        if outcome.school.student[row.tutee_id].class_id == "7A"
    ]
    assert set(pairs) <= set(network.edges)
    assert sum(count for _, _, count in need_counts(outcome.findings)) == len(
        outcome.findings.needs
    )


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda rows: rows[1:], "has 0 seats"),
        (lambda rows: (*rows, rows[0]), "stands 2 times"),
        (lambda rows: (*rows[1:], replace(rows[0], seat_id=rows[1].seat_id)), "2 students on"),
        (lambda rows: (*rows[1:], replace(rows[0], seat_id="R0-0")), "is no usable seat"),
        (lambda rows: (*rows[1:], replace(rows[0], class_id="8B")), "is not in 8B"),
        (lambda rows: (*rows, Seating("9Z", "R", "S001")), "no class 9Z"),
    ],
)
def test_verify_tells_what_no_plan_may_have(
    sample: School, outcome: Outcome, change: object, told: str
) -> None:
    seats = change(outcome.plan.seats or ())  # type: ignore[operator]
    verdict = verify(sample, outcome.plan.with_part("seats", seats))
    assert not verdict.approved
    assert any(told in str(words) for words in verdict.unsound)


def test_verify_tells_pairs_and_mentors_that_cannot_be(sample: School) -> None:
    plan = Plan(
        needs=(),
        pairs=(Pair("S001", "S001", "maths"), Pair("S999", "S001", "maths")),
        mentors=(Mentorship("S999", "T01"), Mentorship("S001", "T99")),
    )
    told = " ".join(str(words) for words in verify(sample, plan).unsound)
    for words in ("is left out", "cannot tutor themselves", "no student S999", "no teacher T99"):
        assert words in told


def test_a_hand_edited_plan_is_scored_rule_by_rule(sample: School, outcome: Outcome) -> None:
    rows = list(outcome.plan.seats or ())
    rows[0], rows[1] = (
        replace(rows[0], student_id=rows[1].student_id),
        replace(rows[1], student_id=rows[0].student_id),
    )
    verdict = verify(sample, outcome.plan.with_part("seats", tuple(rows)))
    scores = verdict.scores[Part.SEATS]
    assert points(sum(score.amount for score in scores)) == verdict.objective(Part.SEATS)
    assert verdict.unsound == ()


def test_impossible_rules_are_explained_in_words() -> None:
    rules = [
        entry("front_rows", level="hard", students=["S001", "S002"], rows=1),
        entry("fixed_seat", level="hard", student="S001", seat="R-2-1"),
        entry("gender_mix", level="hard", enabled=False),
    ]
    outcome = make_plan(one_class([60] * 8, rules=rules))
    seats = outcome.summary.parts[Part.SEATS]
    assert seats.status is Status.INFEASIBLE
    assert sorted(str(member) for member in seats.conflict) == [
        "seat Name 1 on R-2-1",
        "seat Name 1, Name 2 in the first 1 rows",
    ]


def test_a_rule_that_speaks_of_nobody_is_told() -> None:
    rules = [
        entry("zone_banned", who=["tag=nobody"], zone="door"),
        entry("row_range", who=["everybody"], first=1),
    ]
    notes = make_plan(one_class([60] * 4, rules=rules)).summary.parts[Part.SEATS].notes
    told = [str(note) for note in notes if "nothing to say" in str(note)]
    assert [note for note in told if "zone_banned" in note]


@pytest.mark.parametrize("level", ["hard", "soft"])
def test_a_place_of_which_the_room_has_no_seat_is_told(level: str) -> None:
    rules = [
        entry("zone_needed", level=level, students=["S001"], zone="讲台旁"),
        entry("zone_needed", level=level, students=["S002"], zone="window"),
    ]
    notes = (
        make_plan(one_class([70] * 8, rules=rules), only=("seats",)).summary.parts["seats"].notes
    )
    told = [note for note in notes if note.code == "seats.no_such_place"]
    assert [note.facts["zone"] for note in told] == [("讲台旁",)]


@pytest.mark.parametrize("asked", [{"only": ["seat"]}, {"classes": ["ZZ"]}, {"seed": -1}])
def test_what_is_not_there_is_not_planned_without_a_word(asked: dict[str, Any]) -> None:
    with pytest.raises(PairingError):
        make_plan(one_class([60] * 4), **asked)


def test_nobody_moves_for_nothing_where_a_plan_is_asked_for_again() -> None:
    school = make_sample(1, 24, 3).school()
    first = make_plan(school, only=("pairs", "seats"), seed=1)
    (row, *_) = first.plan.seats or ()
    # Another seed begins elsewhere and finds another plan, unless it is told where to begin.
    again = make_plan(school, only=("pairs", "seats"), seed=2, begin=first.plan, pins=[Pin(row)])
    was, now = (one.summary.parts[Part.SEATS].reached for one in (first, again))
    assert now >= was
    if now == was:
        assert set(again.plan.seats or ()) == set(first.plan.seats or ())
