"""pull_out: from which lessons a student may be called to a session, and from which never."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated

import numpy as np
from pydantic import Field

from pairing.instances.agenda import FIVE, Agenda, HeldSession, PullOut, may_miss
from pairing.model.enums import Level, SessionKind
from pairing.model.fields import Identifier
from pairing.model.messages.expected import known_in
from pairing.model.messages.fault import Fault
from pairing.model.messages.message import Message, listed, say, say_count, word
from pairing.model.school import School
from pairing.model.soundness.nearest import nearest
from pairing.rules.core.rule import Match
from pairing.rules.sessions._base import SessionRule
from pairing.terms.assignment import BoolArray, IntArray
from pairing.terms.timetable import Limit, TimetableTerm

__all__ = ["CalledFromLessons"]

_Most = Annotated[int, Field(ge=0, le=100)]


class CalledFromLessons(SessionRule):
    """From which lessons a student may be called to a session; without this rule, from none.

    Lessons lie in periods, so the kind of session must allow such periods too. Who holds the
    session must be free herself. Of lessons at once, as of sets that nobody tells apart, a
    student must be free to leave each. The limits count every lesson of which some is missed,
    whatever the kind of session: two short sessions in one lesson are one, a session over two
    lessons of bells that overlap is two. Where several such rules speak of a class and a kind,
    each adds lessons, and whatever one of them never allows stays closed.
    """

    id = "pull_out"
    title = "Called out of lessons"
    levels = (Level.HARD,)

    level: Level = Field(Level.HARD, description="Always hard")
    subjects: tuple[Identifier, ...] | None = Field(
        None, description="Lessons a student may be called from; empty: all but those never"
    )
    never: tuple[Identifier, ...] = Field(
        (), description="Lessons nobody is ever called from, whatever else is said"
    )
    kinds: tuple[SessionKind, ...] = Field(
        FIVE, description="The kinds of session that a student may be called to"
    )
    of_need: bool = Field(
        False, description="Also from lessons of a subject in which they need help"
    )
    most: _Most = Field(2, description="Lessons missed by a student in a week, at most")
    most_of_subject: _Most = Field(1, description="Of them of one subject, at most")

    def words(self, school: School) -> Message:
        never = listed(word(one) for one in self.never)
        facts = {"most": self.most, "one": self.most_of_subject}
        if self.subjects is None and not self.never:
            return say(
                "pull_out.any",
                "students may be called from lessons, at most {most} a week and {one} of a subject",
                **facts,
            )
        if self.subjects is None:
            return say(
                "pull_out.but",
                "students may be called from lessons but never from {never}, at most {most} a "
                "week and {one} of a subject",
                never=never,
                **facts,
            )
        subjects = listed(word(one) for one in self.subjects)
        if not self.never:
            return say(
                "pull_out.from",
                "students may be called from {subjects}, at most {most} a week and {one} of a "
                "subject",
                subjects=subjects,
                **facts,
            )
        return say(
            "pull_out.from_but",
            "students may be called from {subjects} but never from {never}, at most {most} a "
            "week and {one} of a subject",
            subjects=subjects,
            never=never,
            **facts,
        )

    def faults(self, school: School) -> Iterator[Fault]:
        yield from super().faults(school)
        # Who is never called from "math" is called from maths: a slip here costs a lesson.
        known = {one.subject for one in school.timetable}
        known |= {*school.subjects, *(one.subject for one in school.teaching)}
        for column, named in (("subjects", self.subjects or ()), ("never", self.never)):
            for subject in named:
                if subject not in known:
                    expected = known_in("subject", "timetable")
                    yield self._fault(column, subject, expected, nearest(subject, known))

    def pull_out(self) -> PullOut:
        return PullOut(
            None if self.scope is None else frozenset(self.scope),
            frozenset(self.kinds),
            None if self.subjects is None else frozenset(self.subjects),
            frozenset(self.never),
            self.of_need,
        )

    def compile(self, agenda: Agenda) -> Iterator[TimetableTerm]:
        for student_id in agenda.students:
            if not self.concerns(agenda, student_id):
                continue
            person = agenda.student(student_id)
            for _, lessons, most in self._limits(agenda, student_id):
                if len(lessons) <= most:
                    continue
                slots = np.unique(np.concatenate(lessons))
                # As a rule a lesson is one slot, and each slot counts by itself.
                plain = len(slots) == len(lessons) and all(len(one) == 1 for one in lessons)
                yield Limit(self.key, person, slots, most, () if plain else tuple(lessons))

    def _limits(
        self, agenda: Agenda, student_id: str
    ) -> Iterator[tuple[str | None, Sequence[IntArray], int]]:
        """Of each week, subject by subject and of all (None): lessons, and how many may be missed.

        A lesson is the slots of which it takes some time: a period, the parts of it, and what
        overlaps with them. Lessons that nobody may leave are judged by themselves, not counted
        here.
        """
        every: dict[str, BoolArray] = {}
        of_subject: dict[str | None, list[BoolArray]] = defaultdict(list)
        for (subject, period_id), slots in agenda.grid.free.by_lesson(student_id).items():
            of_subject[subject].append(slots)
            every[period_id] = every[period_id] | slots if period_id in every else slots
        of_subject[None] = [*every.values()]
        for name, own in of_subject.items():
            most = self.most if name is None else self.most_of_subject
            for lessons in self._by_week(agenda, own):
                yield name, lessons, most

    @staticmethod
    def _by_week(agenda: Agenda, own: Iterable[BoolArray]) -> Iterator[Sequence[IntArray]]:
        """The lessons of each week, each of one day, from when they are in any."""
        found: dict[int, list[IntArray]] = defaultdict(list)
        for slots in own:
            at = np.flatnonzero(slots)
            for day in np.unique(agenda.grid.days[at]).tolist():
                found[day // 7].append(at[agenda.grid.days[at] == day])
        return (found[week] for week in sorted(found))

    def judge(self, agenda: Agenda, held: Sequence[HeldSession]) -> Iterator[Match]:
        own = self.pull_out()
        missed: dict[str, set[int]] = defaultdict(set)
        for one in held:
            for student_id in (one.row.student_id, one.row.tutor_id):
                if not student_id or not self.concerns(agenda, student_id):
                    continue
                subjects = agenda.calling_out.missed(student_id, one.slot)
                if subjects:
                    missed[student_id].add(one.slot)
                governing = agenda.calling_out.governing(student_id, one.row.kind)
                if own not in governing:
                    continue  # It says nothing of this kind: that the student is busy, others say.
                for subject in subjects:
                    needed = agenda.calling_out.needs(student_id, subject)
                    # What one rule opens and another never allows, the other tells.
                    if may_miss(governing, subject, needed) or own.opens(subject, needed):
                        continue
                    yield Match(-1, (student_id,), _not_allowed(agenda, student_id, subject, one))
        for student_id, slots in missed.items():
            yield from self._too_often(agenda, student_id, slots)

    def _too_often(self, agenda: Agenda, student_id: str, missed: set[int]) -> Iterator[Match]:
        """Where a student is called more often in a week than the limits say."""
        name = agenda.findings.school.label(student_id)
        for subject, lessons, most in self._limits(agenda, student_id):
            count = sum(not missed.isdisjoint(one.tolist()) for one in lessons)
            if count <= most:
                continue
            facts = {"name": name, "week": int(agenda.grid.weeks[lessons[0][0]]) + 1}
            text = (
                say_count(
                    "pull_out.lessons",
                    "{name} misses {count} lesson in week {week}",
                    "{name} misses {count} lessons in week {week}",
                    count,
                    **facts,
                )
                if subject is None
                else say_count(
                    "pull_out.lessons_of",
                    "{name} misses {count} lesson of {subject} in week {week}",
                    "{name} misses {count} lessons of {subject} in week {week}",
                    count,
                    subject=word(subject),
                    **facts,
                )
            )
            yield Match(most - count, (student_id,), text)


def _not_allowed(agenda: Agenda, student_id: str, subject: str, one: HeldSession) -> Message:
    return say(
        "pull_out.not_allowed",
        "{name} is called from {subject} on {date}, which no rule allows",
        name=agenda.findings.school.label(student_id),
        subject=word(subject),
        date=one.row.date.isoformat(),
    )
