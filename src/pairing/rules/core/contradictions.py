"""Rules that contradict each other on their face: told when they are read, before any search."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from pairing.model.messages.fault import Fault
from pairing.model.messages.message import say
from pairing.model.school import School
from pairing.rules.core.rule import Rule
from pairing.rules.mentors.fair_caseload import FairCaseload
from pairing.rules.seats.fixed_seat import FixedSeat
from pairing.rules.seats.keep_apart import KeepApart
from pairing.rules.seats.keep_together import KeepTogether

__all__ = ["contradictions"]


def contradictions(rules: Sequence[Rule], school: School) -> Iterator[Fault]:
    """Each two hard rules that name the same people or the same seat and cannot both hold."""
    binding = [rule for rule in rules if rule.hard and rule.enabled]
    yield from _apart_and_together(binding, school)
    yield from _shared_seats(binding, school)
    yield from _fair_twice(binding)


def _fair_twice(rules: Iterable[Rule]) -> Iterator[Fault]:
    """Only one thing can come before all others."""
    fair = [rule for rule in rules if isinstance(rule, FairCaseload)]
    for rule in fair[1:]:
        expected = say("rules.one_such", "one such rule; {rule} is there already", rule=fair[0].key)
        yield Fault("rules.toml", None, f"{rule.key}, id", rule.id, expected)


def _couples(
    rule: KeepApart | KeepTogether, school: School
) -> Iterator[tuple[str, frozenset[str]]]:
    """Each two of them, by the class or the set in which both sit."""
    for one, other in combinations(rule.students, 2):
        for group_id in school.groups_of[one]:
            if group_id in school.groups_of[other] and rule.applies_to(group_id):
                yield group_id, frozenset((one, other))


def _apart_and_together(rules: Iterable[Rule], school: School) -> Iterator[Fault]:
    rules = tuple(rules)
    together: dict[tuple[str, frozenset[str]], KeepTogether] = {}
    for rule in rules:
        if isinstance(rule, KeepTogether) and rule.within != "group":
            together.update(dict.fromkeys(_couples(rule, school), rule))
    for rule in rules:
        if not isinstance(rule, KeepApart) or rule.distance < 2:
            continue
        told: set[frozenset[str]] = set()
        for group_id, couple in _couples(rule, school):
            if (group_id, couple) in together and couple not in told:
                told.add(couple)
                shown = ", ".join(sorted(couple))
                expected = say(
                    "rules.not_kept_together",
                    "two students whom {rule} does not keep together",
                    rule=together[group_id, couple].key,
                )
                yield Fault("rules.toml", None, f"{rule.key}, students", shown, expected)


def _fixed(rules: Iterable[Rule], school: School) -> Iterator[tuple[FixedSeat, str]]:
    """Each rule of a fixed seat with each class or set whose room has the seat."""
    for rule in rules:
        if not isinstance(rule, FixedSeat):
            continue
        for group_id in school.groups_of[rule.student]:
            room = school.room_of(group_id)
            if rule.applies_to(group_id) and room is not None and rule.seat in room.index:
                yield rule, group_id


def _shared_seats(rules: Iterable[Rule], school: School) -> Iterator[Fault]:
    by_seat: dict[tuple[str, str], FixedSeat] = {}
    by_student: dict[tuple[str, str], FixedSeat] = {}
    for rule, group_id in _fixed(rules, school):
        first = by_seat.setdefault((group_id, rule.seat), rule)
        if first.student != rule.student:
            expected = say(
                "rules.seat_not_given",
                "a seat that {rule} has not given to {student}",
                rule=first.key,
                student=first.student,
            )
            yield Fault("rules.toml", None, f"{rule.key}, seat", rule.seat, expected)
        earlier = by_student.setdefault((group_id, rule.student), rule)
        if earlier.seat != rule.seat:
            expected = say(
                "rules.one_seat",
                "one seat a student; {rule} gives {student} seat {seat}",
                rule=earlier.key,
                student=rule.student,
                seat=earlier.seat,
            )
            yield Fault("rules.toml", None, f"{rule.key}, seat", rule.seat, expected)
