"""Many weeks: a plan for each, with new neighbours and fair places, and what schools do today."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import combinations

from pairing.instances.classroom import ClassRoom
from pairing.model.enums import Part
from pairing.model.plan import Plan, Seating
from pairing.model.records import LayoutSeat, PastSeat
from pairing.model.room.layout import Layout
from pairing.model.school import School
from pairing.model.settings import RuleEntry
from pairing.planning.context import Context
from pairing.planning.parts.planner import Effort, Task
from pairing.planning.parts.registry import planner_of
from pairing.planning.parts.seating.class_task import judge_class
from pairing.planning.parts.seating.problem import seat_rules
from pairing.planning.stop import Never, Progress, Stop, Watch, nobody
from pairing.rules.core.zone import third
from pairing.rules.seats._kinds import PlaceRule

__all__ = ["Fairness", "Rotation", "Week", "column_shift", "fairness", "rotate"]

_HALF_LIFE = 28
"""Days after which a shared desk counts half: neighbours may come back after a season."""


@dataclass(frozen=True)
class Week:
    """The seats of one class in the week that begins on ``since``.

    ``covered`` is how many tutors wanted within reach are there, of ``wanted``.
    """

    since: date
    seats: tuple[Seating, ...]
    covered: int
    wanted: int


@dataclass(frozen=True)
class Rotation:
    """The weeks of one class, in order; empty where the class cannot be seated."""

    class_id: str
    weeks: tuple[Week, ...]

    def history(self) -> tuple[PastSeat, ...]:
        """The weeks as rows of the seat history."""
        return tuple(row for week in self.weeks for row in _as_history(week))


def _as_history(week: Week) -> Iterator[PastSeat]:
    until = week.since + timedelta(days=6)
    for row in week.seats:
        values = {"class_id": row.class_id, "student_id": row.student_id, "seat_id": row.seat_id}
        yield PastSeat.model_validate({**values, "from": week.since, "to": until})


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
    """A seating for each of ``weeks`` weeks, each made with all weeks before in its history.

    Where the school's rules say nothing of it, new neighbours (fading over four weeks) and
    fair rotation hold as soft rules; support within reach stays as dear as ever, so needs
    stay covered while neighbours change.

    Args:
        asked: whom to plan for, a school or its context.
        class_id: the class.
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
    context = context.under((*school.rules, *_time_rules(school, class_id)))
    given = Plan(pairs=pairs.pairs if pairs else None)
    seats = planner_of(Part.SEATS)
    made: list[Week] = []
    for number in range(weeks):
        task = Task(
            context,
            given,
            classes=(class_id,),
            seed=seed + number,
            watch=watch,
            effort=effort or Effort(proof=0),
        )
        rows = seats.plan(task).rows
        if not rows or (watch.over and made):
            break
        week = _week(context, class_id, since + timedelta(days=7 * number), rows)
        made.append(week)
        history = (*context.school.seat_history, *_as_history(week))
        context = context.within(replace(context.school, seat_history=history))
    return Rotation(class_id, tuple(made))


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
    findings = context.findings
    covered = wanted = 0
    for score in judge_class(findings, context.book, class_id, Plan(seats=seats)):
        if score.rule.id == "support_near":
            covered += sum(match.amount for match in score.matches if match.amount > 0)
            helped = {match.students[0] for match in score.matches}
            wanted += sum(
                bool(findings.able(class_id, need.need))
                for need in findings.subject_needs
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


@dataclass(frozen=True)
class Fairness:
    """How a rotation treats people.

    ``repeats`` counts each time two students share a desk again; ``front_spread`` is the
    largest less the smallest number of times anybody was in the front third, by the history
    and the rotation together, and ``edge_spread`` the same for the left and right thirds;
    ``coverage`` is the worst week's share of tutors wanted within reach.
    """

    repeats: int
    front_spread: int
    edge_spread: int
    coverage: float


def fairness(asked: School | Context, rotation: Rotation) -> Fairness:
    """The figures of a rotation.

    The spreads leave out those whom a hard rule binds to certain places. Zeros for a class
    that has no room.
    """
    context = Context.of(asked)
    class_room = ClassRoom.of(context.findings, rotation.class_id, Plan())
    if class_room is None:
        return Fairness(0, 0, 0, 1.0)
    room = class_room.layout
    bound = {
        student_id
        for rule in seat_rules(context.book, rotation.class_id)
        if isinstance(rule, PlaceRule) and rule.hard
        for student_id, _ in rule.costs(class_room)
    }
    seats = {seat.seat_id: seat for seat in room.seats}
    depths = [seat.depth for seat in room.seats]
    widths = [seat.across for seat in room.seats]
    together: Counter[tuple[str, str]] = Counter()
    front: Counter[str] = Counter()
    edge: Counter[str] = Counter()
    everybody = {row.student_id for week in rotation.weeks for row in week.seats} - bound
    for past in (*context.school.seat_history, *rotation.history()):
        if past.class_id == rotation.class_id and past.seat_id in seats:
            seat = seats[past.seat_id]
            front[past.student_id] += third(seat.depth, depths) == 0
            edge[past.student_id] += third(seat.across, widths) != 1
    for week in rotation.weeks:
        desks: dict[str, list[str]] = {}
        for row in week.seats:
            desks.setdefault(seats[row.seat_id].desk, []).append(row.student_id)
        for members in desks.values():
            together.update(combinations(sorted(members), 2))
    shares = [week.covered / week.wanted if week.wanted else 1.0 for week in rotation.weeks]

    def spread(counts: Counter[str]) -> int:
        times = [counts[one] for one in everybody]
        return max(times, default=0) - min(times, default=0)

    repeats = sum(count - 1 for count in together.values())
    return Fairness(repeats, spread(front), spread(edge), min(shares, default=1.0))
