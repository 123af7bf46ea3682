"""The part mentors: which teacher carries which student."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from pairing.instances.markets import Couples, MentorMarket
from pairing.model.enums import Part, WishFor
from pairing.model.messages.message import Message, say
from pairing.model.plan import Mentorship, Plan
from pairing.model.school import School
from pairing.planning.context import Context
from pairing.planning.parts.assignment import AssignmentPlanner
from pairing.planning.parts.wishes import wishes_told
from pairing.rules.core.book import RuleBook
from pairing.rules.mentors.mentor_match import MentorMatch
from pairing.screening import Findings

__all__ = ["PLANNER"]


class _Mentors(AssignmentPlanner[Mentorship]):
    part = Part.MENTORS.value
    title = "Mentors"
    order = 30
    row = Mentorship
    columns = (*Mentorship.key, "reasons")

    def market(self, findings: Findings) -> MentorMarket:
        return MentorMarket.of(findings)

    def arcs(self, market: MentorMarket, book: RuleBook, pinned: Sequence[Mentorship]) -> Couples:
        """Each student who has a need with every teacher."""
        mentees, teachers = len(market.tasks), len(market.workers)
        every = np.arange(teachers)
        return Couples(np.repeat(np.arange(mentees), teachers), np.tile(every, mentees))

    def sort_key(self, row: Mentorship) -> tuple[str, ...]:
        return row.student_id, row.teacher_id

    def finished(self, market: MentorMarket, rows: list[Mentorship]) -> Iterator[Mentorship]:
        """The rows, with who leads told where a student has several: the mentor who fits best."""
        fit = MentorMatch().measure(market, market.couples(rows)).tolist()
        mentors: dict[str, list[tuple[int, str]]] = {}
        for row, units in zip(rows, fit, strict=True):
            mentors.setdefault(row.student_id, []).append((-units, row.teacher_id))
        for row in rows:
            own = mentors[row.student_id]
            if len(own) == 1:
                yield row
                continue
            leads = min(own)[1] == row.teacher_id
            told = (
                say("mentors.leads", "leads the student's mentors")
                if leads
                else say("mentors.beside_lead", "beside the lead mentor")
            )
            yield replace(row, reasons=(told, *row.reasons))

    def notes(self, market: MentorMarket, rows: Sequence[Mentorship]) -> Iterator[Message]:
        """What became of wishes for a mentor."""
        given: dict[str, set[str]] = {mentee.student_id: set() for mentee in market.tasks}
        for row in rows:
            given[row.student_id].add(row.teacher_id)
            given.setdefault(row.teacher_id, set()).add(row.student_id)
        yield from wishes_told(market.findings.school, WishFor.MENTOR, given)

    def unsound(self, context: Context, plan: Plan) -> Iterator[Message]:
        school = context.school
        for row in self.rows_of(plan):
            if row.student_id not in school.student:
                yield say(
                    "verify.mentor_no_student",
                    "mentors: no student {student}",
                    student=row.student_id,
                )
            if row.teacher_id not in school.teacher:
                yield say(
                    "verify.mentor_no_teacher",
                    "mentors: no teacher {teacher}",
                    teacher=row.teacher_id,
                )

    def words(self, school: School, row: Mentorship, taken: bool = True) -> Message:
        one, other = school.teacher_label(row.teacher_id), school.label(row.student_id)
        return (
            say("couple.carries", "{one} carries {other}", one=one, other=other)
            if taken
            else say(
                "couple.carries_no_longer", "{one} no longer carries {other}", one=one, other=other
            )
        )

    def pin_words(self, school: School, row: Mentorship) -> Message:
        return say(
            "pins.mentor",
            "{teacher} is pinned as mentor of {name}",
            teacher=school.teacher_label(row.teacher_id),
            name=school.label(row.student_id),
        )


PLANNER = _Mentors()
