"""Every seating rule: what the solver adds up is what the rule says of the plan, in any room."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from pairing.instances.classroom import ClassRoom, Seated
from pairing.model.enums import Level, Part
from pairing.model.plan import Plan, Seating
from pairing.model.school import School
from pairing.planning import Outcome
from pairing.rules.core.book import all_rules
from pairing.rules.seats._base import SeatRule
from pairing.terms.seating import SeatingProblem

SEAT_RULES = {rule_id: kind for rule_id, kind in all_rules().items() if kind.part is Part.SEATS}
ZONES = ("window", "edge", "back", "row<=2", "column=3", "group=G1")
VARIANTS: dict[str, list[dict[str, Any]]] = {
    "zone_needed": [{"who": ["gender=F"], "zone": zone} for zone in ZONES],
    "zone_banned": [{"who": ["gender=F"], "zone": zone} for zone in ZONES],
    "spread": [{"who": ["tutors"], "per": per} for per in ("distance", "row", "column", "group")],
    "group_balance": [
        {"of": of, "within": 0.5}
        for of in ("ability", "ability.maths", "height_cm", "gender=F", "tutors")
    ],
    "row_range": [{"who": ["ability.maths<-0.5"], "first": 2, "last": 4}],
    "different_groups": [{"who": ["tutees"]}],
    "cluster": [{"who": ["tutees"]}],
    "quiet_neighbours": [{"who": ["tutees"]}, {"who": ["everybody"], "friends_only": True}],
    "include": [{"who": ["everybody"]}, {"who": ["everybody"], "within": "deskmate"}],
    "tutees_near": [{"most": 0}, {"most": 1}],
    "pair_near": [{}, {"deskmate": 0.5, "diagonal": 0.3}],
    "new_neighbours": [{}, {"half_life_days": 20}],
    "pair_gap": [{"number": "height_cm", "low": 0, "high": 6}, {}],
    "row_gradient": [{}, {"number": "ability", "rising": False}],
}
"""Parameters to try a rule with; those that name students or seats are made in the room."""


def in_room(rule_id: str, room: ClassRoom) -> list[dict[str, Any]]:
    """Parameters that name students and seats of this room, or the defaults."""
    ids = [student.student_id for student in room.students]
    seats = [seat.seat_id for seat in room.layout.seats]
    some = {"students": ids[:3]}
    by_rule: dict[str, list[dict[str, Any]]] = {
        "keep_apart": [some],
        "keep_near": [some],
        "adjacent_rows": [some],
        "keep_together": [{**some, "within": way} for way in ("deskmate", "reach", "group")],
        "fixed_seat": [{"student": ids[0], "seat": seats[-1]}],
        "zone_needed": [{"students": ids[:4], "seats": seats[:7]}],
        "zone_banned": [{"students": ids[:4], "seats": seats[:7]}],
        "clear_view": [{}, {"front": ids[0], "behind": ids[1], "within": 5}],
    }
    return by_rule.get(rule_id, []) + VARIANTS.get(rule_id, []) or [{}]


@pytest.mark.parametrize("rule_id", sorted(SEAT_RULES))
def test_terms_and_judgement_agree(rule_id: str, sample: School, outcome: Outcome) -> None:
    kind = SEAT_RULES[rule_id]
    assert issubclass(kind, SeatRule)
    random = np.random.default_rng(3)
    bites = False
    for class_id in sample.class_:
        room = ClassRoom.of(outcome.findings, class_id, outcome.plan)
        assert room is not None
        for parameters in in_room(rule_id, room):
            for level in kind.levels:
                rule = kind.model_validate(
                    {"key": "k", "weight": 1.3, "level": level, **parameters}
                )
                assert isinstance(rule, SeatRule)
                terms = tuple(rule.compile(room))
                assert all(term.hard is (level is Level.HARD) for term in terms)
                problem = SeatingProblem(len(room.students), len(room.layout), terms)
                for _ in range(4):
                    places = random.permutation(len(room.layout))[: len(room.students)]
                    tally = problem.tally(places.astype(np.int64))
                    seated = Seated.of(room, _plan(room, places))
                    matches = list(rule.judge(seated))
                    assert tally.score == rule.score(matches)
                    assert tally.violations == rule.violations(matches)
                    assert all(str(match.text) for match in matches)
                    bites |= bool(tally.score or tally.violations)
        assert str(rule.words(sample))
    assert bites


def _plan(room: ClassRoom, places: np.ndarray) -> Plan:
    rows = (
        Seating(room.class_id, room.layout.seats[seat].seat_id, student.student_id)
        for seat, student in zip(places.tolist(), room.students, strict=True)
    )
    return Plan(pairs=room.pairs, seats=tuple(rows))
