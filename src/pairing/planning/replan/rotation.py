"""Many weeks: a plan for each, with new neighbours and fair places, and what schools do today."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from pairing.instances.classroom import ClassRoom
from pairing.model.enums import Part
from pairing.model.plan import Plan, Seating
from pairing.model.records import LayoutSeat
from pairing.model.room.layout import Layout
from pairing.model.school import School
from pairing.model.settings import RuleEntry
from pairing.planning.context import Context
from pairing.planning.parts.planner import Effort, Task
from pairing.planning.parts.registry import planner_of
from pairing.planning.parts.seating.class_task import judge_class
from pairing.planning.replan.weeks import Rotation, Week, as_history, fairness
from pairing.planning.stop import Never, Progress, Step, Stop, Watch, nobody

__all__ = ["column_shift", "rotate"]

_HALF_LIFE = 28
"""Days after which a shared desk counts half: neighbours may come back after a season."""
_SWEEPS = 2
"""So often each week is made again beside all the others."""


def rotate(
    asked: School | Context,
    class_id: str,
    weeks: int,
    *,
    since: date,
    pairs: Plan | None = None,
    seed: int = 0,
    stop: Stop | None = None,
    progress: Progress = nobody,
    effort: Effort | None = None,
) -> Rotation:
    """A seating for each of ``weeks`` weeks, planned as a whole.

    Each week is made with all weeks before in its history; then each is made again beside all
    the others, before and after it, as long as that leaves fewer deskmates to meet again or
    fairer places. Where the school's rules say nothing of it, new neighbours (fading over four
    weeks) and fair rotation hold as soft rules; support within reach stays as dear as ever, so
    needs stay covered while neighbours change.

    Args:
        asked: whom to plan for, a school or its context.
        class_id: the class, or a set with a room.
        weeks: how many.
        since: the Monday of the first.
        pairs: a plan whose peer pairs are to sit within reach.
        seed: the same seed gives the same weeks.
        stop: when to end with the weeks made so far.
        progress: told each step.
        effort: how hard to work for each week.
    """
    watch = Watch(stop or Never(), progress)
    context = Context.of(asked)
    school = context.school
    maker = _WeekMaker(
        context.under((*school.rules, *_time_rules(school, class_id))),
        class_id,
        Task(
            context,
            Plan(pairs=pairs.pairs if pairs else None),
            classes=(class_id,),
            watch=watch,
            effort=effort or Effort(proof=0),
        ),
        turns=weeks * (1 + _SWEEPS),
    )
    made: list[Week] = []
    for number in range(weeks):
        week = maker.week(made, since + timedelta(days=7 * number), seed + number, number)
        if week is None or (watch.over and made):
            break
        made.append(week)
    rotation = Rotation(class_id, tuple(made))
    best = fairness(context, rotation)
    for sweep in range(1, _SWEEPS + 1):
        for number, week in enumerate(rotation.weeks):
            if watch.over or best.at_best:
                return rotation
            others = [*rotation.weeks[:number], *rotation.weeks[number + 1 :]]
            turn = number + sweep * len(made)
            again = maker.week(others, week.since, seed + turn, turn)
            if again is None:
                continue
            changed = [again if one is week else one for one in rotation.weeks]
            tried = Rotation(class_id, tuple(changed))
            told = fairness(context, tried)
            if told.better_than(best):
                rotation, best = tried, told
    return rotation


@dataclass(frozen=True)
class _WeekMaker:
    """Makes one week of a class beside others."""

    context: Context
    class_id: str
    task: Task
    turns: int
    """So many times at most a week is made."""

    def week(self, others: Sequence[Week], since: date, seed: int, turn: int) -> Week | None:
        """The week from ``since`` with the ``others`` in its history; None: it has no seats."""
        school = self.context.school
        rows = tuple(row for week in others for row in as_history(week))
        within = replace(school, seat_history=(*school.seat_history, *rows))
        context = self.context.within(within)
        tell = self.task.watch.progress

        def whole(step: Step) -> None:
            """A step of one week as a step of them all; points are of that week alone."""
            done = turn + min(1.0, step.done / max(step.total, 1e-9))
            tell(replace(step, done=done, total=self.turns, score=None, bound=None))

        watch = replace(self.task.watch, progress=whole)
        task = replace(self.task, context=context, seed=seed, watch=watch)
        planned = planner_of(Part.SEATS).plan(task)
        return _week(context, self.class_id, since, planned.rows) if planned.rows else None


def _time_rules(school: School, class_id: str) -> list[RuleEntry]:
    """The rules of time that the school has none of its own for."""
    named = {
        entry.id
        for entry in school.rules
        if (scope := (entry.model_extra or {}).get("scope")) is None or class_id in scope
    }
    wanted = (
        {"id": "new_neighbours", "weight": 3, "half_life_days": _HALF_LIFE},
        {"id": "fair_rotation", "weight": 2},
    )
    return [
        RuleEntry.model_validate({**entry, "scope": [class_id]})
        for entry in wanted
        if entry["id"] not in named
    ]


def _week(context: Context, class_id: str, since: date, seats: tuple[Seating, ...]) -> Week:
    findings, plan = context.findings, Plan(seats=seats)
    room = ClassRoom.of(findings, class_id, plan)
    covered = wanted = 0
    if room is None:
        return Week(since, seats, covered, wanted)
    for score in judge_class(findings, context.book, class_id, plan):
        if score.rule.id == "support_near":
            covered += sum(match.amount for match in score.matches if match.amount > 0)
            helped = {match.students[0] for match in score.matches}
            wanted += sum(
                bool(findings.able(class_id, need.need))
                for need in room.needs
                if need.student_id in helped
            )
    return Week(since, seats, covered, wanted)


def column_shift(
    asked: School | Context, class_id: str, weeks: int, *, since: date, first: Sequence[Seating]
) -> Rotation:
    """The rotation that schools use today, as a baseline.

    Each week every column of desks moves one place to the side, the last one to the first,
    and every row one place back, the last one to the front. Where the shifted seat does not
    exist or is taken, the nearest free one is used.
    """
    context = Context.of(asked)
    room = context.school.room_of(class_id)
    if room is None:
        return Rotation(class_id, ())
    made: list[Week] = []
    seats = tuple(first)
    for number in range(weeks):
        if number:
            seats = _shifted(room, seats)
        made.append(_week(context, class_id, since + timedelta(days=7 * number), seats))
    return Rotation(class_id, tuple(made))


def _shifted(room: Layout, seats: Sequence[Seating]) -> tuple[Seating, ...]:
    rows = sorted({seat.row for seat in room.seats})
    columns = sorted({seat.column for seat in room.seats})
    width = max(Counter(seat.desk for seat in room.seats if seat.row == rows[0]).values())
    by_id = {seat.seat_id: seat for seat in room.seats}
    free = dict(by_id)
    placed = []
    for row in sorted(seats, key=lambda one: room.index[one.seat_id]):
        seat = by_id[row.seat_id]
        wanted_row = rows[(rows.index(seat.row) + 1) % len(rows)]
        wanted_column = columns[(columns.index(seat.column) + width) % len(columns)]

        def off(one: LayoutSeat, row: int = wanted_row, column: int = wanted_column) -> int:
            return abs(one.row - row) + abs(one.column - column)

        target = min(free.values(), key=lambda one: (off(one), one.row, one.column))
        del free[target.seat_id]
        placed.append(Seating(row.class_id, target.seat_id, row.student_id))
    return tuple(placed)
