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


def _couples(rule: KeepApart | KeepTogether, school: School) -> Iterator[frozenset[str]]:
    for one, other in combinations(rule.students, 2):
        home = school.student[one].class_id
        if home == school.student[other].class_id and rule.applies_to(home):
            yield frozenset((one, other))


def _apart_and_together(rules: Iterable[Rule], school: School) -> Iterator[Fault]:
    rules = tuple(rules)
    together: dict[frozenset[str], KeepTogether] = {}
    for rule in rules:
        if isinstance(rule, KeepTogether) and rule.within != "group":
            together.update(dict.fromkeys(_couples(rule, school), rule))
    for rule in rules:
        if not isinstance(rule, KeepApart) or rule.distance < 2:
            continue
        for couple in _couples(rule, school):
            if couple in together:
                shown = ", ".join(sorted(couple))
                expected = say(
                    "rules.not_kept_together",
                    "two students whom {rule} does not keep together",
                    rule=together[couple].key,
                )
                yield Fault("rules.toml", None, f"{rule.key}, students", shown, expected)


def _shared_seats(rules: Iterable[Rule], school: School) -> Iterator[Fault]:
    by_seat: dict[tuple[str, str], FixedSeat] = {}
    by_student: dict[str, FixedSeat] = {}
    for rule in rules:
        if not isinstance(rule, FixedSeat):
            continue
        home = school.student[rule.student].class_id
        if not rule.applies_to(home):
            continue
        first = by_seat.setdefault((home, rule.seat), rule)
        if first.student != rule.student:
            expected = say(
                "rules.seat_not_given",
                "a seat that {rule} has not given to {student}",
                rule=first.key,
                student=first.student,
            )
            yield Fault("rules.toml", None, f"{rule.key}, seat", rule.seat, expected)
        earlier = by_student.setdefault(rule.student, rule)
        if earlier.seat != rule.seat:
            expected = say(
                "rules.one_seat",
                "one seat a student; {rule} gives {student} seat {seat}",
                rule=earlier.key,
                student=rule.student,
                seat=earlier.seat,
            )
            yield Fault("rules.toml", None, f"{rule.key}, seat", rule.seat, expected)
