"""Made-up terms with a known effect of help: marks of noise, floor and ceiling, and who is helped.

What a student can do drifts from exam to exam, papers differ in difficulty, classes have better
and worse days, some are absent, and marks are whole and within the paper. Screening finds the
weak by those marks; four in five of them are helped. Help adds its effect to what a student would
have done, in standard deviations of the exam as it would have been without.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

import numpy as np

from builders import student
from pairing.model.enums import DIMENSIONS, Missing
from pairing.model.plan import Pair, Plan
from pairing.model.records import ClassRecord, PastPair, Score, Student
from pairing.model.school import School
from pairing.screening import screen

__all__ = ["BEGIN", "SimulatedTerm", "simulated_term"]

SUBJECTS = ("maths", "english", "physics")
BEGIN = datetime.date(2026, 3, 9)
_BEFORE = tuple(BEGIN - datetime.timedelta(days=35 * number + 4) for number in (4, 3, 2, 1))
_AFTER = tuple(BEGIN + datetime.timedelta(days=days) for days in (49, 98))
_HELPED_SHARE = 0.8


@dataclass(frozen=True)
class SimulatedTerm:
    """A school at the end of its term, and the plan by which some of the weak were helped."""

    school: School
    plan: Plan


def simulated_term(
    seed: int, effect: float, *, classes: int = 6, size: int = 42, subjects: int = 3
) -> SimulatedTerm:
    """A term whose help adds ``effect`` standard deviations to each later exam."""
    random = np.random.default_rng(seed)
    names = [f"{7}{chr(65 + number)}" for number in range(classes)]
    people = [
        student(number * size + place + 1, name)
        for number, name in enumerate(names)
        for place in range(size)
    ]
    papers = {
        subject: _marks(random, classes, size, len(_BEFORE) + len(_AFTER))
        for subject in SUBJECTS[:subjects]
    }
    days = (*_BEFORE, *_AFTER)
    before = _school(people, names, papers, days[: len(_BEFORE)])
    weak = [row for row in screen(before).needs if row.need not in DIMENSIONS]
    chosen = [row for row in weak if random.random() < _HELPED_SHARE]
    place = {one.student_id: number for number, one in enumerate(people)}
    for row in chosen:
        marks = papers[row.need]
        for exam in range(len(_BEFORE), len(days)):
            marks[place[row.student_id], exam] += effect * _DEVIATION[exam]
    strong = _strongest(before, papers)
    pairs = tuple(
        Pair(row.student_id, strong[row.need][number % len(strong[row.need])], row.need)
        for number, row in enumerate(chosen)
    )
    absent = {subject: random.random(marks.shape) < 0.03 for subject, marks in papers.items()}
    history = [
        PastPair.model_validate(
            {"tutor_id": row.tutor_id, "tutee_id": row.tutee_id, "subject": row.subject,
             "from": BEGIN}
        )
        for row in pairs
    ]  # fmt: skip
    school = _school(people, names, papers, days, absent, history)
    return SimulatedTerm(school, Plan(needs=tuple(weak), pairs=pairs))


_DEVIATION = (14.0, 16.0, 13.0, 15.0, 15.0, 14.0)
"""Per cent: by how much marks of each exam deviate without help."""
_MEAN = (74.0, 68.0, 76.0, 71.0, 70.0, 73.0)


def _marks(
    random: np.random.Generator, classes: int, size: int, exams: int
) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """What each student would reach in each exam, in per cent, before rounding.

    Of the variance of an exam 70 % are what a student can do, 25 % chance of the day with fatter
    tails than a normal one, and 5 % the class's.
    """
    count = classes * size
    able = np.empty((count, exams))
    able[:, 0] = random.standard_normal(count)
    for exam in range(1, exams):
        able[:, exam] = 0.97 * able[:, exam - 1] + np.sqrt(1 - 0.97**2) * random.standard_normal(
            count
        )
    chance = random.standard_t(6, (count, exams)) / np.sqrt(6 / 4)
    of_class = np.repeat(random.standard_normal((classes, exams)), size, axis=0)
    z = np.sqrt(0.70) * able + np.sqrt(0.25) * chance + np.sqrt(0.05) * of_class
    found: np.ndarray[tuple[int, int], np.dtype[np.float64]] = np.array(_MEAN[:exams]) + z * (
        np.array(_DEVIATION[:exams])
    )
    return found


def _school(
    people: list[Student],
    names: list[str],
    papers: dict[str, np.ndarray[tuple[int, int], np.dtype[np.float64]]],
    days: tuple[datetime.date, ...],
    absent: dict[str, np.ndarray[tuple[int, int], np.dtype[np.bool_]]] | None = None,
    history: list[PastPair] | None = None,
) -> School:
    scores = [
        Score(
            student_id=one.student_id,
            subject=subject,
            exam=f"exam {exam}",
            date=day,
            full_score=100,
            score=None if gone else float(round(min(100.0, max(0.0, marks[number, exam])))),
            missing=Missing.EXCUSED if gone else None,
        )
        for subject, marks in papers.items()
        for number, one in enumerate(people)
        for exam, day in enumerate(days)
        for gone in (absent is not None and bool(absent[subject][number, exam]),)
    ]
    return School.of(
        {
            "students": people,
            "classes": [ClassRecord(class_id=name, grade="7") for name in names],
            "scores": scores,
            "pair_history": history or [],
        },
        on=days[-1],
    )


def _strongest(
    school: School, papers: dict[str, np.ndarray[tuple[int, int], np.dtype[np.float64]]]
) -> dict[str, list[str]]:
    """The best third of the grade in each subject: they help, by turns."""
    return {
        subject: sorted(
            (one.student_id for one in school.students),
            key=lambda one: -(school.ability(one, subject) or 0.0),
        )[: len(school.students) // 3]
        for subject in papers
    }
