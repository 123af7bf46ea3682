"""Small schools of many kinds, the same at every call: what the golden plans are plans of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, time
from typing import Any

from pairing.model.enums import (
    Attendance,
    DayKind,
    Dimension,
    Gender,
    PeriodKind,
    RelationKind,
    Role,
    Sense,
    Source,
)
from pairing.model.records import (
    Absence,
    ClassRecord,
    Indicator,
    LayoutSeat,
    Lesson,
    MeetingRoom,
    PastPair,
    PastSeat,
    Period,
    Record,
    Relation,
    Score,
    SpecialDays,
    Student,
    Teacher,
    Teaching,
    Unit,
)
from pairing.model.room.patterns import group_tables, horseshoe, paired_desks
from pairing.model.school import School
from pairing.model.settings import RuleEntry, SessionSettings

__all__ = ["SCHOOLS"]

_SUBJECTS = ("maths", "english")
_EXAMS = (date(2026, 6, 10), date(2026, 9, 30))


def _mark(number: int, subject: int, exam: int) -> int:
    """A mark from 31 to 99 that looks like chance and is none."""
    return 31 + (number * 37 + subject * 53 + exam * 7 + number * number * subject) % 69


def _rule(rule_id: str, **parameters: Any) -> RuleEntry:
    return RuleEntry.model_validate({"id": rule_id, **parameters})


def _students(count: int, class_id: str = "7A", first: int = 1) -> list[Student]:
    return [
        Student(
            student_id=f"S{number:02}",
            name=f"Pupil {number:02}",
            class_id=class_id,
            gender=Gender.F if number % 2 else Gender.M,
            height_cm=140 + number * 7 % 31,
            vision=Sense.FRONT if number % 9 == 0 else Sense.NORMAL,
            attends=Attendance.ONSITE,
            area=("North", "South", None)[number % 3],
        )
        for number in range(first, first + count)
    ]


def _scores(students: Sequence[Student], but: Sequence[tuple[int, int]] = ()) -> list[Score]:
    """The marks of all exams; those of ``but`` (student, subject) are blank."""
    return [
        Score(
            student_id=student.student_id,
            subject=subject,
            exam=f"exam {day}",
            date=day,
            score=None if (place, code) in but else _mark(place, code, number),
            full_score=100,
        )
        for place, student in enumerate(students, 1)
        for code, subject in enumerate(_SUBJECTS)
        for number, day in enumerate(_EXAMS)
    ]


def _periods() -> list[Period]:
    kinds = (
        ("L", 8, 9, PeriodKind.LESSON),
        ("M", 9, 10, PeriodKind.LESSON),
        ("U", 12, 13, PeriodKind.LUNCH),
        ("A", 16, 17, PeriodKind.AFTER_SCHOOL),
    )
    return [
        Period(period_id=f"{name}{day}", weekday=day, start=time(start), end=time(end), kind=kind)
        for day in range(1, 6)
        for name, start, end, kind in kinds
    ]


def _school(
    count: int = 16,
    *,
    students: Sequence[Student] | None = None,
    rules: Sequence[RuleEntry] = (),
    room: Sequence[LayoutSeat] | None = None,
    sessions: SessionSettings | None = None,
    **tables: Sequence[Record],
) -> School:
    """Class 7A with marks in two subjects, three teachers and a week; ``tables`` replace these."""
    students = students or _students(count)
    seats = room if room is not None else paired_desks("R", rows=-(-len(students) // 6), columns=6)
    all_tables: dict[str, Any] = {
        "students": students,
        "teachers": [
            Teacher(
                teacher_id="T1",
                name="Ren Wei",
                roles=(Role.HOMEROOM, Role.SUBJECT),
                subjects=("maths",),
                max_mentees=9,
                area="North",
            ),
            Teacher(
                teacher_id="T2",
                name="Ida Moss",
                roles=(Role.SUBJECT,),
                subjects=("english",),
                max_mentees=9,
                area="South",
            ),
            Teacher(teacher_id="T3", name="Ou Li", roles=(Role.CADRE,), max_mentees=3),
        ],
        "classes": [ClassRecord(class_id="7A", grade="7", homeroom_teacher_id="T1", layout_id="R")],
        "teaching": [
            Teaching(class_id="7A", subject="maths", teacher_id="T1"),
            Teaching(class_id="7A", subject="english", teacher_id="T2"),
        ],
        "scores": _scores(students),
        "layouts": seats,
        "periods": _periods(),
        "timetable": [
            Lesson(
                class_id="7A",
                period_id=f"{name}{day}",
                subject=subject,
                teacher_id=teacher,
            )
            for day in range(1, 6)
            for name, subject, teacher in (("L", "maths", "T1"), ("M", "english", "T2"))
        ],
        **tables,
    }
    return School.of(all_tables, rules, session_settings=sessions or SessionSettings(weeks=2))


def _relation(one: int, other: int, kind: RelationKind) -> Relation:
    return Relation(student_id=f"S{one:02}", other_id=f"S{other:02}", kind=kind)


def _sign(number: int, dimension: Dimension, severity: int) -> Indicator:
    return Indicator(
        student_id=f"S{number:02}",
        dimension=dimension,
        indicator="seen in class",
        severity=severity,
        source=Source.OBSERVATION,
        date=date(2026, 9, 20),
    )


def _not_taken() -> School:
    students = _students(16)
    blank = [(place, 1) for place in range(1, 17, 3)]
    return _school(students=students, scores=_scores(students, blank))


def _class_of_four() -> School:
    return _school(4, room=paired_desks("R", rows=1, columns=4))


def _conflicts() -> School:
    relations = [
        _relation(1, 2, RelationKind.CONFLICT),
        _relation(3, 4, RelationKind.CONFLICT),
        _relation(5, 6, RelationKind.FRIEND),
        _relation(6, 5, RelationKind.FRIEND),
        _relation(7, 12, RelationKind.FRIEND),
    ]
    history = [
        PastPair.model_validate(
            {
                "tutor_id": "S05",
                "tutee_id": "S13",
                "subject": "maths",
                "from": date(2026, 3, 1),
                "to": date(2026, 6, 1),
                "rating": 5,
            }
        )
    ]
    return _school(relations=relations, pair_history=history)


def _spread() -> School:
    students = [
        one.model_copy(update={"tags": ("lively",) if number % 5 == 0 else ()})
        for number, one in enumerate(_students(20))
    ]
    rules = [
        _rule("spread", level="soft", weight=3, who=["tag=lively"], per="distance"),
        _rule("keep_apart", level="hard", students=["S01", "S06"], distance=3),
        _rule("keep_together", level="hard", students=["S02", "S03"], within="deskmate"),
    ]
    return _school(students=students, rules=rules, room=paired_desks("R", rows=4, columns=6))


def _free_plan() -> School:
    seats = [
        LayoutSeat(
            layout_id="R",
            seat_id=f"P{row}{column}",
            row=row,
            column=column,
            desk=f"d{row}{column}",
            x=column + (0.5 if row % 2 else 0.0),
            y=row,
        )
        for row in range(1, 5)
        for column in range(1, 5)
    ]
    return _school(14, room=seats, rules=[_rule("clear_view", level="soft", weight=2)])


def _four_girls() -> School:
    students = [
        one.model_copy(update={"gender": Gender.F if number in (3, 9, 14, 20) else Gender.M})
        for number, one in enumerate(_students(24))
    ]
    rules = [
        _rule("group_balance", level="soft", of="gender=F", within=0.5),
        _rule("gender_mix", level="soft", weight=2),
        _rule("bands", level="soft", bands=2),
    ]
    return _school(students=students, rules=rules, room=group_tables("R", [4] * 6, across=3))


def _tutor_busy() -> School:
    away = [
        Absence.model_validate(
            {
                "person_id": "S05",
                "from": date(2026, 10, 1),
                "to": date(2026, 12, 31),
                "period_id": f"U{day}",
            }
        )
        for day in range(1, 6)
    ]
    return _school(absences=away)


def _shared_subject() -> School:
    return _school(
        teaching=[
            Teaching(class_id="7A", subject="maths", teacher_id="T1"),
            Teaching(class_id="7A", subject="maths", teacher_id="T3"),
            Teaching(class_id="7A", subject="english", teacher_id="T2"),
        ],
        meeting_rooms=[MeetingRoom(room_id="M1"), MeetingRoom(room_id="M2")],
        rules=[_rule("session_rooms", level="hard")],
    )


def _week_off() -> School:
    overlap = Period(
        period_id="X1", weekday=1, start=time(12, 30), end=time(13, 30), kind=PeriodKind.LUNCH
    )
    days_off = SpecialDays.model_validate(
        {"from": date(2026, 10, 12), "to": date(2026, 10, 16), "kind": DayKind.HOLIDAY}
    )
    return _school(
        periods=[*_periods(), overlap],
        calendar=[days_off],
        sessions=SessionSettings(weeks=4),
    )


def _mentors_short() -> School:
    few = [
        Teacher(teacher_id=f"T{number}", name=f"Few {number}", roles=(Role.SUBJECT,), max_mentees=1)
        for number in (1, 2, 3)
    ]
    return _school(teachers=few)


def _seats_clash() -> School:
    rules = [
        _rule("front_rows", level="hard", students=[f"S{n:02}" for n in range(1, 9)], rows=1),
        _rule("fixed_seat", level="hard", student="S10", seat="R-1-1"),
    ]
    return _school(12, rules=rules)


def _town() -> School:
    first, second = _students(12), _students(10, "7B", 13)
    remote = [
        one.model_copy(update={"attends": Attendance.REMOTE}) if number in (2, 7) else one
        for number, one in enumerate(second)
    ]
    students = [*first, *remote]
    serves = (Dimension.FAMILY, Dimension.ECONOMY, Dimension.PSYCHOLOGY, Dimension.SAFETY)
    units = [
        Unit(
            unit_id=f"U{number}",
            name=f"Office {number}",
            kind="office",
            serves=serves[number : number + 2],
            area=("North", "South")[number % 2],
            capacity=2,
        )
        for number in range(3)
    ]
    signs = [
        _sign(2, Dimension.FAMILY, 3),
        _sign(2, Dimension.ECONOMY, 2),
        _sign(8, Dimension.PSYCHOLOGY, 2),
        _sign(15, Dimension.SAFETY, 1),
        _sign(19, Dimension.FAMILY, 2),
    ]
    past = [
        PastSeat.model_validate(
            {
                "class_id": "7A",
                "from": date(2026, 9, 1),
                "student_id": student.student_id,
                "seat_id": f"R-{1 + place // 6}-{1 + place % 6}",
            }
        )
        for place, student in enumerate(first)
    ]
    return _school(
        students=students,
        classes=[
            ClassRecord(class_id="7A", grade="7", homeroom_teacher_id="T1", layout_id="R"),
            ClassRecord(class_id="7B", grade="7", layout_id="H"),
        ],
        room=[*paired_desks("R", rows=3, columns=6), *horseshoe("H", 9)],
        units=units,
        indicators=signs,
        seat_history=past,
        rules=[_rule("new_neighbours", level="soft", weight=2), _rule("mentor_wishes")],
    )


SCHOOLS: dict[str, Callable[[], School]] = {
    "base": _school,
    "not_taken": _not_taken,
    "class_of_four": _class_of_four,
    "conflicts": _conflicts,
    "spread": _spread,
    "free_plan": _free_plan,
    "four_girls": _four_girls,
    "tutor_busy": _tutor_busy,
    "shared_subject": _shared_subject,
    "week_off": _week_off,
    "mentors_short": _mentors_short,
    "seats_clash": _seats_clash,
    "town": _town,
}
"""Each school by its kind."""
