"""The part mentors: which teacher carries which student."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from pairing.instances.markets import Couples, MentorMarket
from pairing.model.enums import Part
from pairing.model.messages.message import Message, join, listed, quote, say, say_count
from pairing.model.plan import Mentorship, Plan
from pairing.model.school import School
from pairing.planning.context import Context
from pairing.planning.parts.assignment import AssignmentPlanner, Shortage, named
from pairing.rules.core.book import RuleBook
from pairing.rules.mentors.mentor_match import MentorMatch
from pairing.screening import Findings

__all__ = ["PLANNER"]


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
        one, other = school.teacher[row.teacher_id].name, school.student[row.student_id].name
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
            teacher=school.teacher[row.teacher_id].name,
            name=school.student[row.student_id].name,
        )


def _left_out(shortage: Shortage) -> Iterator[Message]:
    market = shortage.market
    for left in shortage.tasks:
        name = market.tasks[left.end].name
        barring = shortage.barring(left)
        if not market.workers:
            yield say(
                "mentors.no_teachers",
                "{name} has no mentor: the school's tables name no teacher",
                name=name,
            )
        elif not left.others or (not shortage.coupled and left.end not in shortage.full):
            yield say(
                "mentors.nobody_may",
                "{name} has no mentor: no teacher may carry them ({rules})",
                name=name,
                rules=listed(barring),
            )
        elif shortage.coupled:
            yield say(
                "mentors.limits_leave_none",
                "{name} has no mentor: within all limits together no teacher has room",
                name=name,
            )
        else:
            yield _all_full(shortage, name, shortage.full[left.end])
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


def _all_full(shortage: Shortage, name: str, places: tuple[int, ...]) -> Message:
    teachers = shortage.market.workers
    if len(places) == len(teachers):
        return say_count(
            "mentors.all_full",
            "{name} has no mentor: the only teacher carries as many as they may",
            "{name} has no mentor: all {count} teachers carry as many as they may",
            len(teachers),
            name=name,
        )
    return say_count(
        "mentors.those_full",
        "{name} has no mentor: the one teacher who could, {teachers}, carries as many as they may",
        "{name} has no mentor: the {count} who could, {teachers}, carry as many as they may",
        len(places),
        name=name,
        teachers=_names(shortage, places),
    )


def _names(shortage: Shortage, places: tuple[int, ...]) -> str:
    teachers = shortage.market.workers
    return named(f"{teachers[one].name} ({teachers[one].teacher_id})" for one in places)


def _any_of(shortage: Shortage, places: tuple[int, ...]) -> Message:
    if len(places) == len(shortage.market.workers) > 1:
        return say("mentors.any_teacher", "any teacher")
    if len(places) == 1:
        return quote(_names(shortage, places))
    return say("mentors.any_of", "any of {teachers}", teachers=_names(shortage, places))


def _short_of_students(shortage: Shortage) -> Iterator[Message]:
    market = shortage.market
    for left in shortage.workers:
        teacher = market.workers[left.end]
        count = int((shortage.question.arcs.worker[shortage.chosen] == left.end).sum())
        facts = {"name": teacher.name, "asked": count + left.lacking}
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
