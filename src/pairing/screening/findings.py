"""What screening found: needs, doubtful cases for a person, and who is able to help."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cached_property

from pairing.model.enums import DIMENSIONS, Cause, Dimension, Ruling
from pairing.model.messages.message import say
from pairing.model.plan import Need
from pairing.model.records import Decision, Indicator
from pairing.model.school import School
from pairing.screening.causes import causes_of
from pairing.screening.dimensions import dimension_signals
from pairing.screening.subjects import Signal, subject_signals

__all__ = ["Findings", "screen"]


@dataclass(frozen=True)
class Findings:
    """The result of screening one school.

    ``needs`` crossed a line or were confirmed; ``near_line`` wait for a person;
    ``dismissed`` were found and set aside by one, whose decision stands beside.
    """

    school: School
    needs: tuple[Need, ...]
    near_line: tuple[Need, ...]
    dismissed: tuple[tuple[Need, Decision], ...]
    found: tuple[Need, ...] = ()
    """Every need at or near a line, before anybody decided; severity 0 is near it."""
    decisions: tuple[Decision, ...] = ()
    """What people decided, the earliest first."""

    def decided(self, decisions: Iterable[Decision]) -> Findings:
        """What the same signs come to under these decisions, in place of those so far."""
        return _ruled(self.school, self.found, tuple(decisions))

    @cached_property
    def needs_of(self) -> dict[str, tuple[Need, ...]]:
        """The needs of each student who has any."""
        groups: dict[str, list[Need]] = defaultdict(list)
        for need in self.needs:
            groups[need.student_id].append(need)
        return {student_id: tuple(needs) for student_id, needs in groups.items()}

    @cached_property
    def subject_needs(self) -> tuple[Need, ...]:
        """The needs a peer can help with: those in a subject."""
        return tuple(need for need in self.needs if need.need not in DIMENSIONS)

    @cached_property
    def _able(self) -> dict[tuple[str, str], frozenset[str]]:
        school = self.school
        in_need = {(need.student_id, need.need) for need in self.needs}
        able: dict[tuple[str, str], frozenset[str]] = {}
        groups = dict.fromkeys(school.members, school.subjects)
        groups |= {row.set_id: (row.subject,) for row in school.sets}
        for group_id, subjects in groups.items():
            members = school.group_members[group_id]
            for subject in subjects:
                known = {
                    member.student_id: ability
                    for member in members
                    if (ability := school.ability(member.student_id, subject)) is not None
                }
                top = _top_share(known, school.screening.able_share)
                able[group_id, subject] = frozenset(
                    student_id for student_id in top if (student_id, subject) not in in_need
                )
        return able

    def most_improved(self, class_id: str, subject: str) -> str | None:
        """Who of the class rose most in the subject, and has no need in it; None if nobody rose.

        The rise is the last exam over the mean of those before it, in z-scores of the grade.
        """
        needs_of, standing = self.needs_of, self.school.standing
        rises = {
            member.student_id: -drop
            for member in self.school.members[class_id]
            if (own := standing.get((member.student_id, subject))) is not None
            and (drop := own.drop) is not None
            and drop < 0
            and all(need.need != subject for need in needs_of.get(member.student_id, ()))
        }
        return max(rises, key=lambda student_id: rises[student_id], default=None)

    def able(self, group_id: str, subject: str) -> frozenset[str]:
        """Able tutors: the top share of the class in the subject, without a need in it.

        Of a set they are the top share of its members, in its own subject alone.
        """
        return self._able.get((group_id, subject), frozenset())


def _top_share(ability: dict[str, float], share: float) -> Iterator[str]:
    """Those whom fewer than ``share`` of all surpass; equals rise together."""
    ordered = sorted(ability.values(), reverse=True)
    surpassed_by = {value: ordered.index(value) for value in set(ordered)}
    for student_id, value in ability.items():
        if surpassed_by[value] < share * len(ordered):
            yield student_id


def screen(school: School) -> Findings:
    """Find every need of every student, and lay the school's decisions over them."""
    return _ruled(school, tuple(_found(school)), school.decisions)


def _ruled(school: School, signs: tuple[Need, ...], decisions: tuple[Decision, ...]) -> Findings:
    """The needs that signs and people's decisions come to."""
    # What was decided of somebody who left stays on record, and says nothing of anybody here.
    rulings = {
        (row.student_id, row.need): row for row in decisions if row.student_id in school.student
    }
    needs: list[Need] = []
    near: list[Need] = []
    dismissed: list[tuple[Need, Decision]] = []
    for found in signs:
        ruling = rulings.pop((found.student_id, found.need), None)
        if ruling is None:
            (needs if found.severity else near).append(found)
        elif ruling.ruling is Ruling.DISMISSED:
            dismissed.append((found, ruling))
        else:
            needs.append(_confirmed(found, ruling))
    for ruling in rulings.values():
        # A person may know what no table shows.
        if ruling.ruling is Ruling.CONFIRMED:
            unseen = Need(ruling.student_id, ruling.need, 0, (), (Cause.OTHER,))
            needs.append(_confirmed(unseen, ruling))
    order = {student.student_id: number for number, student in enumerate(school.students)}
    needs.sort(key=lambda need: (order[need.student_id], need.need))
    return Findings(school, tuple(needs), tuple(near), tuple(dismissed), signs, decisions)


def _confirmed(found: Need, ruling: Decision) -> Need:
    by, at = ruling.by, ruling.at.isoformat()
    told = say("screening.confirmed", "confirmed by {by} on {at}", by=by, at=at)
    if ruling.note:
        told = say(
            "screening.confirmed_for",
            "confirmed by {by} on {at}: {note}",
            by=by,
            at=at,
            note=ruling.note,
        )
    return replace(
        found,
        severity=max(1, found.severity),
        reasons=(*found.reasons, told),
        confirmed_by=ruling.by,
    )


def _found(school: School) -> Iterator[Need]:
    """Every need at or near a line; severity 0 is near it."""
    current: dict[tuple[str, Dimension], list[Indicator]] = defaultdict(list)
    for indicator in school.indicators:
        if _is_current(indicator, school):
            current[indicator.student_id, indicator.dimension].append(indicator)
    told_of = {student_id for student_id, _ in current}
    for student in school.students:
        student_id = student.student_id
        for subject in school.subjects:
            if standing := school.standing.get((student_id, subject)):
                signals = subject_signals(
                    standing, school.places.get((student_id, subject)), school.screening
                )
                yield from _need(school, student_id, subject, signals)
        for dimension in Dimension if student_id in told_of else ():
            signals = dimension_signals(current[student_id, dimension])
            yield from _need(school, student_id, dimension.value, signals)


def _is_current(indicator: Indicator, school: School) -> bool:
    oldest = timedelta(days=school.screening.indicator_days)
    today = school.today
    return today is None or today - oldest <= indicator.date <= today


def _need(school: School, student_id: str, need: str, signals: Iterable[Signal]) -> Iterator[Need]:
    found = tuple(signals)
    if not found:
        return
    severity = max(signal.severity for signal in found)
    # What is only near a line says little beside what is beyond it.
    telling = [signal for signal in found if signal.severity or not severity]
    reasons = tuple(signal.reason for signal in telling)
    yield Need(student_id, need, severity, reasons, causes_of(school, student_id, need))
