"""What sessions could not be held, whose time is short, and what one more slot would buy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from pairing.instances.agenda import Agenda
from pairing.model.messages.message import Message, quote, say
from pairing.model.plan import Plan
from pairing.planning.context import Context
from pairing.planning.parts.timetable.demand import demand_told
from pairing.planning.parts.timetable.problem import slots_of, timetable_problem
from pairing.solvers.timetable.parts import Part, parts_of
from pairing.solvers.timetable.prices import most_held, with_more_room, with_one_more_slot
from pairing.terms.assignment import IntArray
from pairing.terms.timetable import NOWHERE, Places, TimetableProblem

__all__ = ["Shortage", "session_demand", "shortages"]

_ASKED = 6
"""Of how many people, those with most left out, another slot is tried in each part."""


@dataclass(frozen=True, slots=True)
class Shortage:
    """Somebody's time, or the rooms, in a week (from 1) in which ``left_out`` are not held.

    ``slot`` more would be held with one more free slot, ``limit`` more with limits wider by one.
    """

    who: Message
    week: int
    left_out: int
    slot: int
    limit: int


def session_demand(context: Context, plan: Plan) -> tuple[Message, ...]:
    """What is asked of people beyond their free periods: known before sessions are planned.

    The plan's mentors and pairs count, where it has any.
    """
    return tuple(demand_told(context.agenda(plan), context.book))


def shortages(context: Context, plan: Plan) -> tuple[Shortage, ...]:
    """Whose time is short in which week, what buys most first; empty where all is held.

    Each figure is a re-solve under the hard rules alone.
    """
    agenda = context.agenda(plan)
    problem = timetable_problem(agenda, context.book)
    slot_of = slots_of(agenda, agenda.held(plan.sessions or ()))
    found = [
        shortage
        for part in parts_of(problem)
        if (slot_of[part.members] == NOWHERE).any()
        for shortage in _of_part(agenda, part, slot_of)
    ]
    return tuple(sorted(found, key=lambda one: (-one.slot, -one.limit, -one.left_out, one.week)))


def _of_part(agenda: Agenda, part: Part, slot_of: IntArray) -> Iterator[Shortage]:
    left = [number for number in part.members.tolist() if slot_of[number] == NOWHERE]
    hint = slot_of[part.members]
    week = 1 + (agenda.requests[left[0]].first - agenda.grid.start).days // 7
    held = most_held(part.own, hint)
    count: Counter[tuple[int, str]] = Counter()
    for number in left:
        request = agenda.requests[number]
        school = agenda.findings.school
        host = school.host_name(request.teacher_id, request.tutor_id)
        count[agenda.host(request), host] += 1
        student = school.label(request.student_id)
        count[agenda.student(request.student_id), student] += 1
    for (person, name), lost in count.most_common(_ASKED):
        slot = _gain(with_one_more_slot(part.own, person), hint, held)
        limit = _gain(with_more_room(part.own, person), hint, held)
        if slot or limit:
            yield Shortage(quote(name), week, lost, slot, limit)
    if any(isinstance(term, Places) for term in part.own.terms):
        limit = _gain(with_more_room(part.own, None), hint, held)
        if limit:
            yield Shortage(say("shortage.rooms", "the rooms"), week, len(left), 0, limit)


def _gain(problem: TimetableProblem, hint: IntArray, held: int) -> int:
    return max(0, most_held(problem, hint) - held)
