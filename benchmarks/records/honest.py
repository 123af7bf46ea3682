"""A school with a timetable, and records as busy people keep them.

Texts are short and like each other, some sessions are short or called off, two students come
together, what was held on one day is entered on another, two at once, or a week on a Sunday.
"""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterator
from dataclasses import dataclass

from pairing.model.enums import Gender, Held, PeriodKind, RecordKind, Role, Topic
from pairing.model.plan import Mentorship, Need, Plan
from pairing.model.records import (
    ClassRecord,
    HelpRecord,
    Lesson,
    Period,
    Score,
    SpecialDays,
    Student,
    Teacher,
    Teaching,
)
from pairing.model.school import School
from pairing.model.settings import SessionSettings

__all__ = ["HOLIDAY", "TERM", "Size", "keep", "made_school"]

TERM = datetime.date(2026, 8, 31)
HOLIDAY = (datetime.date(2026, 10, 1), datetime.date(2026, 10, 7))
_DAY, _MINUTE = datetime.timedelta(days=1), datetime.timedelta(minutes=1)
_LESSONS = ("08:00", "08:55", "09:50", "10:45", "14:00", "14:55", "15:50")
_QUIET = ((12, 10), (12, 30), (12, 50), (13, 15), (16, 40), (17, 0), (17, 20), (17, 45))
_SUBJECTS = ("Chinese", "maths", "English")
_EXAMS = tuple(datetime.date(2026, month, 25) for month in (6, 9, 10, 11, 12))
_FAMILY = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉萍红玲建国文辉力志鹏宇欣怡浩然子涵"
_TOPICS = {
    "en": (
        "fractions", "percentages", "reading aloud", "spelling", "past tense", "homework",
        "attention in class", "the last test", "word problems", "his friends", "sleep",
        "handing work in", "units", "angles", "an essay", "vocabulary",
    ),
    "zh": (
        "分数应用题", "百分数", "课文朗读", "生字默写", "一般过去时", "家庭作业", "课堂听讲",
        "上次测验", "应用题审题", "同学关系", "作息时间", "按时交作业", "单位换算", "角的度量",
        "作文开头", "单词记忆",
    ),
}  # fmt: skip
_STATES = {
    "en": (
        "better than last week", "still unsure", "got most of it", "needs more practice",
        "tired today", "asked good questions", "did it alone", "mixed two things up",
        "wants to try again", "went well",
    ),
    "zh": (
        "比上周好", "还不熟", "基本掌握", "还要多练", "今天有点累", "主动提问", "能独立完成",
        "容易混淆", "愿意再试", "效果不错",
    ),
}  # fmt: skip
_STEPS = {
    "en": ("two more like it", "look at it on Monday", "tell the parents", "a short test"),
    "zh": ("再做两题", "周一再看", "和家长说一声", "小测一次", "读给同桌听"),
}


@dataclass(frozen=True)
class Size:
    """How large a school is: its classes, students, mentors, and those whom each carries."""

    classes: int = 18
    students: int = 40
    mentors: int = 70
    mentees: int = 7


def made_school(size: Size, rng: random.Random) -> tuple[School, Plan]:
    """A school in which each mentor teaches two or three lessons a day, and the plan."""
    periods = list(_periods())
    lessons = [one for one in periods if one.kind is PeriodKind.LESSON]
    classes = [f"C{number:02}" for number in range(size.classes)]
    teachers = [f"T{number:03}" for number in range(size.mentors)]
    timetable = []
    for period in lessons:
        staff = rng.sample(teachers, min(len(teachers), len(classes)))
        timetable += [
            Lesson(class_id=one, period_id=period.period_id, subject="maths", teacher_id=who)
            for one, who in zip(classes, staff, strict=False)
        ]
    pupils = [
        Student(
            student_id=f"S{number:04}",
            name=rng.choice(_FAMILY) + rng.choice(_GIVEN) + rng.choice(_GIVEN),
            class_id=classes[number % len(classes)],
            gender=Gender.F if number % 2 else Gender.M,
        )
        for number in range(size.classes * size.students)
    ]
    needy = rng.sample(pupils, size.mentors * size.mentees)
    first, last = HOLIDAY
    school = School(
        students=tuple(pupils),
        teachers=tuple(
            Teacher(teacher_id=one, name=f"Teacher {one}", roles=(Role.SUBJECT,))
            for one in teachers
        ),
        classes=tuple(
            ClassRecord(class_id=one, grade=str(7 + place % 3)) for place, one in enumerate(classes)
        ),
        periods=tuple(periods),
        timetable=tuple(timetable),
        calendar=(SpecialDays.model_validate({"from": first, "to": last, "kind": "holiday"}),),
        scores=tuple(_scores(pupils, rng)),
        teaching=tuple(
            Teaching(class_id=one, subject=subject, teacher_id=rng.choice(teachers))
            for one in classes
            for subject in _SUBJECTS
        ),
        session_settings=SessionSettings(term_start=TERM, term_weeks=18),
    )
    carried = [
        Mentorship(student.student_id, teachers[place % len(teachers)])
        for place, student in enumerate(needy)
    ]
    needs = tuple(Need(one.student_id, "maths", 1) for one in carried)
    return school, Plan(needs=needs, mentors=tuple(carried))


