"""Seats week by week: what a rotation is, and how it treats people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from math import comb

from pairing.instances.classroom import ClassRoom
from pairing.model.plan import Plan, Seating
from pairing.model.records import PastSeat
from pairing.model.room.layout import Layout
from pairing.model.school import School
from pairing.planning.context import Context
from pairing.planning.parts.seating.problem import seat_rules
from pairing.rules.core.zone import third
from pairing.rules.seats._kinds import PlaceRule
from pairing.rules.seats.keep_together import KeepTogether

__all__ = ["Fairness", "Rotation", "Week", "as_history", "fairness", "least_repeats"]


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
        return tuple(row for week in self.weeks for row in as_history(week))


def as_history(week: Week) -> Iterator[PastSeat]:
    """A week as rows of the seat history."""
    until = week.since + timedelta(days=6)
    for row in week.seats:
        values = {"class_id": row.class_id, "student_id": row.student_id, "seat_id": row.seat_id}
        yield PastSeat.model_validate({**values, "from": week.since, "to": until})


@dataclass(frozen=True)
class Fairness:
    """How a rotation treats people.

    ``repeats`` counts each time two students share a desk again, and ``least`` how often at
    least that must be, whoever sits where; ``front_spread`` is the
    largest less the smallest number of times anybody was in the front third, by the history
    and the rotation together, and ``edge_spread`` the same for the left and right thirds;
    ``coverage`` is the worst week's share of tutors wanted within reach.
    """

    repeats: int
    front_spread: int
    edge_spread: int
    coverage: float
    least: int = 0

    @property
    def at_best(self) -> bool:
        """Whether no rotation could have fewer repeats, fairer places or more tutors near."""
        return (self.repeats, self.front_spread, self.coverage) == (self.least, 0, 1.0)

    def better_than(self, other: Fairness) -> bool:
        """Needs come first, then new neighbours, then places shared out fairly."""
        return self._rank > other._rank

    @property
    def _rank(self) -> tuple[float, ...]:
        return self.coverage, -self.repeats, -(self.front_spread + self.edge_spread)


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
    before = context.school.past_seats.get(rotation.class_id, ())
    for past in (*before, *rotation.history()):
        if past.seat_id in seats:
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
    least = least_repeats(context, class_room, len(rotation.weeks))
    worst = min(shares, default=1.0)
    return Fairness(repeats, spread(front), spread(edge), worst, least)


def least_repeats(context: Context, room: ClassRoom, weeks: int) -> int:
    """How often at least two of a class share a desk again in so many weeks.

    Counted: each week has so many deskmates whoever sits where, and there are only so many
    different ones; and whom a hard rule keeps at one desk meet every week. Other hard rules may
    make it more.
    """
    students = len(room.students)
    crowded = weeks * _fewest_deskmates(room.layout, students) - comb(students, 2)
    kept = {
        couple
        for rule in seat_rules(context.book, room.class_id)
        if isinstance(rule, KeepTogether) and rule.hard and rule.within == "deskmate"
        for couple in combinations(sorted(room.here(rule.students)), 2)
    }
    return max(0, crowded, len(kept) * (weeks - 1))


def _fewest_deskmates(room: Layout, students: int) -> int:
    """The fewest couples at one desk when so many are seated: desks fill up evenly."""
    sizes = Counter(seat.desk for seat in room.seats).values()
    places = sorted(place for size in sizes for place in range(size))
    return sum(places[:students])
