"""Plan seats: class by class, compile the rules, search, and report what was reached."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from pairing.instances.classroom import ClassRoom
from pairing.model.enums import Attendance, Part, Status
from pairing.model.messages.message import Message, say, say_count
from pairing.model.pin import Pin
from pairing.model.plan import Plan, Seating
from pairing.model.school import School
from pairing.planning.parts.judge import judge_class
from pairing.planning.parts.pins import seat_pins
from pairing.planning.stop import Clock, Step
from pairing.planning.summary import PartSummary, RuleScore
from pairing.rules.core.book import RuleBook
from pairing.rules.core.rule import SCALE, Match
from pairing.rules.seats._base import SeatRule
from pairing.screening import Findings
from pairing.solvers.seating import (
    SeatingResult,
    Watch,
    repairs_of,
    solve_seating,
    upper_bound,
)
from pairing.terms.seating import IntArray, SeatingProblem, SeatingTerm, Tally, Unary

__all__ = [
    "Effort",
    "moved_from",
    "plan_seats",
    "seating_problem",
    "seatings",
    "seats_now",
    "total_summary",
]

KEEP_CHARGE = 10 * SCALE
"""What it costs to move a student from the seat they have in the plan in force."""


_THREADS = 2
"""Threads of all searches together; they do not change any answer."""
_REPAIRS = 3


@dataclass(frozen=True)
class Effort:
    """How hard to work for seats: 1 and 1 take about a second a class.

    ``search`` multiplies the length of the search; ``proof`` counts the rounds of work for
    the bound, and 0 gives a quick one.
    """

    search: float = 1.0
    proof: int = 1


def seating_problem(room: ClassRoom, book: RuleBook, pins: Sequence[Pin] = ()) -> SeatingProblem:
    """The rules and pins of one class as terms."""
    terms: list[SeatingTerm] = []
    for rule in book.of_part(Part.SEATS):
        if isinstance(rule, SeatRule) and rule.applies_to(room.class_id):
            terms.extend(rule.compile(room))
    terms += seat_pins(room, pins)
    return SeatingProblem(len(room.students), len(room.layout), tuple(terms), room.layout.blocks)


def plan_seats(
    findings: Findings,
    book: RuleBook,
    plan: Plan,
    *,
    classes: Sequence[str],
    pins: Sequence[Pin],
    keep: Plan | None,
    seed: int,
    clock: Clock,
    effort: Effort,
) -> tuple[tuple[Seating, ...], PartSummary]:
    """Seats of the named classes, given the pairs of ``plan``.

    A class whose hard rules cannot hold has no seats; its summary says why.
    """
    started = time.perf_counter()
    at_once = min(_THREADS, max(1, len(classes)))
    finished: dict[str, _Seated] = {}

    def seat(class_id: str) -> None:
        room = ClassRoom.of(findings, class_id, plan)
        if room is None:
            note = say(
                "seats.class_without_room",
                "{class_id} has no room; name its layout_id in classes",
                class_id=class_id,
            )
            finished[class_id] = _Seated((), PartSummary(Status.NOT_PLANNED, notes=(note,)))
            return
        done = len(finished)
        share = clock.left() / (len(classes) - done) * at_once
        threads = _THREADS // at_once
        task = _ClassTask(
            room, book, pins, keep, seed, clock, effort, share, threads, done, len(classes)
        )
        finished[class_id] = task.plan(plan)

    # A search keeps two cores busy and a bound only one, so two classes go side by side.
    with ThreadPoolExecutor(at_once) as pool:
        list(pool.map(seat, classes))
    in_order = {class_id: finished[class_id] for class_id in classes}
    details = {class_id: seated.summary for class_id, seated in in_order.items()}
    speaking = {owner for seated in in_order.values() for owner in seated.speaking}
    seconds = time.perf_counter() - started
    total = total_summary(book, details, seconds)
    idle = tuple(_idle(findings.school, book, details, speaking))
    seats = tuple(row for seated in in_order.values() for row in seated.rows)
    return seats, replace(total, notes=(*total.notes, *idle))


def _idle(
    school: School, book: RuleBook, planned: Iterable[str], speaking: Collection[str]
) -> Iterator[Message]:
    """The rules that somebody wrote for these classes and that speak of nobody in them."""
    written = {entry.id for entry in school.rules}
    for rule in book.of_part(Part.SEATS):
        if (
            rule.id in written
            and rule.key not in speaking
            and not rule.key.endswith("#default")
            and any(rule.applies_to(class_id) for class_id in planned)
            and (rule.hard or rule.weight)
        ):
            yield say(
                "seats.idle_rule",
                "a rule has nothing to say in the classes planned: {rule} ({key})",
                rule=rule.words(school),
                key=rule.key,
            )


class _Seated(NamedTuple):
    """What came of one class; ``speaking`` are the rules and pins with something to say in it."""

    rows: tuple[Seating, ...]
    summary: PartSummary
    speaking: Collection[str] = ()


@dataclass(frozen=True)
class _ClassTask:
    """One class to be seated, and how much time there is for it."""

    room: ClassRoom
    book: RuleBook
    pins: Sequence[Pin]
    keep: Plan | None
    seed: int
    clock: Clock
    effort: Effort
    seconds: float
    threads: int
    number: int
    classes: int

    def plan(self, plan: Plan) -> _Seated:
        started = time.perf_counter()
        self.clock.tell(Step(Part.SEATS, self.number, self.classes, self.room.class_id))
        problem = seating_problem(self.room, self.book, self.pins)
        speaking = {term.owner for term in problem.terms}
        start, charge = self._in_force()
        charged = replace(problem, terms=(*problem.terms, charge)) if charge else problem
        result = solve_seating(
            charged,
            seed=self.seed,
            start=start,
            effort=self.effort.search,
            proof=0 if charge else self.effort.proof,
            workers=self.threads,
            watch=self._watch(started),
        )
        if result.tally.violations:
            return _Seated((), self._failure(problem, result, started), speaking)
        rows = seatings(self.room, result.seat_of)
        scores = judge_class(
            self.room.findings, self.book, self.room.class_id, replace(plan, seats=rows)
        )
        objective = sum(score.score for score in scores)
        # The charge for moving is no part of the plan's score, so its bound is not either.
        bound = result.bound
        if charge:
            bound = upper_bound(problem, self.effort.proof, objective)
        status = Status.OPTIMAL if objective >= bound else Status.FEASIBLE
        violations = sum(score.violations for score in scores)
        seconds = time.perf_counter() - started
        notes = tuple(self._notes())
        summary = PartSummary(
            status, objective, bound, seconds, violations, scores, notes, cut=result.cut
        )
        return _Seated(rows, summary, speaking)

    def _watch(self, started: float) -> Watch:
        def watch(tally: Tally, bound: int) -> bool:
            step = Step(
                Part.SEATS,
                self.number,
                self.classes,
                self.room.class_id,
                tally.score / SCALE,
                bound / SCALE,
            )
            stop = self.clock.tell(step)
            return stop or time.perf_counter() - started > self.seconds

        return watch

    def _in_force(self) -> tuple[IntArray | None, Unary | None]:
        """Where the students sit now, and the charge for moving."""
        if self.keep is None:
            return None, None
        start, home = seats_now(self.room, self.keep)
        if start is None:
            return None, None
        return start, Unary("keep", -KEEP_CHARGE * moved_from(home, len(self.room.layout)))

    def _notes(self) -> list[Message]:
        room = self.room
        members = room.school.members[room.class_id]
        remote = [student.name for student in members if student.attends is Attendance.REMOTE]
        notes = []
        if remote:
            notes.append(
                say("seats.remote", "no seat for {names}: remote", names=", ".join(remote))
            )
        present = set(room.index)
        lacking: dict[str, int] = {}
        for need in room.findings.subject_needs:
            if need.student_id in present:
                able = room.findings.able(room.class_id, need.need) & present
                if not able:
                    lacking[need.need] = lacking.get(need.need, 0) + 1
        for subject, count in lacking.items():
            notes.append(
                say_count(
                    "seats.nobody_able",
                    "nobody in {class_id} is able to tutor {subject}: {count} need uncovered",
                    "nobody in {class_id} is able to tutor {subject}: {count} needs uncovered",
                    count,
                    class_id=room.class_id,
                    subject=subject,
                )
            )
        return notes

    def _failure(
        self, problem: SeatingProblem, result: SeatingResult, started: float
    ) -> PartSummary:
        school = self.room.school
        words = {rule.key: rule.words(school) for rule in self.book.of_part(Part.SEATS)}
        words |= {pin.owner: pin.words(school) for pin in self.pins}
        note = (
            say(
                "seats.cannot_hold_together",
                "these cannot hold together in {class_id}",
                class_id=self.room.class_id,
            )
            if result.conflict
            else say(
                "seats.not_found_in_time",
                "no seating of {class_id} that keeps all hard rules was found in the time given; "
                "none was proved impossible",
                class_id=self.room.class_id,
            )
        )
        repairs = tuple(
            say("conflict.helps_to_relax", "it helps to relax: {rule}", rule=words[repair.owner])
            for repair in repairs_of(problem, result.conflict, self.seed)
        )
        return PartSummary(
            Status.INFEASIBLE,
            seconds=time.perf_counter() - started,
            notes=(note, *repairs[:_REPAIRS]),
            conflict=tuple(words[owner] for owner in result.conflict),
            owners=result.conflict,
            cut=result.cut,
        )


def seats_now(room: ClassRoom, plan: Plan) -> tuple[IntArray | None, IntArray]:
    """(seat of each student, the seat each of them had).

    Newcomers are put on free seats; the seat they had is -1. The first is None where the
    plan has no seats for the class, or two students on one.
    """
    seat_index = room.layout.index
    now = {
        student_id: seat_index[seat_id]
        for student_id, seat_id in plan.seats_of(room.class_id).items()
        if student_id in room.index and seat_id in seat_index
    }
    home = np.array([now.get(one.student_id, -1) for one in room.students], dtype=np.int64)
    taken = set(now.values())
    if not now or len(taken) < len(now):
        return None, home
    free = iter([seat for seat in range(len(room.layout)) if seat not in taken])
    start = np.array([seat if seat >= 0 else next(free) for seat in home.tolist()], dtype=np.int64)
    return start, home


def moved_from(home: IntArray, seats: int) -> IntArray:
    """1 where a student would leave the seat they had. Shape (students, seats)."""
    moved = np.ones((len(home), seats), dtype=np.int64)
    moved[home < 0] = 0
    moved[np.flatnonzero(home >= 0), home[home >= 0]] = 0
    return moved


def seatings(room: ClassRoom, seat_of: IntArray) -> tuple[Seating, ...]:
    """The plan's rows of a seating, in the order of the seats."""
    placed = sorted(zip(seat_of.tolist(), room.students, strict=True), key=lambda item: item[0])
    return tuple(
        Seating(room.class_id, room.layout.seats[seat].seat_id, student.student_id)
        for seat, student in placed
    )


def total_summary(
    book: RuleBook, details: Mapping[str, PartSummary], seconds: float
) -> PartSummary:
    """The classes together: their scores and bounds add up, the worst status counts."""
    matches: dict[str, list[Match]] = {}
    for detail in details.values():
        for own in detail.rules:
            matches.setdefault(own.rule.key, []).extend(own.matches)
    scores = tuple(
        RuleScore.of(rule, matches.get(rule.key, ()))
        for rule in book.of_part(Part.SEATS)
        if isinstance(rule, SeatRule)
    )
    statuses = {detail.status for detail in details.values()}
    status = next(
        (one for one in (Status.INFEASIBLE, Status.FEASIBLE) if one in statuses), Status.OPTIMAL
    )
    return PartSummary(
        status,
        sum(score.score for score in scores),
        sum(detail.bound for detail in details.values()),
        seconds,
        sum(score.violations for score in scores),
        scores,
        tuple(note for detail in details.values() for note in detail.notes),
        tuple(member for detail in details.values() for member in detail.conflict),
        cut=any(detail.cut for detail in details.values()),
        details=details,
    )
