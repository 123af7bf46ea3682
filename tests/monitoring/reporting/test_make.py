"""What reports count, set beside counts of another hand; and what is told to whom."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import student
from exploring import examples
from pairing.model.enums import Held, ReportKind, ReportLevel
from pairing.model.plan import Mentorship, Need, Plan
from pairing.model.records import ClassRecord, Score
from pairing.model.school import School
from pairing.monitoring import HELP, TermLog, Viewer, ViewerRole, owed_on
from pairing.monitoring.reporting import Report, ShownTable, Withheld, report_on
from term_schools import random_term, terms
from terms import TERM, record, session, small_term, with_rows

DAYS = st.integers(-3, 60).map(lambda number: TERM + datetime.timedelta(days=number))
ON = datetime.date(2026, 11, 4)
ABOVE = [ReportLevel.TOWN, ReportLevel.COUNTY]


def made(
    school: School, plan: Plan, kind: ReportKind, on: datetime.date = ON, **more: object
) -> Report:
    return report_on(TermLog(school), plan, kind, on, **more)  # type: ignore[arg-type]


def table(report: Report, code: str) -> ShownTable:
    found = report.table(code)
    assert found is not None
    return found


def totals(report: Report, code: str) -> dict[str, object]:
    """The last row of a table by the code of each column's title."""
    found = table(report, code)
    return dict(zip((one.code for one in found.columns), found.rows[-1][1], strict=True))


@examples(20)
@given(terms(), st.sampled_from(ReportKind), DAYS)
def test_counts_are_those_of_another_hand(
    term: tuple[School, Plan], kind: ReportKind, on: datetime.date
) -> None:
    school, plan = term
    report, log = made(school, plan, kind, on), TermLog(school)
    first, last = report.span.first, min(on, report.span.last)
    worst: dict[str, int] = {}
    for need in plan.needs or ():
        worst[need.student_id] = max(worst.get(need.student_id, 0), need.severity)
    in_need = table(report, "in_need")
    for (_, cells), grade in zip(in_need.rows, ("7", "8"), strict=False):
        own = [severity for one, severity in worst.items() if school.grade_of[one] == grade]
        assert cells == (own.count(1), own.count(2), own.count(3), len(own))
    held = [row for row in log.records if row.held is Held.YES and first <= row.date <= last]
    helped = {row.student_id for row in held if row.kind in HELP} & worst.keys()
    mentored = {row.student_id for row in plan.mentors or ()}
    care = totals(report, "care")
    assert care["report.helped"] == len(helped)
    assert care["report.mentor"] == len(mentored & worst.keys())
    assert care["report.no_mentor"] == len(worst.keys() - mentored)
    reviews = {row.student_id for row in school.reviews if first <= row.date <= last}
    assert care["report.reviewed"] == len(reviews & worst.keys())
    due = [row for row in school.goals if first <= row.due <= last]
    goals, statuses = totals(report, "goals"), Counter(row.status.value for row in due)
    assert [goals[f"report.{one}"] for one in ("reached", "missed", "dropped", "open")] == [
        statuses[one] for one in ("reached", "missed", "dropped", "open")
    ]
    agreed = [row for row in school.goals if row.agreed_on and first <= row.agreed_on <= last]
    assert goals["report.agreed"] == len(agreed)
    owed = owed_on(log, plan, last)
    assert totals(report, "owed")["report.late"] == sum(row.days_late > 0 for row in owed)
    assert totals(report, "owed")["report.all"] == len(owed)


@examples(20)
@given(terms(), st.sampled_from(ReportKind), DAYS, st.sampled_from(ReportLevel))
def test_totals_are_the_sums_of_what_is_told(
    term: tuple[School, Plan], kind: ReportKind, on: datetime.date, level: ReportLevel
) -> None:
    report = made(*term, kind, on, level=level)
    for one in report.tables:
        if one.totals:
            for cells in zip(*(cells for _, cells in one.rows), strict=True):
                if not any(isinstance(cell, Withheld) for cell in cells):
                    assert sum(map(int, cells[:-1])) == cells[-1], one.code


@examples(20)
@given(terms(), st.sampled_from(ReportKind), DAYS)
def test_every_session_and_record_is_counted_once(
    term: tuple[School, Plan], kind: ReportKind, on: datetime.date
) -> None:
    school, plan = term
    report = made(school, plan, kind, on)
    sessions = totals(report, "sessions")
    held = sum(
        int(sessions[f"report.{one}"])  # type: ignore[call-overload]
        for one in ("on_day", "moved", "beside")
    )
    assert totals(report, "writing")["report.all"] == held
    if kind is ReportKind.TERM:
        # No week lies half in it: each record of what was held is there once.
        log = TermLog(school)
        known = [row for row in log.records if row.date in report.span]
        assert held == sum(row.held is Held.YES for row in known)


