"""What a person changes by hand: rooms, rules, versions and pins, without a page."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from pairing.app.state.edits import needs_edits, school_edits
from pairing.app.state.edits.settings_edits import set_settings
from pairing.app.state.planned import Planned
from pairing.app.state.stale import Why
from pairing.app.state.sync import forget_changes, save, take_up
from pairing.app.state.workspace import Workspace
from pairing.io.rules_toml import read_rules_toml, rules_toml
from pairing.model.enums import Part, Ruling, SessionKind, Status
from pairing.model.plan import Pair
from pairing.model.records import TaughtSet
from pairing.model.room.patterns import PATTERNS, paired_desks, patterned
from pairing.model.school import School
from pairing.model.settings import RuleEntry, SessionSettings
from pairing.planning import verify
from pairing.sample import make_sample
from pairing.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(f"sqlite:///{tmp_path}/store.db")


@pytest.fixture(scope="module")
def small() -> School:
    return make_sample(2, 16, 3).school()


def confirm_one(workspace: Workspace) -> None:
    need = workspace.findings.near_line[0]
    needs_edits.decide(workspace, need.student_id, need.need, Ruling.CONFIRMED, "Li")


def wait(workspace: Workspace) -> Part | None:
    assert workspace.job is not None
    assert workspace.job.ended_within(60)
    assert workspace.job.error is None
    return workspace.collect()


def with_plan(school: School) -> tuple[Workspace, Planned]:
    workspace = Workspace(school, "small")
    forget_changes(workspace)
    workspace.begin(("7A",))
    assert wait(workspace) is Part.SEATS
    assert workspace.planned is not None
    return workspace, workspace.planned


def rows_of(pattern: str) -> list[dict[str, object]]:
    return [
        seat.model_dump(mode="json", exclude={"layout_id", "x", "y"}, exclude_none=True)
        for seat in patterned(pattern, "new", 4, 6)
    ]


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_class_moves_into_any_room(small: School, pattern: str) -> None:
    workspace, planned = with_plan(small.with_rules(()))
    assert school_edits.set_room(workspace, "7A", rows_of(pattern)) == ()
    assert not planned.has_seats("7A")
    workspace.begin(("7A",))
    wait(workspace)
    assert {row.seat_id.split("-")[0] for row in planned.plan.seats or ()} == {"new"}
    assert verify(workspace.context, planned.plan).scores[Part.SEATS]
    # The other class has the room it had.
    other = small.room_of("8A" if "8A" in small.class_ else "7B")
    assert other == workspace.school.room_of("8A" if "8A" in small.class_ else "7B")


def test_a_room_that_does_not_do_is_told_with_every_fault(small: School) -> None:
    workspace, planned = with_plan(small.with_rules(()))
    before = workspace.school
    rows = rows_of("pairs")
    assert school_edits.set_room(workspace, "7A", rows[:5])
    assert school_edits.set_room(workspace, "7A", [*rows, rows[0]])
    bad = [{**rows[0], "row": 0}, {**rows[1], "column": "x"}, *rows[2:]]
    assert len(school_edits.set_room(workspace, "7A", bad)) == 2
    assert workspace.school is before
    assert planned.has_seats("7A")


@pytest.mark.parametrize("room", [None, "its own"])
def test_a_set_moves_into_a_room_that_is_drawn_for_it(small: School, room: str | None) -> None:
    layouts = [*small.layouts]
    if room:
        layouts += paired_desks(room, rows=4, columns=6)
    ids = tuple(one.student_id for one in small.members["7A"][:4])
    own = TaughtSet(
        set_id="top",
        subject="maths",
        teacher_id=small.teachers[0].teacher_id,
        room=room,
        students=ids,
    )
    with_set = replace(small.with_rules(()), layouts=tuple(layouts), sets=(own,))
    workspace = Workspace(with_set, "small")
    forget_changes(workspace)
    assert school_edits.set_room(workspace, "top", rows_of("pairs")) == ()
    now = workspace.school
    assert "top" in now.seating_groups
    assert now.set_["top"].room == (room or "room top")
    drawn = now.room_of("top")
    assert drawn is not None and len(drawn.seats) == 24
    assert drawn.seats[0].seat_id.startswith("new")
    assert now.room_of("7A") == small.room_of("7A")
    workspace.begin(("top",))
    assert wait(workspace) is Part.SEATS
    assert workspace.planned is not None and workspace.planned.has_seats("top")


def test_a_room_that_a_set_has_too_is_left_to_it(small: School) -> None:
    shared = small.class_["7A"].layout_id
    ids = tuple(one.student_id for one in small.members["7A"][:4])
    own = TaughtSet(
        set_id="top",
        subject="maths",
        teacher_id=small.teachers[0].teacher_id,
        room=shared,
        students=ids,
    )
    workspace = Workspace(replace(small.with_rules(()), sets=(own,)), "small")
    forget_changes(workspace)
    assert school_edits.set_room(workspace, "7A", rows_of("pairs")) == ()
    assert workspace.school.room_of("top") == small.room_of("7A")
    assert workspace.school.class_["7A"].layout_id != shared


def test_a_dropped_rule_takes_only_its_own_settings_along(small: School) -> None:
    rules = [
        RuleEntry.model_validate({"id": "keep_apart", "students": [one, other], "distance": 2})
        for one, other in (("S001", "S002"), ("S003", "S004"), ("S005", "S006"))
    ]
    workspace = Workspace(small.with_rules(rules), "small")
    keys = [rule.key for rule in workspace.written_rules()]
    for weight, key in enumerate(keys, 2):
        workspace.set_rule(key, True, float(weight))
    school_edits.drop_rule(workspace, 1)
    assert [rule.weight for rule in workspace.book.rules[:2]] == [2.0, 4.0]
    named = [[one for _, one in rule.named_students()] for rule in workspace.book.rules[:2]]
    assert named == [["S001", "S002"], ["S005", "S006"]]
    workspace.set_rule(workspace.written_rules()[0].key, True, workspace.written_rules()[0].weight)
    assert len(workspace.settings) == 1


def test_only_what_a_rule_touches_is_planned_anew(small: School) -> None:
    workspace, planned = with_plan(small)
    assert workspace.stale_parts("7A") == frozenset()
    key = next(rule.key for rule in workspace.book.rules if rule.id == "gender_mix")
    workspace.set_rule(key, False, 1.0)
    assert workspace.stale_parts("7A") == {Part.SEATS}
    usual = next(rule.weight for rule in workspace.book.rules if rule.key == key)
    workspace.set_rule(key, True, usual)
    assert workspace.stale_parts("7A") == frozenset()
    pairs = next(rule.key for rule in workspace.book.rules if rule.id == "friends")
    workspace.set_rule(pairs, True, 9.0)
    assert workspace.stale_parts("7A") == {Part.PAIRS, Part.SEATS}
    mentors = planned.plan.mentors
    workspace.begin(("7A",), from_here=True)
    wait(workspace)
    assert workspace.stale_parts("7A") == frozenset()
    assert planned.plan.mentors is mentors
    assert verify(workspace.context, planned.plan).scores


def test_a_decision_plans_everything_anew(sample: School) -> None:
    workspace, planned = with_plan(sample)
    confirm_one(workspace)
    assert Part.NEEDS in workspace.stale_parts("7A")
    workspace.begin(("7A",))
    wait(workspace)
    assert len(planned.outcome.findings.needs) == len(workspace.findings.needs)
    assert workspace.stale_parts("7A") == frozenset()


def with_sessions(school: School) -> tuple[Workspace, Planned]:
    workspace, planned = with_plan(school)
    workspace.begin_sessions(planned)
    assert wait(workspace) is Part.SESSIONS
    assert planned.plan.sessions
    assert workspace.stale("7A") == {}
    return workspace, planned


def test_a_decision_deletes_nothing_and_marks_what_rests_on_needs(sample: School) -> None:
    workspace, planned = with_sessions(sample)
    sessions, seats = planned.plan.sessions, planned.plan.seats_of("7A")
    confirm_one(workspace)
    assert planned.plan.sessions == sessions
    assert planned.plan.seats_of("7A") == seats
    stale = workspace.stale("7A")
    asked = {Part.NEEDS, Part.PAIRS, Part.MENTORS, Part.SEATS, Part.SESSIONS}
    assert asked <= stale.keys()
    assert {stale[part] for part in asked} == {(Why.NEEDS,)}
    # A new plan of the class leaves the timetable, and says that it is of another time.
    workspace.begin(("7A",))
    wait(workspace)
    assert planned.plan.sessions == sessions
    assert workspace.stale("7A").keys() == {Part.SESSIONS}
    workspace.begin_sessions(planned)
    wait(workspace)
    assert workspace.stale("7A") == {}


def test_an_undone_plan_is_out_of_date_where_it_was_before(sample: School) -> None:
    workspace, planned = with_plan(sample)
    confirm_one(workspace)
    workspace.begin(("7A",))
    wait(workspace)
    assert workspace.stale("7A") == {}
    planned.undo()
    assert workspace.stale("7A")[Part.SEATS] == (Why.NEEDS,)
    planned.redo()
    assert workspace.stale("7A") == {}


def test_what_is_out_of_date_is_kept_with_the_work(sample: School, store: Store) -> None:
    workspace, _ = with_sessions(sample)
    confirm_one(workspace)
    save(workspace, store, "Li")
    told = workspace.stale("7A")
    take_up(workspace, store)
    assert workspace.stale("7A") == told
    assert workspace.planned is not None
    assert workspace.planned.plan.sessions


def test_lines_of_screening_that_change_needs_are_noticed(sample: School) -> None:
    workspace, _ = with_plan(sample)
    lines = sample.screening.model_copy(update={"low_ability": (-0.3, -0.9, -1.4)})
    assert not set_settings(workspace, "screening", lines)
    assert workspace.stale("7A")[Part.NEEDS] == (Why.NEEDS,)


def test_sessions_of_a_rules_file_that_was_taken_are_planned_by(sample: School) -> None:
    workspace, planned = with_sessions(sample)
    assert {row.kind for row in planned.plan.sessions or ()} > {"talk"}
    text = rules_toml(
        sample.rules,
        sample.screening,
        SessionSettings(enabled=(SessionKind.TALK,)),
        sample.monitoring,
    )
    assert not school_edits.take_rules(workspace, read_rules_toml(text.encode()))
    assert workspace.planned is not None
    assert workspace.stale("7A")[Part.SESSIONS] == (Why.SETTINGS,)
    workspace.begin_sessions(workspace.planned)
    wait(workspace)
    assert {row.kind for row in workspace.planned.plan.sessions or ()} == {"talk"}


def test_pinned_couples_stay(sample: School) -> None:
    workspace, planned = with_plan(sample)
    pair = (planned.plan.pairs or ())[0]
    mentor = (planned.plan.mentors or ())[0]
    planned.pin_couple(pair)
    planned.pin_couple(mentor)
    confirm_one(workspace)
    workspace.begin(("7A",))
    wait(workspace)
    assert pair in (planned.plan.pairs or ())
    assert mentor in (planned.plan.mentors or ())
    planned.pin_couple(pair)
    assert planned.couple_pins == (mentor,)


def test_versions_come_and_go_back(small: School, store: Store) -> None:
    workspace = Workspace(small, "small")
    forget_changes(workspace)
    save(workspace, store, "Li")
    assert workspace.kept is None
    save(workspace, store, "Li", always=True)
    workspace.begin(("7A",))
    wait(workspace)
    save(workspace, store, "Li")
    assert workspace.planned is not None
    before = workspace.planned.plan.seats_of("7A")
    seats = list(before.values())
    workspace.planned.swap("7A", seats[0], seats[3])
    save(workspace, store, "Wu")
    save(workspace, store, "Wu")
    assert workspace.kept is not None
    notes = store.versions(workspace.kept.work_id)
    assert [note.number for note in notes] == [3, 2, 1]
    assert "swapped in 7A" in str(notes[0].what)
    take_up(workspace, store, 2)
    save(workspace, store, "Wu")
    assert workspace.planned.plan.seats_of("7A") == before
    assert str(store.versions(workspace.kept.work_id)[0].what) == "back to version 2"
    # A workspace that comes later finds all of it.
    late = Workspace(School(), "", kept=workspace.kept)
    take_up(late, store)
    assert late.planned is not None
    assert late.planned.plan.seats_of("7A") == before
    assert late.stale_parts("7A") == frozenset()
    assert late.school == small


def test_a_plan_in_force_enters_the_history(sample: School) -> None:
    workspace, planned = with_plan(sample)
    seats = planned.plan.seats_of("7A")
    first, second = date(2027, 2, 1), date(2027, 3, 1)
    school_edits.put_in_force(workspace, planned, "7A", first)
    now = [
        row for row in workspace.school.seat_history if row.class_id == "7A" and row.until is None
    ]
    assert {row.student_id: row.seat_id for row in now} == seats
    assert {row.since for row in now} == {first}
    # What ran before ended the day before; other classes are as they were.
    earlier = [row for row in sample.seat_history if row.class_id != "7A"]
    assert [row for row in workspace.school.seat_history if row.class_id != "7A"] == earlier
    ended = [row.until for row in workspace.school.seat_history if row.class_id == "7A"]
    assert all(until is None or until < first for until in ended)
    # Twice on one day is once, and a later day ends it.
    school_edits.put_in_force(workspace, planned, "7A", first)
    again = [
        row for row in workspace.school.seat_history if row.class_id == "7A" and row.until is None
    ]
    assert again == now
    school_edits.put_in_force(workspace, planned, "7A", second)
    assert {
        row.until
        for row in workspace.school.seat_history
        if row.class_id == "7A" and row.since == first
    } == {date(2027, 2, 28)}
    pairs = {
        (row.tutor_id, row.tutee_id, row.subject)
        for row in workspace.school.pair_history
        if row.since == second
    }
    members = {one.student_id for one in sample.members["7A"]}
    assert pairs == {
        (row.tutor_id, row.tutee_id, row.subject)
        for row in planned.plan.pairs or ()
        if row.tutee_id in members
    }
    # The next plan gives new deskmates.
    workspace.begin(("7A",))
    wait(workspace)
    after = planned.plan.seats_of("7A")
    room = sample.room_of("7A")
    assert room is not None
    desk = {seat.seat_id: seat.desk for seat in room.seats}

    def together(plan: dict[str, str]) -> set[frozenset[str]]:
        return {
            frozenset((one, other))
            for one, seat in plan.items()
            for other, place in plan.items()
            if one < other and desk[seat] == desk[place]
        }

    assert len(together(seats) & together(after)) < len(together(seats)) / 2


def test_pairs_that_cannot_hold_are_let_go(sample: School) -> None:
    workspace, planned = with_plan(sample)
    pair = (planned.plan.pairs or ())[0]
    weak = next(
        one.student_id
        for one in sample.members[sample.student[pair.tutee_id].class_id]
        if one.student_id not in workspace.findings.able(one.class_id, pair.subject)
        and one.student_id != pair.tutee_id
    )
    # Nobody may help in what they are not able in.
    planned.pin_couple(Pair(pair.tutee_id, weak, pair.subject))
    confirm_one(workspace)
    workspace.begin(("7A",))
    wait(workspace)
    told = planned.outcome.summary.parts[Part.PAIRS]
    assert told.status is Status.INFEASIBLE
    assert len(told.owners) == len(told.conflict) > 0
    pin = next(owner for owner in told.owners if owner.startswith("pin "))
    assert planned.let_pin_go(pin)
    assert planned.couple_pins == ()
    workspace.begin(("7A",))
    wait(workspace)
    assert planned.outcome.summary.parts[Part.PAIRS].status is Status.OPTIMAL


def test_a_clash_waits_for_a_person(small: School, store: Store) -> None:
    one, planned = with_plan(small)
    save(one, store, "A")
    assert one.kept is not None
    other = Workspace(School(), "", kept=one.kept)
    take_up(other, store)
    theirs = other.planned
    assert theirs is not None
    seats = list(planned.plan.seats_of("7A").values())
    planned.swap("7A", seats[0], seats[1])
    save(one, store, "A")
    theirs.swap("7A", seats[2], seats[3])
    save(other, store, "B")
    assert other.clash is not None
    assert other.clash.theirs.by == "A"
    # Whatever else is done meanwhile waits too.
    theirs.swap("7A", seats[4], seats[5])
    save(other, store, "B")
    assert store.newest(one.kept.work_id) == other.clash.theirs
    save(other, store, "B", over=True)
    assert other.clash is None
    newest = store.newest(one.kept.work_id)
    assert newest is not None
    assert newest.by == "B"


def test_a_job_that_is_watched_by_nobody_still_ends(small: School) -> None:
    workspace = Workspace(small, "small")
    workspace.begin(("7A",))
    deadline = time.monotonic() + 60
    while workspace.job is not None and workspace.job.running:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    assert workspace.collect() is Part.SEATS
