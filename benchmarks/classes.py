"""Generated classes for the seating benchmarks: 56 students, 14 struggling, every rule at work."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import cycle

import numpy as np

from pairing.instances.classroom import ClassRoom
from pairing.model.enums import Part, Ruling
from pairing.model.plan import Pair, Plan
from pairing.model.records import Decision
from pairing.model.school import School
from pairing.model.settings import RuleEntry
from pairing.planning import make_plan
from pairing.planning.parts.seating.problem import seating_problem
from pairing.rules.core.book import RuleBook
from pairing.sample import make_sample
from pairing.screening import Findings, screen
from pairing.terms.seating import SeatingProblem

__all__ = ["all_soft_rules", "hard_class", "problem_of", "with_all_soft_rules"]

_ROOMS = {"pairs": 0, "groups": 1, "horseshoe": 2}
DAY = date(2026, 10, 9)


def _entry(rule_id: str, **parameters: object) -> RuleEntry:
    return RuleEntry.model_validate({"id": rule_id, **parameters})


def all_soft_rules(
    random: np.random.Generator, ids: list[str], seats: list[str]
) -> list[RuleEntry]:
    """Every rule of seating as a soft one, with its default weight unless it would drown others."""
    some = [str(one) for one in random.choice(ids, size=min(16, len(ids)), replace=False)]
    named = [some[number : number + 2] for number in range(0, 16, 2)]
    seat = str(random.choice(seats))
    return [
        _entry("support_near"),
        _entry("pair_near"),
        _entry("gender_mix"),
        _entry("new_neighbours"),
        _entry("tutees_near", weight=3),
        _entry("include", who=["need=relations"], weight=4),
        _entry("quiet_neighbours", weight=3),
        _entry("pair_gap", weight=1),
        _entry("clear_view", weight=1, gap_cm=8),
        _entry("row_gradient", weight=1),
        _entry("fair_rotation", weight=0.5),
        _entry("keep_seats", weight=0.2),
        _entry("spread", who=["tag=talkative"], per="row", weight=1),
        _entry("cluster", who=["area=东村"], weight=1),
        _entry("different_groups", students=named[0], weight=2),
        _entry("keep_near", students=named[1], distance=1, weight=2),
        _entry("keep_together", students=named[2], within="reach", weight=2),
        _entry("adjacent_rows", students=named[3], weight=2),
        _entry("row_range", students=named[4], first=2, last=4, weight=2),
        _entry("zone_needed", students=named[5], zone="window", weight=2),
        _entry("zone_banned", who=["tag=talkative"], zone="back", weight=2),
        _entry("group_balance", of="ability", within=1, weight=0.3),
        _entry("group_balance", of="gender=F", within=1, weight=0.5),
        _entry("bands", weight=1),
        _entry("fixed_seat", student=named[6][0], seat=seat, weight=2),
        _entry("keep_apart", students=named[7], distance=3, weight=2),
    ]


def _struggling(school: School, class_id: str, wanted: int) -> list[Decision]:
    """Decisions after which ``wanted`` students of the class struggle, the weakest ones."""
    findings = screen(school)
    own = {student.student_id for student in school.members[class_id]}
    needy = [one for one in findings.needs_of if one in own]
    subjects = cycle(school.subjects)
    decisions = []

    def decide(student_id: str, need: str, ruling: Ruling) -> None:
        decisions.append(
            Decision(student_id=student_id, need=need, ruling=ruling, by="benchmark", at=DAY)
        )

    for student_id in needy[wanted:]:
        for need in findings.needs_of[student_id]:
            decide(student_id, need.need, Ruling.DISMISSED)
    chosen = set(needy)
    while len(chosen) < wanted:
        subject = next(subjects)
        ranked = [
            (ability, one)
            for one in own - chosen
            if (ability := school.ability(one, subject)) is not None
        ]
        _, weakest = min(ranked)
        chosen.add(weakest)
        decide(weakest, subject, Ruling.CONFIRMED)
    return decisions


def hard_class(seed: int, size: int = 56, struggling: int = 14) -> tuple[School, str]:
    """A school and the class in it to be seated: all soft rules, 12 keep_apart, 8 front_rows."""
    random = np.random.default_rng((seed, size))
    school = make_sample(3, size, seed).school()
    class_id = list(school.class_)[seed % 3]
    decisions = _struggling(school, class_id, struggling)
    ids = [student.student_id for student in school.seated(class_id)]
    room = school.room_of(class_id)
    assert room is not None
    rules = all_soft_rules(random, ids, list(room.index))
    order = [str(one) for one in random.permutation(ids)]
    # A horseshoe has few seats in front: as many rows as leave half of their seats to others.
    named = min(8, size // 6)
    rows = next(row for row in range(1, 99) if (room.rows <= row).sum() >= 2 * named)
    front = [_entry("front_rows", level="hard", students=order[:named], rows=max(2, rows))]
    apart = []
    for number in range(12 if size >= 40 else 4):
        one, other = random.choice(order, size=2, replace=False)
        distance = 2 + number % 2
        apart.append(
            _entry("keep_apart", level="hard", students=[str(one), str(other)], distance=distance)
        )
    entries = [*rules, *front, *apart]
    scoped = tuple(
        RuleEntry.model_validate({**(entry.model_extra or {}), "id": entry.id, "scope": [class_id]})
        for entry in entries
    )
    return replace(school.with_rules(scoped), decisions=tuple(decisions)), class_id


def with_all_soft_rules(school: School, class_id: str, seed: int = 0) -> School:
    """The school with every soft rule on in one class, beside the hard rules it has."""
    ids = [student.student_id for student in school.seated(class_id)]
    room = school.room_of(class_id)
    assert room is not None
    entries = all_soft_rules(np.random.default_rng(seed), ids, list(room.index))
    hard = [entry for entry in school.rules if (entry.model_extra or {}).get("level") == "hard"]
    scoped = [
        RuleEntry.model_validate({**(entry.model_extra or {}), "id": entry.id, "scope": [class_id]})
        for entry in entries
    ]
    return school.with_rules((*hard, *scoped))


def problem_of(school: School, class_id: str) -> tuple[SeatingProblem, ClassRoom, Findings]:
    """The seating problem of one class, its pairs planned as always."""
    outcome = make_plan(school, only=(Part.NEEDS, Part.PAIRS))
    room = ClassRoom.of(outcome.findings, class_id, Plan(pairs=_known(outcome.plan.pairs)))
    assert room is not None
    return seating_problem(room, RuleBook.of(school)), room, outcome.findings


def _known(pairs: tuple[Pair, ...] | None) -> tuple[Pair, ...]:
    return pairs or ()
