"""395 real students as a school: the UCI Student Performance data (Cortez and Silva 2008).

    uv run python -m benchmarks.uci_school ../shared/uci/student-mat.csv /tmp/uci

The three grades of the year become three exams; absences, failures and the columns about
family and friends become indicators; classes of 45 are filled in the order of the file.
Names, teachers, rooms and periods are made up, for the data have none.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from pairing.io import write_school
from pairing.model.enums import Dimension, Gender, Source
from pairing.model.records import ClassRecord, Indicator, Record, Score, Student
from pairing.model.room.patterns import paired_desks
from pairing.model.settings import ScreeningSettings
from pairing.sample.names import person_name
from pairing.sample.staff import make_periods, make_staff
from pairing.sample.words import words_of

CLASS_SIZE = 45
EXAMS = {"G1": date(2026, 3, 1), "G2": date(2026, 5, 1), "G3": date(2026, 6, 20)}
SETTINGS = ScreeningSettings(failing_percent=(50, 40, 30))
"""The pass mark of these schools is 10 of 20."""


def indicators(row: pd.Series, student_id: str) -> Iterator[Indicator]:
    """What the columns say of a student's life, as far as the data go."""

    def sign(dimension: Dimension, words: str, severity: int, source: Source) -> Indicator:
        return Indicator(
            student_id=student_id,
            dimension=dimension,
            indicator=words,
            severity=severity,
            source=source,
            date=date(2026, 6, 1),
        )

    absences, failures = int(row["absences"]), int(row["failures"])
    if absences > 10:
        severity = 1 + (absences > 20) + (absences > 40)
        words = f"{absences} absences"
        yield sign(Dimension.BEHAVIOUR, words, severity, Source.OBSERVATION)
    if failures:
        words = f"{failures} earlier class failures"
        yield sign(Dimension.STUDY, words, min(3, failures), Source.TEST)
    if int(row["studytime"]) == 1 and absences > 10:
        yield sign(Dimension.STUDY, "studies under two hours a week", 1, Source.PARENT)
    if int(row["famrel"]) <= 2:
        yield sign(Dimension.FAMILY, "poor family relations", 3 - int(row["famrel"]), Source.PEERS)
    if row["Pstatus"] == "A":
        yield sign(Dimension.FAMILY, "parents live apart", 1, Source.PARENT)
    if int(row["health"]) == 1:
        yield sign(Dimension.PSYCHOLOGY, "very poor health", 1, Source.PARENT)
    if int(row["goout"]) == 5 and int(row["Dalc"]) >= 4:
        yield sign(Dimension.SAFETY, "out with friends and drinking", 2, Source.PEERS)


def tables(data: pd.DataFrame) -> dict[str, Iterable[Record]]:
    """The contract's tables."""
    random, words = np.random.default_rng(1), words_of("en")
    classes = [f"10-{number + 1}" for number in range(-(-len(data) // CLASS_SIZE))]
    students: list[Student] = []
    scores: list[Score] = []
    signs: list[Indicator] = []
    for number, (_, row) in enumerate(data.iterrows()):
        student_id, gender = f"U{number + 1:03}", Gender(row["sex"])
        students.append(
            Student(
                student_id=student_id,
                name=person_name(random, words, gender, rare=1),
                class_id=classes[number // CLASS_SIZE],
                gender=gender,
                area="town" if row["address"] == "U" else "country",
            )
        )
        # A last grade of 0 after passing ones is a missed exam in these data.
        missed = int(row["G3"]) == 0
        scores += [
            Score(
                student_id=student_id,
                subject="maths",
                exam=exam,
                date=day,
                score=None if exam == "G3" and missed else float(row[exam]),
                full_score=20,
            )
            for exam, day in EXAMS.items()
        ]
        signs += indicators(row, student_id)
    teachers, teaching, homeroom = make_staff(random, words, classes)
    return {
        "students": students,
        "teachers": [one.model_copy(update={"max_mentees": 15}) for one in teachers],
        "classes": [
            ClassRecord(
                class_id=class_id,
                grade="10",
                homeroom_teacher_id=homeroom[class_id],
                layout_id=f"R{class_id}",
            )
            for class_id in classes
        ],
        "teaching": teaching,
        "scores": scores,
        "indicators": signs,
        "layouts": [seat for class_id in classes for seat in paired_desks(f"R{class_id}", 6)],
        "periods": make_periods(),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("folder", type=Path)
    arguments = parser.parse_args()
    data = pd.read_csv(arguments.data)
    write_school(dict(tables(data)), arguments.folder, screening=SETTINGS)
    print(f"{len(data)} students written to {arguments.folder}")


if __name__ == "__main__":
    main()
