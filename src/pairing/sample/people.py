"""Students of a made-up class: who they are, who likes whom, and what troubles whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import networkx as nx
import numpy as np

from pairing.model.enums import Attendance, Dimension, Gender, RelationKind, Sense, Source
from pairing.model.records import Indicator, Relation, Student
from pairing.sample.names import person_name
from pairing.sample.words import Words

__all__ = ["Trouble", "make_indicators", "make_relations", "make_students", "make_troubles"]

TODAY = date(2026, 10, 16)


@dataclass(frozen=True)
class Trouble:
    """What a struggling student struggles with.

    ``kind`` is 'weak' (low in some subjects), 'falling' (the last exams went badly),
    'absent' (missed exams) or 'life' (nothing in the marks); ``subjects`` are codes.
    """

    kind: str
    subjects: frozenset[str]
    dimensions: tuple[Dimension, ...]


def make_students(
    random: np.random.Generator,
    words: Words,
    class_id: str,
    ids: list[str],
    grade: int,
    remote: bool,
) -> list[Student]:
    """The students of one class; the last attends remotely if ``remote``."""
    students = []
    taken: set[str] = set()
    fronts = 0
    for number, student_id in enumerate(ids):
        gender = Gender.F if random.random() < 0.49 else Gender.M
        name = person_name(random, words, gender)
        while name in taken:
            name = person_name(random, words, gender)
        taken.add(name)
        near = random.random() < 0.10 and fronts < 5
        deaf = random.random() < 0.02 and fronts < 5
        fronts += near or deaf
        mean = 150 + 5 * (grade - 7) + (3 if gender is Gender.M else 0)
        students.append(
            Student(
                student_id=student_id,
                name=name,
                class_id=class_id,
                gender=gender,
                height_cm=round(float(np.clip(random.normal(mean, 7), 125, 195)), 1),
                vision=Sense.FRONT if near else Sense.NORMAL,
                hearing=Sense.FRONT if deaf else Sense.NORMAL,
                area=str(random.choice(words.areas)),
                attends=Attendance.REMOTE
                if remote and number == len(ids) - 1
                else Attendance.ONSITE,
                tags=(words.talkative,) if random.random() < 0.08 else (),
            )
        )
    return students


def make_troubles(
    random: np.random.Generator, students: list[Student], subjects: tuple[str, ...], first: int
) -> dict[str, Trouble]:
    """About 15 % of the class, each for their own reasons; ``first`` turns the dimensions."""
    count = round(0.15 * len(students))
    chosen = random.choice(len(students), size=count, replace=False)
    kinds = ("weak", "falling", "weak", "life", "weak", "absent")
    troubles = {}
    for number, position in enumerate(sorted(chosen)):
        kind = kinds[(number + first) % len(kinds)]
        size = int(random.integers(1, 4)) if kind == "weak" else 1
        own = random.choice(subjects, size=0 if kind == "life" else size, replace=False)
        dimensions = list(Dimension)
        turn = (first + number) % len(dimensions)
        sides = (dimensions[turn], dimensions[(turn + 3) % len(dimensions)])
        many = 2 if kind == "life" or random.random() < 0.3 else 1
        troubles[students[position].student_id] = Trouble(
            kind, frozenset(str(subject) for subject in own), sides[:many]
        )
    return troubles


def make_indicators(
    random: np.random.Generator,
    words: Words,
    students: list[Student],
    troubles: dict[str, Trouble],
) -> list[Indicator]:
    """Signs of each trouble, often from two sides, and a mild sign of some who are fine."""
    rows = []
    for student in students:
        trouble = troubles.get(student.student_id)
        if trouble is None:
            if random.random() < 0.05:
                dimension = Dimension(str(random.choice(list(Dimension))))
                rows.append(_sign(random, words, student, dimension, 1, Source.OBSERVATION))
            continue
        for dimension in trouble.dimensions:
            sources = [Source.OBSERVATION]
            if trouble.kind == "life" or random.random() < 0.4:
                sources.append(Source(str(random.choice(["home_visit", "peers", "parent"]))))
            severity = int(random.choice([1, 2, 3], p=[0.45, 0.4, 0.15]))
            rows.extend(
                _sign(random, words, student, dimension, severity, source) for source in sources
            )
    return rows


def _sign(
    random: np.random.Generator,
    words: Words,
    student: Student,
    dimension: Dimension,
    severity: int,
    source: Source,
) -> Indicator:
    return Indicator(
        student_id=student.student_id,
        dimension=dimension,
        indicator=str(random.choice(words.signs[dimension])),
        severity=severity,
        source=source,
        date=TODAY - timedelta(days=int(random.integers(3, 60))),
    )


def make_relations(random: np.random.Generator, students: list[Student]) -> list[Relation]:
    """Friendships in clusters (a caveman graph, rewired) and a few conflicts across them."""
    size = len(students)
    if size < 2:
        return []
    circle = min(4, size)
    seed = int(random.integers(2**31))
    graph = nx.relaxed_caveman_graph(max(1, size // circle), circle, 0.2, seed=seed)
    # Rewiring may tie a student to themselves.
    graph.remove_edges_from(list(nx.selfloop_edges(graph)))
    order = random.permutation(size)
    rows = []
    for one, other in sorted(graph.edges):
        a, b = students[order[one]].student_id, students[order[other]].student_id
        strength = int(random.integers(1, 4))
        rows.append(Relation(student_id=a, other_id=b, kind=RelationKind.FRIEND, strength=strength))
    friends = {frozenset((row.student_id, row.other_id)) for row in rows}
    for _ in range(size // 12):
        a, b = (students[place].student_id for place in random.choice(size, 2, replace=False))
        if frozenset((a, b)) not in friends:
            friends.add(frozenset((a, b)))
            strength = int(random.integers(1, 4))
            rows.append(
                Relation(student_id=a, other_id=b, kind=RelationKind.CONFLICT, strength=strength)
            )
    return rows
