"""A supervised month, each part counted by hand."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import marks, student
from exploring import examples
from pairing.model.enums import DayKind, Held, RecordKind
from pairing.model.plan import Mentorship, Plan
from pairing.model.records import ClassRecord, HelpRecord, SpecialDays
from pairing.model.school import School
from pairing.model.settings import MonitoringSettings
from pairing.monitoring import Supervised, TermLog, month_of, supervise
from terms import TERM, goal, record, session, small_term, with_rows

_DAY = datetime.timedelta(days=1)
_WEEK = 7 * _DAY
OCTOBER = datetime.date(2026, 10, 1)
MONDAYS = [datetime.date(2026, 10, day) for day in (5, 12, 19, 26)]


def only(school: School, plan: Plan, **more: Any) -> Supervised:
    """The row of T1, the mentor of S001 and S002."""
    found = supervise(TermLog(school), plan, OCTOBER, **more)
    (row,) = (row for row in found.rows if row.teacher_id == "T1")
    return row


def full(day: datetime.date, student_id: str = "S001", **more: Any) -> HelpRecord:
    text = f"went through the errors of {day:%d %B}"
    said = {"content": "study", "text": text, "next_step": "the next page", **more}
    return record(student_id, date=day, **said)


def test_what_the_rhythm_asks_for_is_planned_and_what_was_held_counts() -> None:
    school, plan = small_term()
    # The weeks of the term that end in October: from 28 September on there are five.
    records = [full(day) for day in MONDAYS[:3]] + [full(MONDAYS[3], held="no")]
    row = only(with_rows(school, records=records), plan)
    assert (row.grade, row.students) == ("7", 2)
    assert (row.completeness.planned, row.completeness.recorded, row.detail.held) == (10, 4, 3)
    assert row.completeness.share == 0.4
    assert (row.regularity.weeks, row.regularity.helped) == (10, 3)
    assert row.detail.share == 1
    assert row.unknown == ("progress",)
    # 40, 30 and 20 of the parts that are known: (40 * 0.4 + 30 * 0.3 + 20) / 90.
    assert row.score == pytest.approx(50)
    assert row.questions == ()


def test_a_week_of_two_months_is_asked_for_where_its_help_was_given() -> None:
    school, plan = small_term()
    plan = plan.with_part("mentors", (Mentorship("S001", "T1"),))
    before, within = TERM, datetime.date(2026, 10, 1)

    def planned(*days: datetime.date, month: datetime.date = OCTOBER) -> int:
        log = TermLog(with_rows(school, records=[full(day) for day in days]))
        (row,) = (row for row in supervise(log, plan, month).rows if row.teacher_id == "T1")
        return row.completeness.planned

    assert planned(within) == 5
    assert planned(before) == 4
    september, november = datetime.date(2026, 9, 1), datetime.date(2026, 11, 1)
    assert planned(before, month=september) == 1
    assert planned(within, month=september) == 0
    # 30 November is a Monday, and its week falls due in December.
    assert planned(month=november) == 4
    assert planned(datetime.date(2026, 11, 30), month=november) == 5


def test_sessions_are_planned_and_the_rhythm_asks_for_what_they_leave() -> None:
    school, plan = small_term()
    sessions = (
        session("S001", MONDAYS[0], teacher_id="T1"),
        session("S001", MONDAYS[0] + _DAY, teacher_id="T1"),
        session("S002", MONDAYS[0], teacher_id="T2"),
    )
    plan = plan.with_part("sessions", sessions)
    found = {row.teacher_id: row for row in supervise(TermLog(school), plan, OCTOBER).rows}
    # Four more weeks of each; in the week of the sessions both are met by them.
    assert found["T1"].completeness.planned == 2 + 4 + 4
    assert (found["T2"].completeness.planned, found["T2"].students) == (1, 1)
    # Whoever carries nobody has no weeks to be regular in.
    assert found["T2"].regularity.share is None
    assert found["T2"].unknown == ("regularity", "detail", "progress")


def test_a_closed_week_and_one_that_is_not_over_ask_for_nothing() -> None:
    school, plan = small_term()
    closed = SpecialDays.model_validate(
        {"from": MONDAYS[0], "to": MONDAYS[0] + 6 * _DAY, "kind": DayKind.HOLIDAY}
    )
    assert only(with_rows(school, calendar=[closed]), plan).completeness.planned == 8
    assert only(school, plan, until=MONDAYS[1] + 2 * _DAY).completeness.planned == 4
    assert only(school, plan, until=MONDAYS[1] + 4 * _DAY).completeness.planned == 6


def test_detail_needs_words_of_its_own_a_topic_and_a_next_step() -> None:
    school, plan = small_term()
    same = "went through all the errors"
    records = [
        full(MONDAYS[0], text=same),
        full(MONDAYS[1], text=f"{same}!"),
        # Two who were there together have one text.
        full(MONDAYS[0], "S002", text=same),
        record(date=MONDAYS[2], text="something else was said", content="study"),
        record(date=MONDAYS[3], text="fine", content="study", next_step="more"),
    ]
    detail = only(with_rows(school, records=records), plan).detail
    assert (detail.held, detail.with_text, detail.with_topic, detail.with_next_step) == (5, 3, 5, 4)
    assert detail.with_all == 2
    assert detail.share == 0.4


def test_help_of_others_keeps_a_student_regular_but_is_not_the_mentors_record() -> None:
    school, plan = small_term()
    row = only(with_rows(school, records=[record(date=MONDAYS[0], by="S003")]), plan)
    assert (row.regularity.helped, row.completeness.recorded) == (1, 0)


def test_progress_is_of_marks_and_goals_that_are_known() -> None:
    school, plan = small_term()
    goals = [
        goal("G1", due=MONDAYS[0], status="reached", with_id="S002"),
        goal("G2", "S002", due=MONDAYS[1], status="missed"),
        goal("G3", due=MONDAYS[1], status="dropped"),
        goal("G4", due=MONDAYS[1]),
        goal("G5", due=MONDAYS[0] + 60 * _DAY, status="reached"),
    ]
    progress = only(with_rows(school, goals=goals), plan).progress
    assert (progress.reached, progress.closed, progress.changes) == (1, 2, ())
    assert progress.share == 0.5


def test_marks_of_a_later_month_say_nothing_yet() -> None:
    people = [student(number) for number in range(1, 13)]
    scores = [
        row
        for number, one in enumerate(people)
        # S001 is the last at first, and in the exam of 1 October the best.
        for row in marks(one.student_id, "maths", [number, number, 100 if number == 0 else number])
    ]
    school, plan = small_term(students=people, scores=scores)
    progress = only(school, plan).progress
    assert len(progress.changes) == 2
    assert progress.changes[0] > 1 > progress.changes[1]
    assert 0.5 < (progress.share or 0) <= 1
    september = supervise(TermLog(school), plan, datetime.date(2026, 9, 1))
    (row,) = september.rows
    assert all(abs(change) < 1e-9 for change in row.progress.changes)


def test_a_mentor_of_two_grades_has_a_row_in_each() -> None:
    people = [student(1), student(2, "8A")]
    classes = [ClassRecord(class_id=one, grade=one[0]) for one in ("7A", "8A")]
    school, plan = small_term(students=people, classes=classes)
    plan = plan.with_part("pairs", ())
    found = supervise(TermLog(with_rows(school, records=[full(MONDAYS[0])])), plan, OCTOBER)
    told = [(row.grade, row.students, row.completeness.recorded) for row in found.rows]
    assert told == [("7", 1, 1), ("8", 1, 0)]


def test_what_is_not_known_is_told() -> None:
    school, plan = small_term()
    codes = {note.code for note in supervise(TermLog(school), plan, OCTOBER).notes}
    assert codes == {"supervise.silent"}
    records = [record(date=MONDAYS[0]), record("S009", date=MONDAYS[0])]
    plan = plan.with_part("mentors", (Mentorship("S001", "T1"),))
    codes = {
        note.code
        for note in supervise(TermLog(with_rows(school, records=records)), plan, OCTOBER).notes
    }
    assert codes == {
        "supervise.uncarried",
        "supervise.gone",
        "supervise.no_timetable",
        "supervise.no_start",
        "supervise.no_entry",
        "supervise.newest",
    }
    over = supervise(TermLog(school), plan, datetime.date(2027, 6, 1))
    assert {"due.term_over", "supervise.no_weeks"} <= {note.code for note in over.notes}


def test_who_wrote_nothing_down_has_no_score_and_is_told_of() -> None:
    school, plan = small_term()
    # T2 helped both, so that their weeks are not without help: that is no score of T1.
    records = [full(day, one, by="T2") for day in MONDAYS for one in ("S001", "S002")]
    log = TermLog(with_rows(school, records=records))
    found = supervise(log, plan, OCTOBER)
    (row,) = (row for row in found.rows if row.teacher_id == "T1")
    assert (row.completeness.share, row.score) == (0, None)
    assert row.silent
    (note,) = (one for one in found.notes if one.code == "supervise.silent")
    assert "Teacher T1" in str(note)
    # A visit is no weekly help, but something that was written down.
    visit = record(kind="home_visit", date=MONDAYS[0])
    assert not only(with_rows(school, records=[*records, visit]), plan).silent
    # Where nothing was asked for, nobody is told of.
    early = supervise(TermLog(school), plan, OCTOBER, datetime.date(2026, 10, 1))
    assert "supervise.silent" not in {one.code for one in early.notes}


def test_too_little_is_known_for_a_score() -> None:
    school, plan = small_term()
    records = [full(MONDAYS[0], by="T9")]
    rows = supervise(TermLog(with_rows(school, records=records)), plan, OCTOBER).rows
    (head,) = (row for row in rows if row.teacher_id == "T9")
    # T9 carries nobody: only the detail of what T9 wrote is known.
    assert head.detail.share == 1
    assert head.unknown == ("completeness", "regularity", "progress")
    assert head.score is None


def test_parts_that_weigh_nothing_have_no_score() -> None:
    school, plan = small_term()
    weights = dict.fromkeys(
        ("completeness_weight", "regularity_weight", "detail_weight", "progress_weight"), 0
    )
    school = replace(school, monitoring=MonitoringSettings(**weights))
    assert only(school, plan).score is None


def test_months_have_their_days() -> None:
    assert month_of(datetime.date(2028, 2, 10)) == (
        datetime.date(2028, 2, 1),
        datetime.date(2028, 2, 29),
    )
    assert month_of(datetime.date(2026, 12, 31))[1] == datetime.date(2026, 12, 31)


RECORDS = st.lists(
    st.builds(
        record,
        st.sampled_from(["S001", "S002", "S003"]),
        by=st.sampled_from(["T1", "T2", "S003", "X"]),
        kind=st.sampled_from(RecordKind),
        date=st.dates(TERM - 10 * _DAY, TERM + 6 * _WEEK),
        minutes=st.integers(0, 60),
        held=st.sampled_from(Held),
        start=st.none() | st.times().map(lambda time: time.replace(second=0, microsecond=0)),
        text=st.none() | st.sampled_from(["fine", "went through all the errors again"]),
        entered_at=st.none()
        | st.datetimes(
            datetime.datetime.fromisoformat("2026-09-20"),
            datetime.datetime.fromisoformat("2026-11-20"),
        ),
    ),
    max_size=25,
)


@examples(60)
@given(RECORDS)
def test_shares_are_shares_and_questions_have_their_rows(records: list[HelpRecord]) -> None:
    school, plan = small_term()
    found = supervise(TermLog(with_rows(school, records=records)), plan, OCTOBER)
    for row in found.rows:
        known = [share for share in row.shares.values() if share is not None]
        assert all(0 <= share <= 1 for share in known)
        assert row.score is None or 0 <= row.score <= 100 + 1e-9
        # The weights of completeness, regularity, detail and progress: of 100, 40 must be known.
        weights = (40, 30, 20, 10)
        told = sum(
            weight
            for weight, share in zip(weights, row.shares.values(), strict=True)
            if share is not None
        )
        assert (row.score is None) == (row.silent or told < 40)
        assert row.detail.held <= row.completeness.recorded
    for question in found.questions:
        assert len(question.records) == len(question.reasons) > 0
        assert {row.by for row in question.records} == {question.teacher_id}
        assert all(found.first <= row.date <= found.last for row in question.records)
    asked = {(question.teacher_id, question.kind) for question in found.questions}
    assert asked == {(row.teacher_id, kind) for row in found.rows for kind in row.questions}


def test_a_covered_session_counts_for_whoever_holds_it_and_the_mentor_is_not_blamed() -> None:
    school, plan = small_term()
    records = [full(day, one) for day in MONDAYS for one in ("S001", "S002")]
    before = only(with_rows(school, records=records), plan)
    day = MONDAYS[1] + 2 * _DAY
    covered = session("S001", day, teacher_id="T2", kind="talk", covers="T1")
    row = full(day, kind="talk", by="T2")
    log = TermLog(with_rows(school, records=[*records, row]))
    found = supervise(log, plan.with_part("sessions", (covered,)), OCTOBER)
    mine = {one.teacher_id: one for one in found.rows}
    assert (mine["T2"].completeness.planned, mine["T2"].completeness.recorded) == (1, 1)
    # One week of the rhythm is met by the session: less is asked of the mentor, not more.
    assert mine["T1"].completeness.planned == before.completeness.planned - 1
    assert mine["T1"].completeness.recorded == before.completeness.recorded
