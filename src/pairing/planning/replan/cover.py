"""A teacher is away: each session at another time, with a colleague of the subject, or later.

What is proposed changes nothing; a person takes all of it, some of it or none.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, replace

import numpy as np

from pairing.instances.agenda import SessionRequest
from pairing.model.enums import SessionKind
from pairing.model.plan import Plan, Session
from pairing.planning.context import Context
from pairing.planning.parts.sessions import session_summary
from pairing.planning.parts.timetable.problem import slots_of, timetable_problem
from pairing.planning.parts.timetable.rooms import rooms_of
from pairing.planning.replan.cover_ways import Choice, Cover, CoverKind, Ways, is_away
from pairing.planning.replan.moves import Rescheduled
from pairing.solvers.timetable import Way, choose_ways
from pairing.terms.timetable import NOWHERE

__all__ = ["Cover", "CoverKind", "Covers", "propose_covers", "take_covers"]


@dataclass(frozen=True)
class Covers:
    """What is proposed, in the order of time; ``best`` where that is proved."""

    proposals: tuple[Cover, ...]
    best: bool


def propose_covers(
    context: Context,
    plan: Plan,
    teacher_id: str | None = None,
    since: datetime.date | None = None,
) -> Covers:
    """What could become of the sessions of a plan whose teacher is away.

    As much as possible is held, the most severe needs first; as many as can be at another time
    of their week with the same teacher, then with a colleague, then in a later week. Covers are
    spread leximin over colleagues who are equally near. All of it is one model.

    Args:
        context: the school as it is now, with its absences.
        plan: the plan in force.
        teacher_id: the one teacher who is asked about; None: everybody who is away.
        since: the first day on which anything may change; today where it is not said.
    """
    agenda = context.agenda(plan)
    since = since or agenda.findings.school.today or agenda.grid.start
    rows = tuple(plan.sessions or ())
    away = [
        row
        for row in rows
        if row.date >= since and teacher_id in (None, row.teacher_id) and is_away(agenda, row)
    ]
    if not away:
        return Covers((), True)
    ways = Ways(agenda, rows, since)
    choices = [list(ways.of(row)) for row in away]
    asked = [choice.request for own in choices for choice in own]
    slots = [choice.slots for own in choices for choice in own]
    weeks = {int(agenda.grid.weeks[slot]) for own in slots for slot in own.tolist()}
    for row in rows:
        place = agenda.grid.slot_of(row)
        if row not in away and place is not None and int(agenda.grid.weeks[place]) in weeks:
            asked.append(_as_it_stands(row))
            slots.append(np.array([place]))
    problem = timetable_problem(agenda.asking(asked), context.book)
    requests = []
    for request, open_ in zip(problem.requests, slots, strict=True):
        values = np.array([request.value_at(slot) for slot in open_.tolist()], dtype=np.int64)
        requests.append(replace(request, candidates=open_, values=values))
    problem = replace(problem, requests=tuple(requests))
    numbers = iter(range(len(asked)))
    options = [
        [
            Way(
                next(numbers),
                choice.rank,
                agenda.teacher(choice.request.teacher_id) if choice.request.covers else -1,
            )
            for choice in own
        ]
        for own in choices
    ]
    carried = Counter(row.teacher_id for row in rows if row.covers and row not in away)
    before = {agenda.teacher(one): count for one, count in carried.items()}
    worth = [ways.severity(row) for row in away]
    slot_of, best = choose_ways(problem, options, worth, before)
    taken: dict[Session, tuple[Choice, int]] = {}
    for row, own, of_row in zip(away, choices, options, strict=True):
        for choice, way in zip(own, of_row, strict=True):
            if slot_of[way.request] != NOWHERE:
                taken[row] = choice, int(slot_of[way.request])
                if choice.request.covers:
                    carried[choice.request.teacher_id] += 1
    told = (
        ways.told(row, own, taken.get(row), carried) for row, own in zip(away, choices, strict=True)
    )
    return Covers(tuple(told), best)


def _as_it_stands(row: Session) -> SessionRequest:
    kind = SessionKind(row.kind)
    teacher, tutor = row.teacher_id, row.tutor_id
    return SessionRequest(
        row.student_id, teacher, row.subject, kind, row.date, row.date, 1, "", tutor
    )


def take_covers(context: Context, plan: Plan, taken: Collection[Cover]) -> Rescheduled:
    """The sessions of a plan with the proposals that a person has accepted; all others stay."""
    moved = {one.before: one.after for one in taken if one.after is not None}
    rows = [moved.get(row, row) for row in plan.sessions or ()]
    now = plan.with_part(Session.part, tuple(rows))
    agenda = context.agenda(now)
    order = {row: agenda.grid.slot_of(row) for row in rows}
    rows.sort(key=lambda row: (row.date, -1 if order[row] is None else order[row]))
    kept = rooms_of(agenda, rows)
    slot_of = slots_of(agenda, agenda.held(kept))
    bound = timetable_problem(agenda, context.book).loose_bound()
    summary = session_summary(agenda, context.book, kept, slot_of, bound)
    by_identity = {row.identity: row for row in kept}
    changes = tuple((before, by_identity[after.identity]) for before, after in moved.items())
    return Rescheduled(kept, changes, (), (), None, True, summary)
