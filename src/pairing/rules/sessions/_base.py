"""Rules of sessions: what one is worth in a slot, what nobody may exceed, how it is judged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar

import numpy as np

from pairing.instances.agenda import Agenda, HeldSession, PullOut, SessionRequest
from pairing.model.enums import Part
from pairing.model.plan import Session
from pairing.rules.core.rule import Match, Rule
from pairing.terms.assignment import IntArray
from pairing.terms.timetable import TimetableTerm

__all__ = ["SessionRule", "by_person", "gatherings", "host_key", "pull_outs_of"]


class SessionRule(Rule):
    """A rule about sessions."""

    part: ClassVar[str] = Part.SESSIONS

    def measure(self, agenda: Agenda, request: SessionRequest, slots: IntArray) -> IntArray:
        """Units that a requested session earns or loses in each of some slots."""
        return np.zeros(len(slots), dtype=np.int64)

    def compile(self, agenda: Agenda) -> Iterator[TimetableTerm]:
        """What is said of all sessions of a person together."""
        return iter(())

    def pull_out(self) -> PullOut | None:
        """The lessons from which the rule lets students be called, where it opens any."""
        return None

    def judge(self, agenda: Agenda, held: Sequence[HeldSession]) -> Iterator[Match]:
        """Every place in which held sessions keep or break the rule."""
        raise NotImplementedError

    def concerns(self, agenda: Agenda, student_id: str) -> bool:
        """Whether the rule holds for a student's class."""
        return self.applies_to(agenda.findings.school.student[student_id].class_id)


def pull_outs_of(rules: Iterable[Rule]) -> tuple[PullOut, ...]:
    """From which lessons students may be called under some rules."""
    found = (rule.pull_out() for rule in rules if isinstance(rule, SessionRule) and rule.enabled)
    return tuple(one for one in found if one is not None)


def host_key(row: Session | SessionRequest) -> tuple[str, str]:
    """Who holds a session: ("teacher" or "student", id)."""
    return ("student", row.tutor_id) if row.tutor_id else ("teacher", row.teacher_id)


def by_person(held: Sequence[HeldSession]) -> dict[tuple[str, str], set[int]]:
    """The slots that each ("teacher" or "student", id) is in."""
    slots: dict[tuple[str, str], set[int]] = defaultdict(set)
    for one in held:
        slots[host_key(one.row)].add(one.slot)
        slots["student", one.row.student_id].add(one.slot)
    return slots


def gatherings(
    held: Sequence[HeldSession],
) -> dict[tuple[tuple[str, str], int, tuple[str, str]], list[HeldSession]]:
    """The sessions of each (host, slot, (subject, kind)): those are held together."""
    found: dict[tuple[tuple[str, str], int, tuple[str, str]], list[HeldSession]] = defaultdict(list)
    for one in held:
        found[host_key(one.row), one.slot, (one.row.subject, one.row.kind)].append(one)
    return found
