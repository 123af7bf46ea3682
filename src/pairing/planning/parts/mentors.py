"""The part mentors: which teacher carries which student."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import numpy as np

from pairing.instances.markets import Couples, MentorMarket
from pairing.model.enums import Part, WishFor
from pairing.model.messages.message import (
    Message,
    join,
    listed,
    named,
    quote,
    say,
    say_count,
    some,
)
from pairing.model.plan import Mentorship, Plan
from pairing.model.school import School
from pairing.planning.context import Context
from pairing.planning.parts.assignment import AssignmentPlanner, Shortage
from pairing.planning.parts.wishes import wishes_told
from pairing.rules.core.book import RuleBook
from pairing.rules.mentors.mentor_match import MentorMatch
from pairing.screening import Findings
from pairing.solvers.assignment.cover import LeftOut

__all__ = ["PLANNER"]

_NAMED = 30
"""So many of those who have no mentor for one cause are named."""


class _Mentors(AssignmentPlanner[Mentorship]):
    part = Part.MENTORS.value
    title = "Mentors"
    order = 30
    row = Mentorship
    columns = (*Mentorship.key, "reasons", "pinned")

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

    def pinned(self, row: Mentorship) -> Mentorship:
        return replace(row, pinned=True)

    def fixed(self, rows: Sequence[Mentorship]) -> list[Mentorship]:
        return [row for row in rows if row.pinned]

    def _cells(self, row: Mentorship) -> list[Any]:
        return [*row.identity, join(row.reasons), "yes" if row.pinned else ""]

    def _parse(self, cells: Mapping[str, str]) -> Mentorship:
        row = super()._parse(cells)
        return self.pinned(row) if cells.get("pinned", "").lower() == "yes" else row

    def notes(self, shortage: Shortage, rows: Sequence[Mentorship]) -> Iterator[Message]:
        """Each student whom nobody carries, each teacher who carries fewer than asked, and why."""
        yield from _left_out(shortage)
        yield from _short_of_students(shortage)
        given: dict[str, set[str]] = {one.student_id: set() for one in shortage.market.tasks}
        for row in rows:
            given[row.student_id].add(row.teacher_id)
            given.setdefault(row.teacher_id, set()).add(row.student_id)
        yield from wishes_told(shortage.market.findings.school, WishFor.MENTOR, given)

    def possible(self, school: School) -> bool:
        return bool(school.teachers)

    def missing(self, school: School) -> Message | None:
        return say("mentors.nobody", "the school's teachers are missing: nobody is a mentor")

    def never(self, market: MentorMarket, row: Mentorship) -> Message | None:
        if market.place(row) is not None:
            return None
        school = market.findings.school
        if row.student_id in market.findings.needs_of:
            name = school.teacher_label(row.teacher_id)
            return say("pins.no_mentor", "{name} is nobody who may be a mentor", name=name)
        return say("pins.no_need", "{name} has no need", name=school.label(row.student_id))

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


def _left_out(shortage: Shortage) -> Iterator[Message]:
    market = shortage.market
    causes: dict[Message, list[str]] = defaultdict(list)
    for left in shortage.tasks:
        causes[_cause(shortage, left)].append(
            shortage.market.findings.school.label(market.tasks[left.end].student_id)
        )
    for cause, names in causes.items():
        # One line a cause, with everybody whom it leaves out.
        facts = {**cause.facts, "name": some([quote(name) for name in names], _NAMED)}
        yield replace(cause, facts=MappingProxyType(facts))
    for places, students in shortage.ways.items():
        yield say_count(
            "mentors.one_more",
            "one more place with {teachers} would carry one more student: {count} is left",
            "one more place with {teachers} would carry one more student: {count} are left",
            students,
            teachers=_any_of(shortage, places),
        )
    if pinned := shortage.because_of_pins():
        yield say_count(
            "mentors.pins_leave_out",
            "without the pinned choices {count} student more could be carried",
            "without the pinned choices {count} students more could be carried",
            pinned,
        )
    if shortage.tasks and not shortage.proved:
        yield say(
            "mentors.cover_not_proved",
            "whether more students could be carried was not ruled out in time",
        )


def _cause(shortage: Shortage, left: LeftOut) -> Message:
    """Why a student has no mentor; the name is left open, so that equal causes are equal."""
    if not shortage.market.workers:
        return say(
            "mentors.no_teachers",
            "no mentor for {name}: the school's tables name no teacher",
            name="",
        )
    if not left.others or (not shortage.coupled and left.end not in shortage.full):
        return say(
            "mentors.nobody_may",
            "no mentor for {name}: no teacher may carry them ({rules})",
            name="",
            rules=listed(shortage.barring(left)),
        )
    if shortage.coupled:
        return say(
            "mentors.limits_leave_none",
            "no mentor for {name}: within all limits together no teacher has room",
            name="",
        )
    return _all_full(shortage, "", shortage.full[left.end])


def _all_full(shortage: Shortage, name: str, places: tuple[int, ...]) -> Message:
    teachers = shortage.market.workers
    if len(places) == len(teachers):
        return say_count(
            "mentors.all_full",
            "no mentor for {name}: the only teacher carries as many as they may",
            "no mentor for {name}: all {count} teachers carry as many as they may",
            len(teachers),
            name=name,
        )
    return say_count(
        "mentors.those_full",
        "no mentor for {name}: the one teacher who could, {teachers}, carries as many as they may",
        "no mentor for {name}: the {count} who could, {teachers}, carry as many as they may",
        len(places),
        name=name,
        teachers=_names(shortage, places),
    )


def _names(shortage: Shortage, places: tuple[int, ...]) -> tuple[str, ...]:
    teachers = shortage.market.workers
    return named(f"{teachers[one].name} ({teachers[one].teacher_id})" for one in places)


def _any_of(shortage: Shortage, places: tuple[int, ...]) -> Message:
    if len(places) == len(shortage.market.workers) > 1:
        return say("mentors.any_teacher", "any teacher")
    if len(places) == 1:
        return say("mentors.this_teacher", "{teacher}", teacher=_names(shortage, places))
    return say("mentors.any_of", "any of {teachers}", teachers=_names(shortage, places))


def _short_of_students(shortage: Shortage) -> Iterator[Message]:
    market = shortage.market
    for left in shortage.workers:
        teacher = market.workers[left.end]
        count = int((shortage.question.arcs.worker[shortage.chosen] == left.end).sum())
        facts = {
            "name": market.findings.school.teacher_label(teacher.teacher_id),
            "asked": count + left.lacking,
        }
        if not market.tasks:
            yield say(
                "mentors.nobody_in_need",
                "{name} carries nobody, {asked} asked: no student has a need",
                **facts,
            )
        else:
            yield say_count(
                "mentors.too_few_students",
                "{name} carries {count} student, {asked} asked: there is nobody more to carry",
                "{name} carries {count} students, {asked} asked: there is nobody more to carry",
                count,
                **facts,
            )


PLANNER = _Mentors()
