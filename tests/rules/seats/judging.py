"""What the tests of seating rules share: a rule's amount, and solver and judge held together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import numpy as np
import pytest
from pydantic import ValidationError

from builders import one_class, seated, student
from pairing.instances.classroom import ClassRoom, Seated
from pairing.model.enums import Level
from pairing.model.plan import Plan, Seating
from pairing.model.records import PastSeat
from pairing.model.school import School
from pairing.rules.core.book import all_rules
from pairing.rules.seats._base import SeatRule
from pairing.terms.seating import SeatingProblem

Parameters = dict[str, Any]

TWO = ["S001", "S002"]
ONE: Parameters = {"students": ["S001"]}


def rule_of(rule_id: str, **parameters: Any) -> SeatRule:
    rule = all_rules()[rule_id].model_validate({"key": "k", **parameters})
    assert isinstance(rule, SeatRule)
    return rule


def amount(rule_id: str, school: School, at: dict[str, str], **parameters: Any) -> int:
    """What the rule makes of students sitting so, in its units."""
    rule = rule_of(rule_id, **parameters)
    return sum(match.amount for match in rule.judge(seated(school, at)))


def refuses(rule_id: str, **parameters: Any) -> None:
    """The parameters make no sense and are refused."""
    with pytest.raises(ValidationError):
        rule_of(rule_id, **parameters)


def heights(*cm: float | None) -> School:
    people = [student(number + 1, height_cm=value) for number, value in enumerate(cm)]
    return one_class([60] * len(cm), people=people)


def past(student_id: str, seat_id: str, since: date) -> PastSeat:
    """An entry of the seat history of class 7A."""
    values = {"class_id": "7A", "student_id": student_id, "seat_id": seat_id}
    return PastSeat.model_validate({**values, "from": since})


def first(room: ClassRoom, count: int) -> list[str]:
    """The ids of the first so many students of the register."""
    return [student.student_id for student in room.students[:count]]


def seats_of(room: ClassRoom) -> list[str]:
    return [seat.seat_id for seat in room.layout.seats]


def check_agreement(
    rule_id: str,
    rooms: Sequence[ClassRoom],
    variants: Callable[[ClassRoom], Sequence[Parameters]] = lambda room: [{}],
) -> None:
    """What the solver adds up is what the rule says of the plan, to the thousandth.

    ``variants`` are the parameters to try in a room; at least one seating must bear on the rule.
    """
    random = np.random.default_rng(3)
    bites = False
    for room in rooms:
        for parameters in variants(room):
            for level in all_rules()[rule_id].levels:
                rule = rule_of(rule_id, weight=1.3, level=level, **parameters)
                terms = tuple(rule.compile(room))
                assert all(term.hard is (level is Level.HARD) for term in terms)
                problem = SeatingProblem(len(room.students), len(room.layout), terms)
                for _ in range(4):
                    places = random.permutation(len(room.layout))[: len(room.students)]
                    tally = problem.tally(places.astype(np.int64))
                    matches = list(rule.judge(Seated.of(room, _plan(room, places))))
                    assert tally.score == rule.worth(matches)
                    assert tally.violations == rule.violations(matches)
                    assert all(str(match.text) for match in matches)
                    bites |= bool(tally.score or tally.violations)
                assert str(rule.words(room.school))
    assert bites


def _plan(room: ClassRoom, places: np.ndarray) -> Plan:
    rows = (
        Seating(room.class_id, room.layout.seats[seat].seat_id, student.student_id)
        for seat, student in zip(places.tolist(), room.students, strict=True)
    )
    return Plan(pairs=room.pairs, seats=tuple(rows))
