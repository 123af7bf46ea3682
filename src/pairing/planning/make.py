"""Make a plan: each part by its planner, those side by side that need not wait for another."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

from pairing.errors import NoAnswerError
from pairing.model.enums import Part
from pairing.model.messages.message import Message, named, say
from pairing.model.pin import Pin
from pairing.model.plan import Plan
from pairing.model.school import School
from pairing.planning.context import Context
from pairing.planning.outcome import Outcome
from pairing.planning.parts.planner import Effort, Planned, Planner, Task
from pairing.planning.parts.registry import planners
from pairing.planning.stop import Never, Progress, Step, Stop, Watch, nobody
from pairing.planning.strangers import not_kept
from pairing.planning.summary import NOT_PLANNED, Summary
from pairing.version import __version__

__all__ = ["make_plan"]


def make_plan(
    asked: School | Context,
    *,
    seed: int = 0,
    only: Collection[str] | None = None,
    classes: Sequence[str] | None = None,
    keep: Plan | None = None,
    begin: Plan | None = None,
    pins: Sequence[Pin] = (),
    stop: Stop | None = None,
    progress: Progress = nobody,
    effort: Effort | None = None,
    compare: bool = True,
) -> Outcome:
    """Plan the parts in ``only``.

    Args:
        asked: whom to plan for, under its own rules; or a context made before, in which
            screening need not be done anew.
        seed: the same school, seed and version give the same plan unless time cuts it.
        only: the parts to plan; all if None. What a part rests on is taken from ``keep`` where
            it is left out: the pairs for seats, mentors and pairs for sessions.
        classes: the classes, and the sets with a room, to seat; all if None.
        keep: the plan in force; each decision that differs from it is charged for.
        begin: seats to begin from, at no charge: whoever asks again for what is as good as can
            be gets it again, and nobody moves for nothing.
        pins: decisions that must stay.
        stop: when to stop with the best plan so far.
        progress: told each step, by threads of their own where parts are planned side by side.
        effort: how hard to work for seats.
        compare: whether the report sets parts beside other ways of choosing, where there are
            any; in a county that takes as long as the plan. ``comparison`` does it later.

    Raises InputError with every fault where the school's rules cannot be read, NoAnswerError
    where there is no such part or class, or the seed is below 0.
    """
    watch = Watch(stop or Never(), progress)
    watch.tell(Step(Part.NEEDS, 0, 1))
    context = Context.of(asked)
    _must_be_known("part", only or (), [planner.part for planner in planners()])
    _must_be_known("class_id", classes or (), context.school.seating_groups)
    if seed < 0:
        raise NoAnswerError(say("plan.seed", "a seed is 0 or more, not {seed}", seed=seed))
    plan = Plan()
    parts = {planner.part: NOT_PLANNED for planner in planners()}
    possible: list[Planner[Any]] = []
    # Where there are no students, the notes of the whole plan say that nothing is planned.
    for planner in planners() if context.school.students else ():
        if only is not None and planner.part not in only:
            continue
        if planner.possible(context.school):
            possible.append(planner)
        elif missing := planner.missing(context.school):
            parts[planner.part] = replace(NOT_PLANNED, notes=(missing,))

    def work(planner: Planner[Any]) -> Planned[Any]:
        watch.tell(Step(planner.part, 0, 1))
        task = Task(
            context,
            _given(planner, plan, keep, only),
            planner.own(pins),
            keep,
            context.school.seating_groups if classes is None else tuple(classes),
            seed,
            watch,
            effort or Effort(),
            begin,
        )
        planned = planner.plan(task)
        watch.tell(Step(planner.part, 1, 1))
        return planned

    for wave in _waves(possible):
        # A search of one part fills a core while another is got ready: together they take less.
        with ThreadPoolExecutor(len(wave)) as pool:
            made = list(pool.map(work, wave))
        for planner, planned in zip(wave, made, strict=True):
            comparison = planned.compare() if compare else None
            parts[planner.part] = replace(planned.summary, comparison=comparison)
            plan = plan.with_part(planner.part, planned.rows)
    school = context.school
    notes = (*school.notes, *_nobody(school), *(not_kept(school, keep) if keep else ()))
    summary = Summary(__version__, seed, parts, school.today, notes)
    return Outcome(plan, summary, context)


def _must_be_known(of: str, asked: Collection[str], known: Collection[str]) -> None:
    for one in asked:
        if one not in known:
            raise NoAnswerError(
                say(
                    "plan.unknown",
                    "there is no {of} {value}, but {known}",
                    of=of,
                    value=one,
                    known=named(known),
                )
            )


def _waves(parts: Iterable[Planner[Any]]) -> Iterator[list[Planner[Any]]]:
    """Parts in their order, side by side those of which none rests on another."""
    wave: list[Planner[Any]] = []
    for planner in parts:
        if any(one.part in planner.rests_on for one in wave):
            yield wave
            wave = []
        wave.append(planner)
    if wave:
        yield wave


def _nobody(school: School) -> Iterator[Message]:
    """That nothing was planned, where a school has no students: a timetable alone, say."""
    if not school.students:
        yield say(
            "plan.no_students",
            "nothing was planned: the school's students are missing (the table students, or any "
            "sheet with their names)",
        )


def _given(
    planner: Planner[Any], plan: Plan, keep: Plan | None, only: Collection[str] | None
) -> Plan:
    """What a part rests on: as planned now, or as it is in force where it is not planned now."""
    given = plan
    for part in planner.rests_on:
        if only is not None and part not in only:
            given = given.with_part(part, keep.part(part) if keep else None)
    return given
