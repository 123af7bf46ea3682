"""A school with a timetable of the shape of XHSTT's: sets, shared lessons, odd and even weeks.

30 classes, 60 teachers, 35 lessons a week, 20 sets in five blocks (four classes parted anew into
four sets, three times a week), 12 lessons taught by two, one lesson of each class in turns with
another, a swapped Saturday, a holiday and a half day.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta

import numpy as np

from pairing.model.enums import PeriodKind
from pairing.model.records import (
    Lesson,
    Record,
    SpecialDays,
    Student,
    TaughtSet,
    Teacher,
    Teaching,
)
from pairing.model.settings import SessionSettings
from pairing.sample import make_sample
from pairing.sample.school import Sample
from pairing.sample.staff import SUBJECTS

__all__ = ["MONDAY", "mixed_school", "settings"]

MONDAY = date(2026, 10, 5)
"""The first Monday planned; week 1 of odd and even weeks is four weeks earlier."""
_CLASSES, _STUDENTS, _TEACHERS = 30, 30, 60
_BLOCKS, _OF_BLOCK, _SHARED = 5, 4, 12
_CHOSEN = ("history", "geography", "biology", "civics")
"""What the sets of a block are about; who is in one takes no other of these."""
_HOURS = {"chinese": 6, "maths": 6, "english": 6, "physics": 4}
_BLOCK_HOURS, _OTHER_HOURS = 3, 2


class _Week:
    """The lessons of the week, none of which clash."""

    def __init__(self, periods: Iterable[str]) -> None:
        self.periods = tuple(periods)
        self.lessons: list[Lesson] = []
        self._busy: set[tuple[str, str]] = set()

    def place(self, rows: Iterable[dict[str, str]], first: int) -> str | None:
        """Put lessons into one period that all of their people have free; None: there is none."""
        rows = list(rows)
        people = {row[key] for row in rows for key in ("class_id", "teacher_id")}
        for step in range(len(self.periods)):
            # Stepping by 8 of 35 periods spreads a subject over the days.
            period_id = self.periods[(first + 8 * step) % len(self.periods)]
            if not any((one, period_id) in self._busy for one in people):
                self.lessons += [Lesson(period_id=period_id, **row) for row in rows]
                self._busy |= {(one, period_id) for one in people}
                return period_id
        return None

    def is_free(self, person: str, period_id: str) -> bool:
        return (person, period_id) not in self._busy

    def take(self, lesson: Lesson) -> None:
        self.lessons.append(lesson)
        self._busy.add((lesson.teacher_id, lesson.period_id))


def mixed_school(seed: int = 0) -> Sample:
    """The school; the same seed gives the same."""
    random = np.random.default_rng(seed)
    base = make_sample(_CLASSES, _STUDENTS, seed)
    tables: dict[str, Iterable[Record]] = dict(base.tables)
    school = base.school()
    classes = list(school.class_)
    staff = _staff(classes)
    week = _Week(one.period_id for one in school.periods if one.kind is PeriodKind.LESSON)
    sets, taken = _blocks(random, week, school.members, classes, staff)
    in_block = classes[: _BLOCKS * _OF_BLOCK]
    teaching = []
    for number, class_id in enumerate(classes):
        own = [one for one in SUBJECTS if class_id not in in_block or one not in _CHOSEN]
        for place, subject in enumerate(own):
            teacher_id = staff[subject][number % len(staff[subject])]
            row = {"class_id": class_id, "subject": subject, "teacher_id": teacher_id}
            teaching.append(Teaching(**row))
            for hour in range(_HOURS.get(subject, _OTHER_HOURS)):
                week.place([row], 7 * number + 3 * place + 5 * hour)
    _in_turns(week, staff)
    _shared(week, staff)
    tables.update(
        teachers=[
            Teacher(teacher_id=one, name=one, roles=("subject",), subjects=(subject,))
            for subject, ids in staff.items()
            for one in ids
        ],
        classes=[row.model_copy(update={"homeroom_teacher_id": None}) for row in school.classes],
        teaching=teaching,
        sets=sets,
        timetable=week.lessons,
        scores=[
            row
            for row in school.scores
            if row.subject not in _CHOSEN
            or row.student_id not in taken
            or taken[row.student_id] == row.subject
        ],
        calendar=[
            SpecialDays.model_validate({"from": MONDAY + timedelta(days=day), **more})
            for day, more in (
                (4, {"kind": "holiday"}),
                (5, {"kind": "swapped", "follows": 5}),
                (16, {"kind": "half_day"}),
            )
        ],
    )
    return replace(base, tables=tables, rules=())


def settings() -> SessionSettings:
    """Four weeks of all kinds of sessions; the first of them is the fifth of the timetable."""
    return SessionSettings(start=MONDAY, week_one=MONDAY - timedelta(weeks=4), weeks=4)


def _staff(classes: list[str]) -> dict[str, list[str]]:
    """The teachers of each subject; who has more lessons has more teachers."""
    hours = {one: len(classes) * _HOURS.get(one, _OTHER_HOURS) for one in SUBJECTS}
    counts = {one: max(1, _TEACHERS * own // sum(hours.values())) for one, own in hours.items()}
    for subject in list(SUBJECTS)[: _TEACHERS - sum(counts.values())]:
        counts[subject] += 1
    ids = iter(f"T{number + 1:02}" for number in range(_TEACHERS))
    return {subject: [next(ids) for _ in range(count)] for subject, count in counts.items()}


def _blocks(
    random: np.random.Generator,
    week: _Week,
    members: Mapping[str, tuple[Student, ...]],
    classes: list[str],
    staff: dict[str, list[str]],
) -> tuple[list[TaughtSet], dict[str, str]]:
    """The sets, placed in the week, and the subject that each of their students has chosen."""
    sets: list[TaughtSet] = []
    taken: dict[str, str] = {}
    for block in range(_BLOCKS):
        own = classes[block * _OF_BLOCK : (block + 1) * _OF_BLOCK]
        people = [one.student_id for class_id in own for one in members[class_id]]
        random.shuffle(people)
        rows = []
        for place, subject in enumerate(_CHOSEN):
            ids = people[place :: len(_CHOSEN)]
            teacher_id = staff[subject][block % len(staff[subject])]
            made = TaughtSet(
                set_id=f"B{block + 1}-{subject}",
                subject=subject,
                teacher_id=teacher_id,
                students=tuple(sorted(ids)),
            )
            sets.append(made)
            taken |= dict.fromkeys(ids, subject)
            rows += [
                {
                    "class_id": class_id,
                    "subject": subject,
                    "teacher_id": teacher_id,
                    "set_id": made.set_id,
                }
                for class_id in own
            ]
        for hour in range(_BLOCK_HOURS):
            if week.place(rows, 11 * block + 9 * hour) is None:
                raise RuntimeError("a block finds no period")
    return sets, taken


def _in_turns(week: _Week, staff: dict[str, list[str]]) -> None:
    """One physics lesson of each class is held in odd weeks, and maths in even ones."""
    done = set()
    for number, lesson in enumerate(week.lessons):
        if lesson.subject != "physics" or lesson.class_id in done:
            continue
        for teacher_id in staff["maths"]:
            if week.is_free(teacher_id, lesson.period_id):
                week.lessons[number] = lesson.model_copy(update={"weeks": "odd"})
                even = {"subject": "maths", "teacher_id": teacher_id, "weeks": "even"}
                week.take(lesson.model_copy(update=even))
                done.add(lesson.class_id)
                break


def _shared(week: _Week, staff: dict[str, list[str]]) -> None:
    """So many English lessons have a second teacher, of as many classes."""
    done: set[str] = set()
    for lesson in list(week.lessons):
        if lesson.subject != "english" or lesson.class_id in done or len(done) == _SHARED:
            continue
        free = [one for one in staff["english"] if week.is_free(one, lesson.period_id)]
        if free:
            week.take(lesson.model_copy(update={"teacher_id": free[0]}))
            done.add(lesson.class_id)