def by_kind(report: Report, kind: str) -> tuple[object, ...]:
    return next(cells for title, cells in table(report, "sessions").rows if str(title) == kind)


def test_held_moved_missed_unrecorded_and_beside_the_plan() -> None:
    school, plan = small_term()
    monday = TERM + datetime.timedelta(days=7)
    days = [monday + datetime.timedelta(days=number) for number in range(5)]
    plan = plan.with_part(
        "sessions",
        (
            session("S001", days[0]),
            session("S002", days[0]),
            session("S002", days[2], kind="corrections"),
            session("S001", days[1], kind="classwork"),
            session("S001", days[2], kind="study_check"),
        ),
    )
    school = with_rows(
        school,
        records=[
            record("S001", by="T2", kind="talk", date=days[0]),
            record("S002", by="T2", kind="talk", date=days[3]),
            # It was called off, and held the day after.
            record("S002", by="T2", kind="corrections", date=days[2], held="no"),
            record("S002", by="T2", kind="corrections", date=days[3]),
            record("S001", by="T2", kind="classwork", date=days[1], held="no"),
            record("S001", by="T1", kind="home_visit", date=days[4]),
        ],
    )
    report = made(school, plan, ReportKind.WEEKLY, days[4])
    assert by_kind(report, "talk") == (1, 1, 0, 0, 0, 2)
    assert by_kind(report, "corrections") == (0, 1, 0, 0, 0, 1)
    assert by_kind(report, "classwork") == (0, 0, 0, 1, 0, 1)
    assert by_kind(report, "study check") == (0, 0, 0, 0, 1, 1)
    assert by_kind(report, "home visit") == (0, 0, 1, 0, 0, 1)


def test_who_has_got_better_and_who_has_not() -> None:
    school, plan = random_term(5, 30)
    report = made(school, plan, ReportKind.TERM)
    changes = totals(report, "changes")
    assert totals(report, "needs")["report.all"] == len(plan.needs or ())
    then = sum(
        int(changes[f"report.{one}"])  # type: ignore[call-overload]
        for one in ("worse", "same", "better", "gone")
    )
    assert then == len(plan.needs or ())
    listed = next(one for one in report.names if one.code == "changed")
    assert len(listed.rows) == sum(
        int(changes[f"report.{one}"])  # type: ignore[call-overload]
        for one in ("new", "worse", "better", "gone")
    )


@examples(12)
@given(terms(), st.sampled_from(ReportKind), DAYS, st.sampled_from(ABOVE))
def test_above_the_school_there_is_no_name_and_no_small_count(
    term: tuple[School, Plan], kind: ReportKind, on: datetime.date, level: ReportLevel
) -> None:
    report = made(*term, kind, on, level=level)
    assert not report.exact
    assert report.names == ()
    for one in report.tables:
        for _, cells in one.rows:
            assert all(isinstance(cell, Withheld) or cell >= report.least for cell in cells)
    exact = made(*term, kind, on)
    for one in report.tables:
        for (_, cells), (_, whole) in zip(one.rows, table(exact, one.code).rows, strict=True):
            for cell, value in zip(cells, whole, strict=True):
                small = isinstance(value, int) and value < report.least
                assert (cell is Withheld.SMALL) == small
                assert small or cell in (value, Withheld.PROTECTS)


def test_a_teacher_of_one_class_is_told_no_small_count_and_no_other_class() -> None:
    school, plan = random_term(3, 40)
    viewer = Viewer(ViewerRole.HEAD, "T1")
    report = made(school, plan, ReportKind.TERM, viewer=viewer)
    assert not report.exact
    own = {row.student_id for row in plan.mentors or ()}
    names = {school.label(one) for one in own}
    shown = {str(row[1]) for one in report.names if one.code != "late" for row in one.rows}
    assert shown <= names
    assert sum(one.left_out for one in report.names) > 0
    assert any(note.code == "report.left_out" for note in report.notes)


def test_a_coordinator_is_told_everything() -> None:
    school, plan = random_term(3, 40)
    report = made(school, plan, ReportKind.TERM)
    assert report.exact
    assert not any(one.left_out for one in report.names)


@pytest.mark.parametrize("level", ABOVE)
def test_notes_that_leave_the_school_name_nobody(level: ReportLevel) -> None:
    school, plan = random_term(8, 20)
    school = with_rows(school, records=[*school.records, record("S001", by="Stranger Zhao")])
    inside, outside = (
        made(school, plan, ReportKind.TERM, level=one) for one in (ReportLevel.SCHOOL, level)
    )
    assert any("Stranger" in str(note) for note in inside.notes)
    assert not any("Stranger" in str(note) for note in outside.notes)
    assert any(note.code == "report.notes_inside" for note in outside.notes)


