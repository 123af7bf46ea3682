"""Generated districts for the pairing benchmarks: so many needs, so many candidates each."""

from __future__ import annotations

from datetime import date
from itertools import cycle

import numpy as np

from pairing.instances.markets import PairMarket
from pairing.model.enums import Gender, Part, RelationKind, Ruling
from pairing.model.records import ClassRecord, Decision, PastPair, Relation, Score, Student
from pairing.model.school import School
from pairing.planning.parts.pairs import PLANNER as PAIRS
from pairing.rules.assignment._base import MarketRule
from pairing.rules.core.book import RuleBook
from pairing.screening import screen
from pairing.terms.assignment import AssignmentProblem

__all__ = ["district", "problem_of"]

SUBJECTS = tuple(f"subject {number}" for number in range(9))
DAY = date(2026, 9, 20)
_STRUGGLING = 0.25


def district(needs: int, candidates: int, seed: int = 0) -> School:
    """Grades of one class each, whose top third has ``candidates`` students, and so many needs.

    Friends, conflicts and pairs of last term are there too, so that every rule has work.
    """
    random = np.random.default_rng(seed)
    size = 3 * candidates
    # Who struggles needs help in nearly all subjects, the others in none.
    grades = -(-needs // int(_STRUGGLING * size * 6))
    students, classes, scores, relations, history = [], [], [], [], []
    wanted: list[tuple[str, str]] = []
    for grade in range(grades):
        class_id = f"C{grade:03}"
        classes.append(ClassRecord(class_id=class_id, grade=f"G{grade:03}"))
        ids = [f"S{grade:03}-{number:04}" for number in range(size)]
        genders = random.choice([Gender.F, Gender.M], size=size)
        students += [
            Student(student_id=one, name=one, class_id=class_id, gender=gender)
            for one, gender in zip(ids, genders, strict=True)
        ]
        levels = np.sort(random.normal(70, 12, size))
        marks = np.clip(levels[:, None] + random.normal(0, 3, (size, len(SUBJECTS))), 1, 100)
        for one, row in zip(ids, marks.round(1).tolist(), strict=True):
            scores += [
                Score(
                    student_id=one, subject=subject, exam="E1", date=DAY, score=mark, full_score=100
                )
                for subject, mark in zip(SUBJECTS, row, strict=True)
            ]
        weak = ids[: int(_STRUGGLING * size)]
        wanted += [(one, subject) for one in weak for subject in SUBJECTS]
        ends = np.unique(np.sort(random.integers(0, size, (size, 2))), axis=0)
        relations += [
            Relation(student_id=ids[a], other_id=ids[b], kind=kind)
            for (a, b), kind in zip(ends, cycle((RelationKind.FRIEND, RelationKind.CONFLICT)))
            if a != b
        ]
        ends = np.stack(
            [
                random.integers(2 * size // 3, size, size // 4),
                random.integers(0, len(weak), size // 4),
            ],
            axis=1,
        )
        history += [
            PastPair.model_validate(
                {
                    "tutor_id": ids[tutor],
                    "tutee_id": ids[tutee],
                    "subject": SUBJECTS[tutee % 9],
                    "from": DAY,
                    "rating": int(random.integers(1, 6)),
                }
            )
            for tutor, tutee in np.unique(ends, axis=0)
        ]
    order = random.permutation(len(wanted))[:needs]
    chosen = {wanted[number] for number in order}
    decisions = _decisions(students, scores, classes, chosen)
    return School.of(
        {
            "students": students,
            "classes": classes,
            "scores": scores,
            "relations": relations,
            "pair_history": history,
            "decisions": decisions,
        },
        [],
    )


def _decisions(
    students: list[Student],
    scores: list[Score],
    classes: list[ClassRecord],
    chosen: set[tuple[str, str]],
) -> list[Decision]:
    """Rulings after which exactly the chosen needs stand."""
    found = {
        (need.student_id, need.need)
        for need in screen(
            School.of({"students": students, "classes": classes, "scores": scores}, [])
        ).needs
    }
    rulings = [(key, Ruling.CONFIRMED) for key in sorted(chosen - found)]
    rulings += [(key, Ruling.DISMISSED) for key in sorted(found - chosen)]
    return [
        Decision(student_id=one, need=need, ruling=ruling, by="benchmark", at=DAY)
        for (one, need), ruling in rulings
    ]


def problem_of(school: School) -> tuple[PairMarket, AssignmentProblem]:
    """The assignment problem of a school's pairs."""
    market = PairMarket.of(screen(school))
    book = RuleBook.of(school)
    arcs = PAIRS.arcs(market, book, ())
    terms = tuple(
        term
        for rule in book.of_part(Part.PAIRS)
        if isinstance(rule, MarketRule)
        for term in rule.compile(market, arcs)
    )
    return market, AssignmentProblem(
        len(market.tasks), len(market.workers), arcs.task, arcs.worker, terms
    )
