"""The made-up school as a whole, and a county of them written one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from string import ascii_uppercase

import numpy as np

from pairing.io.school_files import write_school
from pairing.model.enums import Dimension, RelationKind, Usable
from pairing.model.records import (
    ClassRecord,
    LayoutSeat,
    PastPair,
    PastSeat,
    Record,
    Relation,
    Score,
    Student,
    Unit,
)
from pairing.model.room.patterns import group_tables, horseshoe, paired_desks
from pairing.model.school import School
from pairing.model.settings import RuleEntry
from pairing.sample.marks import make_scores
from pairing.sample.names import AREAS
from pairing.sample.people import (
    Trouble,
    make_indicators,
    make_relations,
    make_students,
    make_troubles,
)
from pairing.sample.staff import SUBJECTS, make_periods, make_staff, make_timetable

__all__ = ["Sample", "make_sample", "write_samples"]

_LAST_MONTH = (date(2026, 9, 7), date(2026, 10, 2))


@dataclass(frozen=True)
class Sample:
    """The tables and rules of a made-up school."""

    tables: dict[str, Iterable[Record]]
    rules: tuple[RuleEntry, ...]

    def school(self) -> School:
        """The checked school."""
        return School.of(self.tables, self.rules)

    def write(self, folder: Path) -> None:
        """Write the school as a folder of CSV files and rules.toml."""
        write_school(self.tables, folder, self.rules)


def make_sample(classes: int, students: int, seed: int) -> Sample:
    """A school of ``classes`` classes with ``students`` students each.

    The same numbers give the same school.
    """
    random = np.random.default_rng(np.random.SeedSequence((seed, classes, students)))
    grades = _grades(classes)
    class_ids = list(grades)
    teachers, teaching, homeroom = make_staff(random, class_ids)
    records = [
        ClassRecord(
            class_id=class_id,
            grade=str(grades[class_id]),
            homeroom_teacher_id=homeroom[class_id],
            layout_id=f"R{class_id}",
        )
        for class_id in class_ids
    ]
    periods = make_periods()
    school = _People.make(random, grades, students)
    rooms = [
        _room(random, f"R{class_id}", number, students) for number, class_id in enumerate(class_ids)
    ]
    tables: dict[str, Iterable[Record]] = {
        "students": school.students,
        "teachers": teachers,
        "classes": records,
        "teaching": teaching,
        "scores": school.scores,
        "indicators": make_indicators(random, school.students, school.troubles),
        "relations": school.relations,
        "layouts": [seat for room in rooms for seat in room],
        "periods": periods,
        "timetable": make_timetable(records, teaching, periods),
        "seat_history": _past_seats(random, school, records, rooms),
        "pair_history": _past_pairs(random, school),
        "units": _units(),
    }
    return Sample(tables, tuple(_rules(school, records, rooms)))


def write_samples(
    folder: Path,
    *,
    schools: int,
    classes: int,
    students: int,
    seed: int,
    told: Callable[[int], None],
) -> None:
    """Write one school into ``folder``, or several into numbered folders, one at a time."""
    if schools == 1:
        make_sample(classes, students, seed).write(folder)
        told(1)
        return
    for number in range(schools):
        make_sample(classes, students, seed + number).write(folder / f"school-{number + 1:03}")
        told(number + 1)


def _grades(classes: int) -> dict[str, int]:
    """The grade of each class: two or more classes a grade where there are enough."""
    count = max(1, min(3, classes // 2))
    grades: dict[str, int] = {}
    for number in range(classes):
        grade, place = 7 + number * count // classes, 0
        while (name := f"{grade}{_letters(place)}") in grades:
            place += 1
        grades[name] = grade
    return grades


def _letters(place: int) -> str:
    turn, letter = divmod(place, len(ascii_uppercase))
    return ascii_uppercase[letter] + (str(turn) if turn else "")


@dataclass
class _People:
    """Everybody of the school, class by class."""

    students: list[Student]
    troubles: dict[str, Trouble]
    scores: list[Score]
    relations: list[Relation]

    @classmethod
    def make(cls, random: np.random.Generator, grades: dict[str, int], size: int) -> _People:
        people = cls([], {}, [], [])
        width = max(3, len(str(len(grades) * size)))
        for number, (class_id, grade) in enumerate(grades.items()):
            ids = [f"S{number * size + place + 1:0{width}}" for place in range(size)]
            # One class in four has somebody who takes part from home.
            students = make_students(random, class_id, ids, grade, number % 4 == 3 and size > 4)
            troubles = make_troubles(random, students, SUBJECTS, 3 * number)
            people.students += students
            people.troubles |= troubles
            people.scores += make_scores(random, students, troubles, SUBJECTS)
            people.relations += make_relations(random, students)
        return people

    def of_class(self, class_id: str) -> list[Student]:
        return [student for student in self.students if student.class_id == class_id]


def _room(random: np.random.Generator, layout_id: str, number: int, size: int) -> list[LayoutSeat]:
    """A room of one of three kinds with a few seats to spare, one or two of them unusable."""
    match number % 3:
        case 0:
            seats = paired_desks(layout_id, rows=-(-(size + 3) // 8))
        case 1:
            seats = group_tables(layout_id, _table_sizes(size + 3))
        case _:
            seats = horseshoe(layout_id, size + 3)
    spare = len(seats) - size
    broken = set(random.choice(len(seats), size=min(2, spare - 1), replace=False).tolist())
    return [
        seat.model_copy(update={"usable": Usable.NO}) if place in broken else seat
        for place, seat in enumerate(seats)
    ]


def _table_sizes(seats: int) -> list[int]:
    """Tables of 4 and 6 in turn until there are seats enough."""
    sizes: list[int] = []
    while sum(sizes) < seats:
        sizes.append(6 if len(sizes) % 2 else 4)
    return sizes


def _past_seats(
    random: np.random.Generator,
    school: _People,
    records: list[ClassRecord],
    rooms: list[list[LayoutSeat]],
) -> list[PastSeat]:
    """Where everybody sat last month."""
    rows = []
    for record, room in zip(records, rooms, strict=True):
        usable = [seat for seat in room if seat.usable is Usable.YES]
        order = random.permutation(len(usable))
        for student, place in zip(school.of_class(record.class_id), order, strict=False):
            rows.append(
                PastSeat.model_validate(
                    {
                        "class_id": record.class_id,
                        "from": _LAST_MONTH[0],
                        "to": _LAST_MONTH[1],
                        "student_id": student.student_id,
                        "seat_id": usable[place].seat_id,
                    }
                )
            )
    return rows


def _past_pairs(random: np.random.Generator, school: _People) -> list[PastPair]:
    """Who helped whom last term, and how it went."""
    level: dict[tuple[str, str], list[float]] = {}
    for score in school.scores:
        if score.score is not None:
            level.setdefault((score.student_id, score.subject), []).append(score.score)
    class_of = {student.student_id: student.class_id for student in school.students}
    rows = []
    for tutee, trouble in school.troubles.items():
        for subject in sorted(trouble.subjects)[:1]:
            peers = [
                student.student_id
                for student in school.of_class(class_of[tutee])
                if student.student_id not in school.troubles
            ]
            peers.sort(key=lambda peer: -np.mean(level.get((peer, subject), [0.0])))
            if peers:
                tutor = peers[int(random.integers(0, min(6, len(peers))))]
                rows.append(
                    PastPair.model_validate(
                        {
                            "tutor_id": tutor,
                            "tutee_id": tutee,
                            "subject": subject,
                            "from": date(2026, 3, 2),
                            "to": date(2026, 6, 26),
                            "rating": int(random.integers(1, 6)),
                        }
                    )
                )
    return rows


def _units() -> list[Unit]:
    kinds = (
        ("U1", "民政办 Civil affairs office", "office", (Dimension.ECONOMY, Dimension.FAMILY), 12),
        ("U2", "定点医院 Referral hospital", "hospital", (Dimension.PSYCHOLOGY,), 8),
        ("U3", "派出所 Police station", "police", (Dimension.SAFETY, Dimension.BEHAVIOUR), 8),
        (
            "U4",
            "妇联 Women's federation",
            "federation",
            (Dimension.FAMILY, Dimension.RELATIONS),
            10,
        ),
        ("U5", "社区书屋 Community library", "library", (Dimension.STUDY,), 15),
    )
    return [
        Unit(unit_id=unit_id, name=name, kind=kind, serves=serves, area=area, capacity=capacity)
        for (unit_id, name, kind, serves, capacity), area in zip(kinds, AREAS, strict=False)
    ]


def _rules(
    school: _People, records: list[ClassRecord], rooms: list[list[LayoutSeat]]
) -> Iterable[RuleEntry]:
    """Rules that bite: conflicts apart, short sight in front, friends together, one fixed seat."""
    class_of = {student.student_id: student.class_id for student in school.students}
    for row in school.relations:
        if row.kind is RelationKind.CONFLICT and row.strength > 1:
            yield _entry(
                "keep_apart",
                level="hard",
                scope=[class_of[row.student_id]],
                students=[row.student_id, row.other_id],
                distance=row.strength,
            )
    yield _entry("front_rows", level="hard", who=["vision=front", "hearing=front"], rows=2)
    used: set[str] = set()
    for record, room in zip(records, rooms, strict=True):
        members = school.of_class(record.class_id)
        front = {one.student_id for one in members if "front" in (one.vision, one.hearing)}
        apart = {
            student_id
            for row in school.relations
            if row.kind is RelationKind.CONFLICT
            for student_id in (row.student_id, row.other_id)
        }
        free = [one.student_id for one in members if one.student_id not in front | apart]
        friends = next(
            (
                row
                for row in school.relations
                if row.kind is RelationKind.FRIEND
                and row.student_id in free
                and row.other_id in free
            ),
            None,
        )
        if friends is not None:
            used |= {friends.student_id, friends.other_id}
            yield _entry(
                "keep_together",
                level="hard",
                scope=[record.class_id],
                students=[friends.student_id, friends.other_id],
                within="deskmate",
            )
        alone = [student_id for student_id in free if student_id not in used]
        usable = [seat for seat in room if seat.usable is Usable.YES]
        if alone and len(members) > 8:
            yield _entry(
                "fixed_seat",
                level="hard",
                scope=[record.class_id],
                student=alone[0],
                seat=usable[-1].seat_id,
            )
    yield _entry("support_near", level="soft", weight=10, want=1)
    yield _entry("mentor_load", level="hard")


def _entry(rule_id: str, **parameters: object) -> RuleEntry:
    return RuleEntry.model_validate({"id": rule_id, **parameters})
