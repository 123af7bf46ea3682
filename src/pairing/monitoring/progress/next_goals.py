"""Goals that are proposed: one that a pair shares, one for each need, and the next after a close.

That a pair has a goal which both share is the default that the evidence supports (Li, Han, Zhang,
Rozelle, Journal of Public Economics 2014, 10.1016/j.jpubeco.2013.12.014); how far it reaches is
practice.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from pairing.language import N_
from pairing.model.enums import DIMENSIONS, GoalKind, GoalMeasure, GoalStatus
from pairing.model.messages.message import Message, say, word
from pairing.model.plan import Plan
from pairing.model.records import Goal
from pairing.model.school import School
from pairing.monitoring.log import TermLog
from pairing.monitoring.progress.goals import points_of
from pairing.monitoring.progress.measures import goal_in_words

__all__ = ["ProposedGoal", "proposed_goals"]

_WEEK = datetime.timedelta(weeks=1)
_FULL = 100.0
_OF_PAIR = N_("We keep all our times together")


@dataclass(frozen=True, slots=True)
class ProposedGoal:
    """A goal to agree on with the student, to edit or to drop, and why it is proposed."""

    goal: Goal
    why: Message


def proposed_goals(
    school: School,
    plan: Plan,
    log: TermLog,
    student_id: str,
    needs: Iterable[str],
    on: datetime.date,
) -> tuple[ProposedGoal, ...]:
    """What a student may want to reach next, wherever no open goal stands.

    Args:
        school: its marks, and [monitoring].
        plan: the pairs; each shares a goal, whichever of the two one looks at.
        log: the goals there are.
        student_id: whose goals.
        needs: the subjects and dimensions in which the student needs help.
        on: the day; the goals are agreed on it once they are taken.
    """
    open_ = log.open_goals(student_id)
    shared: dict[str, None] = {}
    found: list[ProposedGoal] = []
    for pair in plan.pairs or () if school.monitoring.pair_goals else ():
        both = tuple(sorted((pair.tutee_id, pair.tutor_id)))
        if student_id not in both or not all(one in school.student for one in both):
            continue
        shared[pair.subject] = None
        if not any(row.need == pair.subject and set(row.people) == set(both) for row in open_):
            found.append(_proposed(school, log, both, pair.subject, on))
    alone = [need for need in needs if need not in shared]
    found += [
        _proposed(school, log, (student_id,), need, on)
        for need in alone
        if not any(row.need == need for row in open_)
    ]
    return tuple(found)


def _proposed(
    school: School, log: TermLog, people: tuple[str, ...], need: str, on: datetime.date
) -> ProposedGoal:
    settings = school.monitoring
    before = _before(log, people, need)
    closed = [row for row in before if row.status in (GoalStatus.REACHED, GoalStatus.MISSED)]
    last = closed[-1] if closed else None
    missed = last is not None and last.status is GoalStatus.MISSED
    goal = Goal(
        goal_id=_own_id(people, need, len(before)),
        student_id=people[0],
        with_id=people[1] if len(people) > 1 else None,
        kind=GoalKind.SHORT,
        need=need,
        measure=GoalMeasure.PERCENT,
        target=f"{_FULL:g}",
        due=on + settings.goal_due_weeks * _WEEK,
        agreed_on=on,
    )
    points = () if need in DIMENSIONS else points_of(school, goal, on)
    if points:
        stands = round(points[-1].value)
        # After a goal that was too far away a nearer one comes first.
        step = settings.goal_step / 2 if missed else settings.goal_step
        aim = min(_FULL, stands + max(1, round(step)))
        told = {"baseline": f"{stands:g}", "target": f"{aim:g}"}
    else:
        words = word(_OF_PAIR) if len(people) > 1 else goal_in_words(need)
        told = {"measure": GoalMeasure.WORDS, "target": str(words)}
    return ProposedGoal(goal.model_copy(update=told), _why(last, people))


def _why(last: Goal | None, people: tuple[str, ...]) -> Message:
    if last is not None and last.status is GoalStatus.MISSED:
        return say("next_goal.smaller", "the last one was not reached yet: a nearer one")
    if last is not None:
        return say("next_goal.further", "the last one was reached: what comes next?")
    if len(people) > 1:
        return say("next_goal.pair", "a goal that the two share")
    return say("next_goal.first", "no goal is open here yet")


def _before(log: TermLog, people: tuple[str, ...], need: str) -> list[Goal]:
    """The goals of just these people in this need, soonest first."""
    own = log.goals_of.get(people[0], ())
    return [row for row in own if row.need == need and set(row.people) == set(people)]


def _own_id(people: tuple[str, ...], need: str, before: int) -> str:
    """An id that is the same for whoever takes the same proposal: two who do so make one goal."""
    told = "\0".join((*people, need, str(before)))
    return f"G-{hashlib.sha256(told.encode()).hexdigest()[:12]}"