def test_what_was_not_planned_is_said() -> None:
    school, _ = random_term(8, 20)
    report = made(school, Plan(), ReportKind.TERM)
    codes = {note.code for note in report.notes}
    assert {"report.no_needs", "report.no_sessions", "due.no_mentors"} <= codes
    assert report.table("in_need") is None
    assert report.summary[0][1][0].code == "summary.no_needs"


def test_fortnights_are_counted_from_the_term() -> None:
    spans: dict[datetime.date, list[datetime.date]] = defaultdict(list)
    school, plan = random_term(1, 5)
    for number in range(28):
        on = TERM + datetime.timedelta(days=number)
        spans[made(school, plan, ReportKind.FORTNIGHTLY, on).span.first].append(on)
    assert {first: len(days) for first, days in spans.items()} == {
        TERM: 14,
        TERM + datetime.timedelta(days=14): 14,
    }


@pytest.mark.parametrize("kind", [ReportKind.WEEKLY, ReportKind.TERM])
def test_what_is_owed_does_not_tell_how_few_were_visited_or_helped(kind: ReportKind) -> None:
    school, plan = small_term(students=[student(number) for number in range(1, 13)])
    ids = [f"S{number:03}" for number in range(1, 11)]
    plan = Plan(
        needs=tuple(Need(one, "maths", 2) for one in ids),
        mentors=tuple(Mentorship(one, "T1") for one in ids),
    )
    visit = record("S001", kind="home_visit", date="2026-11-03")
    shown = made(with_rows(school, records=[visit]), plan, kind, level=ReportLevel.COUNTY)
    assert totals(shown, "care")["report.visited"] is Withheld.SMALL
    assert totals(shown, "in_need")["report.all"] == len(ids)
    for title, cells in table(shown, "owed").rows:
        if str(title) in ("first visit", "help every week"):
            # Of ten, nine of whom are owed a visit or help, one was not left out.
            assert len(ids) - 1 not in cells


def test_a_grade_that_has_its_words_already_is_not_told_twice() -> None:
    school, plan = small_term(
        classes=[ClassRecord(class_id="7A", grade="Grade 7", homeroom_teacher_id="T9")]
    )
    rows = table(made(school, plan, ReportKind.TERM), "in_need").rows
    assert str(rows[0][0]) == "Grade 7"


@pytest.mark.parametrize("level", list(ReportLevel))
def test_what_an_exam_is_called_stays_in_the_school(level: ReportLevel) -> None:
    school, plan = small_term(
        scores=[
            Score.model_validate(
                {
                    "student_id": one,
                    "subject": "maths",
                    "exam": "make-up of Name 1",
                    "date": ON,
                    "score": 50,
                    "full_score": 100,
                }
            )
            for one in ("S001", "S002")
        ]
    )
    report = made(school, plan, ReportKind.MONTHLY, level=level)
    rows = [str(label) for label, _ in table(report, "exams").rows]
    assert ("make-up of Name 1" in rows) is not level.leaves_school


@pytest.mark.parametrize("absent", [0, 1, 2])
@pytest.mark.parametrize("grades", [1, 2])
def test_nobody_who_was_not_at_an_exam_is_found_by_subtraction(absent: int, grades: int) -> None:
    pupils = [student(number) for number in range(1, 13)]
    ids = [one.student_id for one in pupils]
    sat = ids[absent:]
    school, _ = small_term(
        students=[
            *pupils,
            *(student(number, class_id="8A") for number in range(20, 20 + 9 * (grades - 1))),
        ],
        classes=[
            ClassRecord(class_id=f"{grade}A", grade=f"{grade}", homeroom_teacher_id="T9")
            for grade in (7, 8)
        ],
        scores=[
            Score(student_id=one, subject="maths", exam="mid", date=ON, score=50, full_score=100)
            for one in sat
        ],
    )
    plan = Plan(needs=tuple(Need(one.student_id, "maths", 2) for one in school.students))
    shown = made(school, plan, ReportKind.MONTHLY, level=ReportLevel.COUNTY)
    everybody = [row for row in table(shown, "in_need").rows if row[0].code != "report.all"]
    seventh = everybody[0][1][-1]
    exam = table(shown, "exams").rows[0][1]
    told = [one for one in exam if not isinstance(one, Withheld)]
    # What all of the grade are, less whoever was there, tells no small count.
    assert isinstance(seventh, Withheld) or not {
        one for one in told if seventh - one < shown.least
    }, (seventh, exam)
    inside = made(school, plan, ReportKind.MONTHLY)
    assert table(inside, "exams").rows[0][1][-1] == len(sat)
