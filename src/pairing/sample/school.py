"""The made-up school as a whole, and a county of them written one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from string import ascii_uppercase
from typing import NamedTuple

import numpy as np

from pairing.io.school_files import write_school
from pairing.model.enums import Dimension, Usable
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
from pairing.model.settings import RuleEntry, SessionSettings
from pairing.sample.marks import make_scores
from pairing.sample.people import (
    Trouble,
    make_indicators,
    make_relations,
    make_students,
    make_troubles,
)
from pairing.sample.rules import make_rules
from pairing.sample.staff import SUBJECTS, make_periods, make_staff, make_timetable
from pairing.sample.variety import WEEK_ONE, with_variety
from pairing.sample.words import Words, words_of

__all__ = ["Sample", "make_sample", "write_samples"]

_LAST_MONTH = (date(2026, 9, 7), date(2026, 10, 2))
_UNITS = {
    "U1": ((Dimension.ECONOMY, Dimension.FAMILY), 12),
    "U2": ((Dimension.PSYCHOLOGY,), 8),
    "U3": ((Dimension.SAFETY, Dimension.BEHAVIOUR), 8),
    "U4": ((Dimension.FAMILY, Dimension.RELATIONS), 10),
    "U5": ((Dimension.STUDY,), 15),
}
"""What each unit serves, and how many students it can take on."""
_FIRST_GRADE = 7


@dataclass(frozen=True)
class Sample:
    """The tables and rules of a made-up school."""

    tables: dict[str, Iterable[Record]]
    rules: tuple[RuleEntry, ...]
    session_settings: SessionSettings = field(default_factory=SessionSettings)

    def school(self) -> School:
        """The checked school."""
        return School.of(self.tables, self.rules, session_settings=self.session_settings)

    def write(self, folder: Path) -> None:
        """Write the school as a folder of CSV files and rules.toml."""
        write_school(self.tables, folder, self.rules, session_settings=self.session_settings)


def make_sample(
    classes: int, students: int, seed: int, language: str = "en", *, mixed: bool = False
) -> Sample:
    """A school of ``classes`` classes with ``students`` students each.

    The same numbers give the same school, in every language but for its words. ``mixed``: the
    timetable has halves, weeks in turn, a shared lesson, and days out of the ordinary.
    """
    words = words_of(language)
    random = np.random.default_rng(np.random.SeedSequence((seed, classes, students)))
    named = _named(classes, words)
    class_ids = [one.class_id for one in named]
    teachers, teaching, homeroom = make_staff(random, words, class_ids)
    records = [
        ClassRecord(
            class_id=class_id,
            grade=str(grade),
            homeroom_teacher_id=homeroom[class_id],
            layout_id=layout_id,
        )
        for class_id, grade, layout_id in named
    ]
    periods = make_periods()
    school = _People.make(random, words, named, students)
    rooms = [_room(random, one.layout_id, number, students) for number, one in enumerate(named)]
    tables: dict[str, Iterable[Record]] = {
        "students": school.students,
        "teachers": teachers,
        "classes": records,
        "teaching": teaching,
        "scores": school.scores,
        "indicators": make_indicators(random, words, school.students, school.troubles),
        "relations": school.relations,
        "layouts": [seat for room in rooms for seat in room],
        "periods": periods,
        "timetable": make_timetable(records, teaching, periods, words),
        "seat_history": _past_seats(random, school, records, rooms),
        "pair_history": _past_pairs(random, words, school),
        "units": _units(words),
    }
    if mixed:
        members = {record.class_id: school.of_class(record.class_id) for record in records}
        tables = with_variety(tables, records, members, words)
    usable = {
        class_id: [seat for seat in room if seat.usable is Usable.YES]
        for class_id, room in zip(class_ids, rooms, strict=True)
    }
    rules = tuple(make_rules(school.students, school.relations, usable))
    return Sample(tables, rules, SessionSettings(week_one=WEEK_ONE if mixed else None))


def write_samples(
    folder: Path,
    *,
    schools: int,
    classes: int,
    students: int,
    seed: int,
    language: str = "en",
    told: Callable[[int], None],
) -> None:
    """Write one school into ``folder``, or several into numbered folders, one at a time."""
    if schools == 1:
        make_sample(classes, students, seed, language, mixed=True).write(folder)
        told(1)
        return
    for number in range(schools):
        made = make_sample(classes, students, seed + number, language, mixed=True)
        made.write(folder / f"school-{number + 1:03}")
        told(number + 1)


class _Named(NamedTuple):
    """A class by its name, its grade, and the name of its room."""

    class_id: str
    grade: int
    layout_id: str


def _named(classes: int, words: Words) -> list[_Named]:
    """The classes: two or more a grade where there are enough."""
    count = max(1, min(3, classes // 2))
    named: list[_Named] = []
    for number in range(classes):
        step = number * count // classes
        grade = _FIRST_GRADE + step
        place = sum(one.grade == grade for one in named)
        called = {
            "grade": grade,
            "year": words.years[step],
            "number": place + 1,
            "letter": _letters(place),
        }
        class_id, room = words.class_name.format(**called), words.room_name.format(**called)
        named.append(_Named(class_id, grade, room))
    return named


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
    def make(
        cls, random: np.random.Generator, words: Words, named: list[_Named], size: int
    ) -> _People:
        people = cls([], {}, [], [])
        width = max(3, len(str(len(named) * size)))
        for number, (class_id, grade, _) in enumerate(named):
            ids = [f"S{number * size + place + 1:0{width}}" for place in range(size)]
            # One class in four has somebody who takes part from home.
            remote = number % 4 == 3 and size > 4
            students = make_students(random, words, class_id, ids, grade, remote)
            troubles = make_troubles(random, students, SUBJECTS, 3 * number)
            people.students += students
            people.troubles |= troubles
            people.scores += make_scores(random, students, troubles, SUBJECTS, words)
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


def _past_pairs(random: np.random.Generator, words: Words, school: _People) -> list[PastPair]:
    """Who helped whom last term, and how it went."""
    level: dict[tuple[str, str], list[float]] = {}
    for score in school.scores:
        if score.score is not None:
            level.setdefault((score.student_id, score.subject), []).append(score.score)
    class_of = {student.student_id: student.class_id for student in school.students}
    rows = []
    for tutee, trouble in school.troubles.items():
        for subject in [words.subjects[code] for code in sorted(trouble.subjects)[:1]]:
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


def _units(words: Words) -> list[Unit]:
    return [
        Unit(
            unit_id=unit_id,
            name=words.units[unit_id].name,
            kind=words.units[unit_id].kind,
            serves=serves,
            area=area,
            capacity=capacity,
        )
        for (unit_id, (serves, capacity)), area in zip(_UNITS.items(), words.areas, strict=False)
    ]