def _scores(pupils: list[Student], rng: random.Random) -> Iterator[Score]:
    """Marks of each subject in June, and in each month of the term."""
    for student in pupils:
        for subject in _SUBJECTS:
            able = rng.gauss(75, 12)
            for day in _EXAMS:
                yield Score(
                    student_id=student.student_id,
                    subject=subject,
                    exam=f"{day:%B}",
                    date=day,
                    score=round(min(100, max(0, rng.gauss(able, 6)))),
                    full_score=100,
                )


def _periods() -> Iterator[Period]:
    for weekday in range(1, 6):
        spans = [(start, _later(start, 45), PeriodKind.LESSON) for start in _LESSONS]
        spans += [("12:00", "13:45", PeriodKind.LUNCH), ("16:40", "18:15", PeriodKind.AFTER_SCHOOL)]
        for number, (start, end, kind) in enumerate(spans):
            yield Period(
                period_id=f"P{weekday}{number}",
                weekday=weekday,
                start=datetime.time.fromisoformat(start),
                end=datetime.time.fromisoformat(end),
                kind=kind,
            )


def _later(start: str, minutes: int) -> str:
    at = datetime.datetime.fromisoformat(f"2026-01-01T{start}") + minutes * _MINUTE
    return f"{at:%H:%M}"


def keep(
    school: School,
    teacher_id: str,
    students: list[str],
    weeks: list[datetime.date],
    rng: random.Random,
    a_week: int = 1,
) -> list[HelpRecord]:
    """What an honest mentor writes down in some weeks, as often a week with each student."""
    words = rng.choice(("en", "zh"))
    topics = rng.sample(_TOPICS[words], rng.randint(5, 12))
    states = rng.sample(_STATES[words], rng.randint(4, 9))
    terse, names = rng.random() < 0.15, rng.random() < 0.3
    habit = rng.choices(("daily", "friday", "sunday"), (75, 17, 8))[0]
    found: list[HelpRecord] = []
    for monday in weeks:
        met = [one for one in students for _ in range(a_week) if rng.random() > 0.04]
        rng.shuffle(met)
        places = [
            (monday + day * _DAY, hour, minute)
            for day in range(5)
            for hour, minute in _QUIET
            if not HOLIDAY[0] <= monday + day * _DAY <= HOLIDAY[1]
        ]
        places = sorted(rng.sample(places, min(len(met), len(places))))
        entries = _entries(places, monday, habit, rng)
        for place, (student_id, (day, hour, minute), at) in enumerate(
            zip(met, places, entries, strict=False)
        ):
            together = place and rng.random() < 0.06 and found and found[-1].date == day
            start = found[-1].start if together else datetime.time(hour, minute)
            topic, state = rng.choice(topics), rng.choice(states)
            text = topic if terse and rng.random() < 0.5 else f"{topic}{_COMMA[words]}{state}"
            if names:
                text = school.student[student_id].name + " " + text
            length = rng.choice((10, 15, 15, 20, 20, 25))
            found.append(
                HelpRecord(
                    student_id=student_id,
                    by=teacher_id,
                    kind=RecordKind.MENTORING,
                    date=day,
                    start=start,
                    minutes=rng.choice((3, 4, 5, 8)) if rng.random() < 0.08 else length,
                    held=Held.NO if rng.random() < 0.04 else Held.YES,
                    content=(Topic.STUDY,) if rng.random() < 0.85 else (),
                    text=text if rng.random() < 0.95 else None,
                    next_step=rng.choice(_STEPS[words]) if rng.random() < 0.6 else None,
                    entered_at=at,
                    entered_by=teacher_id,
                )
            )
    return found


_COMMA = {"en": ": ", "zh": "，"}


def _entries(
    places: list[tuple[datetime.date, int, int]],
    monday: datetime.date,
    habit: str,
    rng: random.Random,
) -> list[datetime.datetime]:
    """When each session of a week is entered: soon after, in the evening, or all at its end."""
    found: list[datetime.datetime] = []
    clocks: dict[datetime.date, datetime.datetime] = {}
    for day, hour, minute in places:
        held = datetime.datetime.combine(day, datetime.time(hour, minute))
        late = rng.random() < 0.15
        if habit == "daily" and not late and rng.random() < 0.6:
            found.append(held + rng.randint(12, 80) * _MINUTE)
            continue
        ends = {"daily": day + rng.randint(0, 4 if late else 0) * _DAY, "friday": monday + 4 * _DAY}
        on = max(day, ends.get(habit, monday + 6 * _DAY))
        before = clocks.get(on)
        begun = datetime.datetime.combine(on, datetime.time(19, rng.randint(0, 59)))
        # A form is kept open for two, or each takes some minutes.
        gap = 0 if rng.random() < 0.12 else rng.randint(1, 4)
        clocks[on] = begun if before is None else before + gap * _MINUTE
        found.append(clocks[on])
    return found
