"""Exam marks of a made-up class: subjects correlate, ability spreads, troubles show."""

from __future__ import annotations

from datetime import date

import numpy as np

from pairing.model.enums import Missing
from pairing.model.records import Score, Student
from pairing.sample.people import Trouble
from pairing.sample.words import Words

__all__ = ["make_scores"]

_DAYS = (date(2026, 6, 24), date(2026, 9, 4), date(2026, 10, 14))
_COMMON = 0.75
"""Share of one ability common to all subjects; the correlation of two is its square."""


def make_scores(
    random: np.random.Generator,
    students: list[Student],
    troubles: dict[str, Trouble],
    subjects: tuple[str, ...],
    words: Words,
) -> list[Score]:
    """Three exams in each subject."""
    exams = list(zip(words.exams, _DAYS, strict=True))
    rows = []
    for student in students:
        common = random.normal()
        trouble = troubles.get(student.student_id)
        for subject in subjects:
            own = _COMMON * common + np.sqrt(1 - _COMMON**2) * random.normal()
            # Who has no trouble stays off the line, save a few who come near it.
            floor = -0.95 if random.random() < 0.02 else -0.45
            level = max(own, floor + 0.1 * random.random())
            struck = trouble is not None and subject in trouble.subjects
            if struck and trouble is not None and trouble.kind == "weak":
                level = -random.uniform(1.6, 2.8)
            for number, (exam, day) in enumerate(exams):
                shown = level + 0.12 * random.normal()
                mark: float | None = float(np.clip(round(77 + 9.5 * shown), 8, 100))
                if struck and trouble is not None:
                    if trouble.kind == "falling" and number == len(exams) - 1:
                        mark = float(np.clip(round(77 + 9.5 * (shown - 2.4)), 8, 100))
                    if trouble.kind == "absent" and number > 0:
                        mark = None
                rows.append(
                    Score(
                        student_id=student.student_id,
                        subject=words.subjects[subject],
                        exam=exam,
                        date=day,
                        score=mark,
                        full_score=100,
                        missing=None if mark is not None else Missing.MISSED,
                    )
                )
    return rows
