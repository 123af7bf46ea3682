"""Questions about records: each of its own sort, and none where there is nothing to ask."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest

from builders import student
from pairing.model.enums import PeriodKind, Role
from pairing.model.records import Absence, HelpRecord, Lesson, Period, SpecialDays, Teacher
from pairing.model.school import School
from pairing.model.settings import MonitoringSettings
from pairing.monitoring import Question, QuestionKind, TermLog, supervise
from terms import record, small_term, with_rows

MONDAY = datetime.date(2026, 10, 5)
_DAY = datetime.timedelta(days=1)
COPIED = "Talked about how the week went and what comes next, the student listened."


def school_with(**tables: Iterable[Any]) -> School:
    """Lessons at 8 and 9 each day, of T1 in 7A at 8 and of T2 in 7B at 9, then quiet hours."""
    spans = {"A": ("08:00", "08:45", "lesson"), "B": ("09:00", "09:45", "lesson")}
    spans |= {"S": ("10:00", "10:45", "self_study"), "Z": ("16:00", "17:00", "after_school")}
    periods = [
        Period(
            period_id=f"{name}{weekday}",
            weekday=weekday,
            start=datetime.time.fromisoformat(start),
            end=datetime.time.fromisoformat(end),
            kind=PeriodKind(kind),
        )
        for weekday in range(1, 6)
        for name, (start, end, kind) in spans.items()
    ]
    lessons = [
        Lesson(class_id="7A", period_id=f"{name}{weekday}", subject="maths", teacher_id=who)
        for weekday in range(1, 6)
        for name, who in (("A", "T1"), ("B", "T2"), ("S", "T1"))
    ]
    school, _ = small_term()
    return with_rows(school, periods=periods, timetable=lessons, **tables)


def asked(
    records: Iterable[HelpRecord], school: School | None = None, **settings: Any
) -> dict[str, Question]:
    """What T1 is asked, by the kind of question."""
    _, plan = small_term()
    found = school or small_term()[0]
    found = replace(found, monitoring=MonitoringSettings(**settings))
    log = TermLog(with_rows(found, records=records))
    questions = supervise(log, plan, MONDAY).questions
    assert {one.teacher_id for one in questions} <= {"T1"}
    return {one.kind: one for one in questions}


def month(count: int = 12, **more: Any) -> list[HelpRecord]:
    """Records that nobody need ask about, on as many days."""
    days = [MONDAY + (number + number // 5 * 2) * _DAY for number in range(count)]
    return [
        record(
            date=day,
            **{
                "start": "16:00",
                "text": WORDS[number],
                "entered_at": f"{day} 17:{number:02}",
                **{name: one(number) if callable(one) else one for name, one in more.items()},
            },
        )
        for number, day in enumerate(days)
    ]


WORDS = (
    "fractions: not sure of halves yet, we drew a cake",
    "reading went well today, and she chose the book",
    "tired after the match, so we only planned the week",
    "homework of Tuesday was missing, told the parents",
    "first word problem alone; the second one with help",
    "spelling of the ten words, seven of them right",
    "angles with the protractor, holds it the wrong way",
    "spoke about the quarrel in the break, they made up",
    "units: metres and centimetres are mixed up at times",
    "wrote half a page about the holidays without a stop",
    "multiplying by nine on the fingers, that was fun",
    "asked for a harder task himself, a good sign",
)


def test_a_month_as_it_is_kept_has_no_questions() -> None:
    assert asked(month(), school_with()) == {}


def test_the_same_text_again_and_again() -> None:
    question = asked(month(text=COPIED))[QuestionKind.SAME_TEXT]
    assert len(question.records) == 12
    assert (question.ask.code, question.ask.facts["count"]) == ("ask.same_text", 12)


def test_small_changes_and_other_names_are_the_same_text() -> None:
    def changed(number: int) -> str:
        return COPIED.replace("week", ("week", "days", "month")[number % 3]) + "!" * number

    assert QuestionKind.SAME_TEXT in asked(month(text=changed))
    people = [student(1, name="王小明"), student(2, name="Li Na"), student(3), student(4)]
    school, _ = small_term(students=people)

    def named(number: int) -> str:
        # The first one is called by the given name, too.
        return (
            "小明今天听讲认真，小明课后能完成作业，还要多读。",
            "今天听讲认真，王小明课后能完成作业，还要多读。",
        )[number % 2]

    assert QuestionKind.SAME_TEXT in asked(month(text=named), school)


@pytest.mark.parametrize(("share", "told"), [(5, False), (6, True)])
def test_half_of_a_month_must_be_alike(share: int, told: bool) -> None:
    def half(number: int) -> str:
        return COPIED if number < share else WORDS[number]

    assert (QuestionKind.SAME_TEXT in asked(month(text=half))) is told


def test_a_few_words_may_be_the_same_now_and_then() -> None:
    short = ("homework", "reading", "went well")
    assert asked(month(text=lambda number: short[number % 3])) == {}
    assert QuestionKind.SAME_TEXT in asked(month(text="went well"))
    # "Fractions: better" and "fractions: worse" are like each other, and say different things.
    like = ("讲了分数应用题", "讲了小数应用题", "讲了百分应用题", "讲了几何应用题")
    assert asked(month(text=lambda number: like[number % 4])) == {}


def test_what_several_did_together_is_one_text() -> None:
    rows = [
        record(one, date=MONDAY, start="16:00", text=COPIED)
        for one in ("S001", "S002", "S003", "S004")
    ]
    assert asked(rows) == {}
    apart = [
        record(one, date=MONDAY, start=f"16:{number}0", minutes=10, text=COPIED)
        for number, one in enumerate(("S001", "S002", "S003", "S004"))
    ]
    assert set(asked(apart)) == {QuestionKind.SAME_TEXT}


def test_several_entered_in_one_minute_or_a_minute_apart() -> None:
    three = {2, 5, 7, 9}
    at_once = month(
        entered_at=lambda number: (
            "2026-10-30 18:00" if number in three else f"2026-10-{20 + number // 6} {number + 8}:15"
        )
    )
    question = asked(at_once)[QuestionKind.SAME_MINUTE]
    assert [row.text for row in question.records] == [WORDS[number] for number in sorted(three)]
    run = month(6, entered_at=lambda number: f"2026-10-30 18:{number:02}")
    assert set(asked(run)) == {QuestionKind.SAME_MINUTE}
    slower = month(6, entered_at=lambda number: f"2026-10-30 18:{2 * number:02}")
    assert asked(slower) == {}


def test_two_entered_at_once_and_a_day_without_a_time_are_no_question() -> None:
    two = month(entered_at=lambda number: f"2026-10-{20 + number // 2} 18:00")
    assert asked(two) == {}
    assert asked(month(7, entered_at="2026-10-30")) == {}


def test_sessions_that_overlap_are_asked_about_and_those_held_together_are_not() -> None:
    def on(start: str, number: int) -> HelpRecord:
        return record(f"S00{number}", date=MONDAY, start=start, minutes=30, text=WORDS[number])

    overlapping = [on("16:00", 1), on("16:10", 2), on("16:20", 3)]
    question = asked(overlapping)[QuestionKind.SAME_MINUTE]
    assert len(question.records) == 3
    assert asked(overlapping[:2]) == {}
    assert asked([on("16:00", 1), on("16:00", 2), on("16:00", 3)]) == {}
    assert asked([on("16:00", 1), on("16:30", 2), on("17:00", 3)]) == {}


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"start": "08:10"}, "impossible.teaching"),
        ({"start": "09:10"}, "impossible.learning"),
        ({"start": "05:30"}, "impossible.hours"),
        ({"start": "21:00"}, "impossible.hours"),
        ({"date": MONDAY + 5 * _DAY}, "impossible.no_school"),
        ({"date": MONDAY + 9 * _DAY}, "impossible.holiday"),
        ({"date": MONDAY + 2 * _DAY}, "impossible.teacher_away"),
        ({"date": MONDAY + 3 * _DAY}, "impossible.student_away"),
        ({"date": MONDAY + _DAY, "start": "10:10"}, "impossible.teacher_away_then"),
        ({"date": MONDAY + 4 * _DAY, "start": "16:10"}, "impossible.student_away_then"),
        ({"start": "16:00", "entered_at": f"{MONDAY} 15:30"}, "impossible.early"),
        ({"entered_at": f"{MONDAY - _DAY} 15:30"}, "impossible.early"),
        ({"kind": "home_visit", "start": "08:10"}, "impossible.teaching"),
    ],
)
def test_times_that_cannot_be(more: dict[str, Any], code: str) -> None:
    def days(first: datetime.date, **own: Any) -> dict[str, Any]:
        return {"from": first, **own}

    school = school_with(
        calendar=[SpecialDays.model_validate(days(MONDAY + 9 * _DAY, kind="holiday"))],
        absences=[
            Absence.model_validate(days(MONDAY + 2 * _DAY, person_id="T1")),
            Absence.model_validate(days(MONDAY + 3 * _DAY, person_id="S001")),
            Absence.model_validate(days(MONDAY + _DAY, person_id="T1", period_id="S2")),
            Absence.model_validate(days(MONDAY + 4 * _DAY, person_id="S001", period_id="Z5")),
        ],
    )
    found = asked([record(**{"date": MONDAY, **more})], school)
    (reason,) = found[QuestionKind.IMPOSSIBLE_TIME].reasons
    assert reason is not None
    assert reason.code == code
    # Nobody asks of what was not held.
    assert asked([record(**{"date": MONDAY, **more, "held": "no"})], school) == {}


@pytest.mark.parametrize(
    "more",
    [
        # In self-study, after school, and a little over the end of the lunch.
        {"start": "10:10"},
        {"start": "17:40"},
        {"start": "08:40", "minutes": 20},
        # Beside the desk of a student in the own lesson, at home, and by telephone.
        {"start": "08:10", "kind": "classwork"},
        {"start": "20:00", "kind": "home_visit"},
        {"date": MONDAY + 6 * _DAY, "kind": "parent_contact"},
        {"start": "16:00", "entered_at": f"{MONDAY} 15:50"},
        {"entered_at": f"{MONDAY} 07:00"},
        {"start": "16:00", "entered_at": f"{MONDAY}"},
    ],
)
def test_times_that_may_be(more: dict[str, Any]) -> None:
    assert asked([record(**{"date": MONDAY, **more})], school_with()) == {}


def test_a_month_entered_in_one_evening() -> None:
    def evening(number: int) -> str:
        at = datetime.datetime.fromisoformat("2026-10-30 22:30")
        return f"{at + number * datetime.timedelta(minutes=12):%Y-%m-%d %H:%M}"

    # It lasts beyond midnight.
    question = asked(month(entered_at=evening))[QuestionKind.ENTERED_IN_BULK]
    assert len(question.records) == 12
    assert asked(month(7, entered_at=evening)) == {}
    corrected = [
        row.model_copy(update={"entered_at": later.entered_at, "minutes": 25})
        for row, later in zip(month(), month(entered_at=evening), strict=True)
    ]
    # Whoever corrects a month in one evening has entered it before.
    assert asked([*month(), *corrected]) == {}


def test_a_week_that_is_entered_on_its_evening_is_no_month() -> None:
    rows = [
        record(one, date=MONDAY + day * _DAY, text=WORDS[2 * day + place], start=f"16:{place}0")
        for day in range(5)
        for place, one in enumerate(("S001", "S002"))
    ]
    rows = [
        row.model_copy(
            update={"entered_at": datetime.datetime.fromisoformat(f"2026-10-09 19:{3 * n:02}")}
        )
        for n, row in enumerate(rows)
    ]
    assert asked(rows, minute_run_from=20) == {}


def test_sessions_that_are_too_short() -> None:
    question = asked(month(minutes=3))[QuestionKind.TOO_SHORT]
    assert (len(question.records), question.ask.facts["minutes"]) == (12, 5)
    assert asked(month(minutes=lambda number: 3 if number < 5 else 15)) == {}
    assert asked(month(minutes=3, kind="parent_contact")) == {}
    assert asked(month(minutes=3), short_minutes=3) == {}


def test_only_teachers_are_asked() -> None:
    school, plan = small_term(
        teachers=[
            Teacher(teacher_id=one, name=one, roles=(Role.CADRE,)) for one in ("T1", "T2", "T9")
        ]
    )
    rows = month(text=COPIED, by="S003", kind="peer_tutoring", minutes=1)
    assert supervise(TermLog(with_rows(school, records=rows)), plan, MONDAY).questions == ()
