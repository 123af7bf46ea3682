"""Teachers of a made-up school, what they teach, and a weekly timetable without a clash."""

from __future__ import annotations

from datetime import time

import numpy as np

from pairing.model.enums import Gender, PeriodKind, Role
from pairing.model.records import ClassRecord, Lesson, Period, Teacher, Teaching
from pairing.sample.names import person_name
from pairing.sample.words import Words

__all__ = ["SUBJECTS", "make_periods", "make_staff", "make_timetable"]

SUBJECTS = ("chinese", "maths", "english", "physics", "history", "geography", "biology", "civics")
"""The codes of the subjects."""
_HOURS = {"chinese": 6, "maths": 6, "english": 6, "physics": 4}
_CLASSES_A_TEACHER = 2

_DAY = (
    ("L1", "08:00", "08:45", PeriodKind.LESSON),
    ("L2", "08:55", "09:40", PeriodKind.LESSON),
    ("BR", "09:40", "10:10", PeriodKind.BREAK),
    ("L3", "10:10", "10:55", PeriodKind.LESSON),
    ("L4", "11:05", "11:50", PeriodKind.LESSON),
    ("LU", "12:00", "13:30", PeriodKind.LUNCH),
    ("L5", "13:40", "14:25", PeriodKind.LESSON),
    ("L6", "14:35", "15:20", PeriodKind.LESSON),
    ("L7", "15:30", "16:15", PeriodKind.LESSON),
    ("AS", "16:20", "17:00", PeriodKind.AFTER_SCHOOL),
    ("SS", "18:30", "19:30", PeriodKind.SELF_STUDY),
    ("EV", "19:40", "20:30", PeriodKind.EVENING),
)


def make_periods() -> list[Period]:
    """Five days of lessons, breaks, lunch, after-school time, self-study and evening."""
    return [
        Period(
            period_id=f"D{day}-{name}",
            weekday=day,
            start=time.fromisoformat(start),
            end=time.fromisoformat(end),
            kind=kind,
        )
        for day in range(1, 6)
        for name, start, end, kind in _DAY
    ]


def make_staff(
    random: np.random.Generator, words: Words, class_ids: list[str]
) -> tuple[list[Teacher], list[Teaching], dict[str, str]]:
    """Teachers, who teaches what, and the homeroom teacher of each class."""
    teaching: list[Teaching] = []
    subject_of: dict[str, str] = {}
    for subject in (words.subjects[code] for code in SUBJECTS):
        for start in range(0, len(class_ids), _CLASSES_A_TEACHER):
            teacher_id = f"T{len(subject_of) + 1:02}"
            subject_of[teacher_id] = subject
            teaching += [
                Teaching(class_id=class_id, subject=subject, teacher_id=teacher_id)
                for class_id in class_ids[start : start + _CLASSES_A_TEACHER]
            ]
    homeroom = _homerooms(class_ids, teaching)
    leads = set(homeroom.values())
    teachers = []
    for number, (teacher_id, subject) in enumerate(subject_of.items()):
        roles = [Role.SUBJECT]
        if teacher_id in leads:
            roles.append(Role.HOMEROOM)
        if number % 4 == 1:
            roles.append(Role.CADRE)
        if number % 5 == 2:
            roles.append(Role.BACKBONE)
        cadre = Role.CADRE in roles
        gender = Gender.F if random.random() < 0.6 else Gender.M
        teachers.append(
            Teacher(
                teacher_id=teacher_id,
                name=person_name(random, words, gender, rare=0.15),
                roles=tuple(role for role in Role if role in roles),
                subjects=(subject,),
                min_mentees=1 if cadre else None,
                max_mentees=int(random.integers(3, 6)) + 2 * cadre,
                area=str(random.choice(words.areas)),
            )
        )
    return teachers, teaching, homeroom


def _homerooms(class_ids: list[str], teaching: list[Teaching]) -> dict[str, str]:
    """A class's homeroom teacher is the first of its teachers who leads no class yet."""
    homeroom: dict[str, str] = {}
    for class_id in class_ids:
        own = [row.teacher_id for row in teaching if row.class_id == class_id]
        free = [teacher_id for teacher_id in own if teacher_id not in homeroom.values()]
        homeroom[class_id] = (free or own)[0]
    return homeroom


def make_timetable(
    classes: list[ClassRecord], teaching: list[Teaching], periods: list[Period], words: Words
) -> list[Lesson]:
    """Each class's lessons in periods that both class and teacher have free."""
    codes = {word: code for code, word in words.subjects.items()}
    slots = [period.period_id for period in periods if period.kind is PeriodKind.LESSON]
    teacher_busy: set[tuple[str, str]] = set()
    rows: list[Lesson] = []
    for number, record in enumerate(classes):
        class_busy: set[str] = set()
        own = [row for row in teaching if row.class_id == record.class_id]
        for row in own:
            shift = (7 * number + 3 * SUBJECTS.index(codes[row.subject])) % len(slots)
            # Stepping by 8 of 35 slots spreads a subject over the days.
            order = [slots[(shift + 8 * step) % len(slots)] for step in range(len(slots))]
            wanted = _HOURS.get(codes[row.subject], 3)
            for slot in order:
                if wanted == 0:
                    break
                if slot in class_busy or (row.teacher_id, slot) in teacher_busy:
                    continue
                class_busy.add(slot)
                teacher_busy.add((row.teacher_id, slot))
                wanted -= 1
                rows.append(
                    Lesson(
                        class_id=record.class_id,
                        period_id=slot,
                        subject=row.subject,
                        teacher_id=row.teacher_id,
                    )
                )
    return rows
