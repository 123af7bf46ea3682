"""Demand that no timetable could hold: each person's sessions against their own free periods.

Each person is looked at alone, as if everybody else were free at all times: what is too much
then is too much in every plan. It can be told before anything is planned, with the one setting
that would lighten it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace

import numpy as np

from pairing.instances.agenda import FIVE, Agenda, PullOut, SessionRequest
from pairing.model.enums import PeriodKind, SessionKind
from pairing.model.messages.message import Message, say, say_count, some, word
from pairing.planning.parts.timetable.problem import timetable_problem
from pairing.rules.core.book import RuleBook
from pairing.rules.sessions._base import host_key
from pairing.solvers.timetable.alone import most_alone
from pairing.solvers.timetable.parts import parts_of
from pairing.terms.timetable import Limit, Request, TimetableProblem

__all__ = ["Demand", "demand_of", "demand_told", "people_of", "weeks_told"]

_GROUPS = (2, 3, 4)
"""Sizes of groups that are tried where sessions are held one by one."""

_TRIED = 5
"""Settings are tried on so many people, those of whom most is asked beyond their time."""


@dataclass(frozen=True, slots=True)
class Demand:
    """Somebody of whom ``asked`` sessions are asked in some weeks (from 1), of which so many fit.

    ``kind`` is "teacher" or "student", as sessions are held and had.
    """

    kind: str
    person_id: str
    weeks: tuple[int, ...]
    asked: int
    fits: int

    @property
    def too_many(self) -> int:
        """How many are left out whatever the plan."""
        return self.asked - self.fits


def demand_of(
    agenda: Agenda,
    book: RuleBook,
    only: Set[tuple[str, str]] | None = None,
    limited: bool = True,
) -> tuple[Demand, ...]:
    """Whoever is asked for more than their own time holds, those with most too many first.

    Args:
        only: the ("teacher" or "student", id) to look at; everybody if it is None.
        limited: whether the limits of a day and a week count.
    """
    own: dict[tuple[str, str], list[int]] = defaultdict(list)
    if only is not None:
        agenda = agenda.asking(
            one for one in agenda.requests if not only.isdisjoint(people_of(one))
        )
    for number, request in enumerate(agenda.requests):
        if not agenda.open_to(request).any():
            continue  # Nobody's time is too short for what the school has no period for.
        for key in people_of(request):
            own[key].append(number)
    problem = timetable_problem(agenda, book, valued=False)
    limits: dict[int, list[Limit]] = defaultdict(list)
    for term in problem.terms:
        if limited and isinstance(term, Limit):
            limits[term.person].append(term)
    found = [
        demand
        for key in sorted(own)
        if only is None or key in only
        for demand in _of_person(agenda, problem, key, own[key], limits)
    ]
    return tuple(sorted(found, key=lambda one: (-one.too_many, one.kind, one.person_id)))


def people_of(request: SessionRequest) -> tuple[tuple[str, str], tuple[str, str]]:
    """Who holds a session and who has it, each ("teacher" or "student", id)."""
    return host_key(request), ("student", request.student_id)


def _of_person(
    agenda: Agenda,
    problem: TimetableProblem,
    key: tuple[str, str],
    numbers: Sequence[int],
    limits: Mapping[int, Sequence[Limit]],
) -> Iterator[Demand]:
    kind, person_id = key
    person = agenda.teacher(person_id) if kind == "teacher" else agenda.student(person_id)
    requests = [_alone(agenda, problem, key, number) for number in numbers]
    terms = tuple(limits.get(person, ()))
    weeks: set[int] = set()
    fits = 0
    for part in parts_of(replace(problem, requests=tuple(requests), terms=terms)):
        most = most_alone(part.own, person)
        fits += most
        if most < len(part.members):
            asked = (agenda.requests[numbers[one]] for one in part.members.tolist())
            weeks.update(week + 1 for request in asked for week in agenda.weeks_of(request))
    if fits < len(requests):
        yield Demand(kind, person_id, tuple(sorted(weeks)), len(requests), fits)


def _alone(agenda: Agenda, problem: TimetableProblem, key: tuple[str, str], number: int) -> Request:
    """The request as if the other of the two could come at any time."""
    request = agenda.requests[number]
    free = agenda.host_free(request) if key == host_key(request) else agenda.guest_free(request)
    open_ = agenda.open_to(request) & free
    candidates = np.flatnonzero(open_).astype(np.int64)
    return replace(problem.requests[number], candidates=candidates, values=np.ones_like(candidates))


def demand_told(
    agenda: Agenda, book: RuleBook, only: Set[tuple[str, str]] | None = None
) -> Iterator[Message]:
    """What no timetable could hold, of teachers and of students, and what would lighten it."""
    school = agenda.findings.school
    known = demand_of(agenda, book, only)
    for kind, label in (
        ("teacher", school.teacher_label),
        ("student", school.label),
    ):
        own = [one for one in known if one.kind == kind]
        if not own:
            continue
        cases = [
            say(
                "demand.of_person",
                "{name}: {number} of {asked} in week {weeks}",
                name=label(one.person_id),
                number=one.too_many,
                asked=one.asked,
                weeks=weeks_told(one.weeks),
            )
            for one in own
        ]
        count = sum(one.too_many for one in own)
        advice = _advice(agenda, book, own)
        if kind == "teacher":
            yield say_count(
                "sessions.too_many_of_teachers",
                "{count} session more is asked of teachers than their own time and limits hold "
                "({cases}): {advice}",
                "{count} sessions more are asked of teachers than their own time and limits hold "
                "({cases}): {advice}",
                count,
                cases=some(cases),
                advice=advice,
            )
        else:
            yield say_count(
                "sessions.too_many_of_students",
                "{count} session more is asked of students than their own time and limits hold "
                "({cases}): {advice}",
                "{count} sessions more are asked of students than their own time and limits hold "
                "({cases}): {advice}",
                count,
                cases=some(cases),
                advice=advice,
            )


def weeks_told(weeks: Iterable[int]) -> tuple[str, ...]:
    """Weeks as people write them: 1-4, 6."""
    runs: list[list[int]] = []
    for week in sorted(weeks):
        if runs and runs[-1][-1] == week - 1:
            runs[-1].append(week)
        else:
            runs.append([week])
    return tuple(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


def _advice(agenda: Agenda, book: RuleBook, short: Sequence[Demand]) -> Message:
    """The one setting that makes it fit, or the one that lightens it most.

    Settings are tried on those who are asked too much most, and then counted for everybody.
    """
    people = {(one.kind, one.person_id) for one in short}
    if not demand_of(agenda, book, people, limited=False):
        return say("demand.limits", "it would fit but for the limits of a day and a week")
    worst = {(one.kind, one.person_id) for one in short[:_TRIED]}
    best: tuple[int, Message, Agenda] | None = None
    for words, lighter in _lighter(agenda, people):
        left = _beyond(lighter, book, worst)
        if not left and not _beyond(lighter, book, people):
            return say("demand.enough", "it would fit with {setting}", setting=words)
        if best is None or left < best[0]:
            best = left, words, lighter
    if best is None or best[0] >= sum(one.too_many for one in short[:_TRIED]):
        return say("demand.nothing", "no single setting lightens it: it takes more periods")
    return say_count(
        "demand.less",
        "{setting} lightens it most; {count} would still be too many",
        "{setting} lightens it most; {count} would still be too many",
        _beyond(best[2], book, people),
        setting=best[1],
    )


def _beyond(agenda: Agenda, book: RuleBook, people: Set[tuple[str, str]]) -> int:
    """How many sessions more than fit are asked of some people."""
    return sum(one.too_many for one in demand_of(agenda, book, people))


def _kinds_of(agenda: Agenda, people: Set[tuple[str, str]]) -> tuple[SessionKind, ...]:
    """The kinds of session that are asked of some people, in the order of kinds."""
    asked = {
        request.kind for request in agenda.requests if not people.isdisjoint(people_of(request))
    }
    return tuple(kind for kind in SessionKind if kind in asked)


def _lighter(agenda: Agenda, people: Set[tuple[str, str]]) -> Iterator[tuple[Message, Agenda]]:
    """Agendas of settings that ask for less, those first that take least from students."""
    settings = agenda.findings.school.session_settings
    kinds = _kinds_of(agenda, people)
    for size in _GROUPS:
        for kind in kinds:
            own = settings.of(kind)
            if kind in FIVE and own.group < size:
                grouped = {**settings.kinds, kind: own.model_copy(update={"group": size})}
                yield (
                    say(
                        "demand.group",
                        "up to {size} students at once (group) for {kind}",
                        size=size,
                        kind=word(kind.value.replace("_", " ")),
                    ),
                    agenda.grouped(settings.model_copy(update={"kinds": grouped})),
                )
    if settings.cycle < settings.weeks:
        yield (
            say("demand.cycle", "a cycle of {weeks} weeks (cycle)", weeks=settings.weeks),
            agenda.under(settings.model_copy(update={"cycle": settings.weeks})),
        )
    if SessionKind.PEER_TUTORING in kinds:
        for times in range(settings.peer_times - 1, 0, -1):
            yield (
                say(
                    "demand.peer_times",
                    "pairs meeting less often (peer_times = {times})",
                    times=times,
                ),
                agenda.under(settings.model_copy(update={"peer_times": times})),
            )
    in_lessons = [kind for kind in kinds if PeriodKind.LESSON in settings.of(kind).periods]
    if in_lessons and not agenda.pull_outs:
        any_lesson = PullOut(None, frozenset(in_lessons), None, frozenset(), of_need=True)
        yield (
            say("demand.pull_out", "a rule that lets students be called from lessons (pull_out)"),
            replace(agenda, pull_outs=(any_lesson,)),
        )
    for kind in kinds:
        yield (
            say(
                "demand.without",
                "no {kind} (enabled)",
                kind=word(kind.value.replace("_", " ")),
            ),
            agenda.asking(one for one in agenda.requests if one.kind is not kind),
        )
