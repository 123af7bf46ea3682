"""Plan seats: class by class, compile the rules, search, and report what was reached."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from pairing.model.enums import Attendance, Part, Status
from pairing.model.message import Message, say
from pairing.model.pin import Pin
from pairing.model.plan import Plan, Seating
from pairing.planning.judge import judge_class, judge_part
from pairing.planning.pins import seat_pins
from pairing.planning.progress import Clock, Step
from pairing.planning.summary import PartSummary
from pairing.rules.base import SCALE
from pairing.rules.book import RuleBook
from pairing.rules.seat_rule import ClassRoom, SeatRule
from pairing.screening import Findings
from pairing.solvers.seating import SeatingResult, Watch, solve_seating, upper_bound
from pairing.terms.seating import IntArray, SeatingProblem, SeatingTerm, Tally, Unary

__all__ = ["plan_seats", "seating_problem", "total_summary"]

KEEP_CHARGE = 10 * SCALE
"""What it costs to move a student from the seat they have in the plan in force."""


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
) -> tuple[tuple[Seating, ...], PartSummary]:
    """Seats of the named classes, given the pairs of ``plan``.

    A class whose hard rules cannot hold has no seats; its summary says why.
    """
    started = time.perf_counter()
    seats: list[Seating] = []
    details: dict[str, PartSummary] = {}
    for number, class_id in enumerate(classes):
        room = ClassRoom.of(findings, class_id, plan)
        if room is None:
            note = say("{class_id} has no room; name its layout_id in classes", class_id=class_id)
            details[class_id] = PartSummary(Status.NOT_PLANNED, notes=(note,))
            continue
        share = clock.left() / (len(classes) - number)
        task = _ClassTask(room, book, pins, keep, seed, clock, share, number, len(classes))
        rows, details[class_id] = task.plan(plan)
        seats += rows
    seconds = time.perf_counter() - started
    rows_of_all = replace(plan, seats=tuple(seats))
    return tuple(seats), total_summary(findings, book, rows_of_all, details, seconds)


@dataclass(frozen=True)
class _ClassTask:
    """One class to be seated, and how much time there is for it."""

    room: ClassRoom
    book: RuleBook
    pins: Sequence[Pin]
    keep: Plan | None
    seed: int
    clock: Clock
    seconds: float
    number: int
    classes: int

    def plan(self, plan: Plan) -> tuple[list[Seating], PartSummary]:
        started = time.perf_counter()
        problem = seating_problem(self.room, self.book, self.pins)
        start, charge = self._in_force()
        charged = replace(problem, terms=(*problem.terms, charge)) if charge else problem
        result = solve_seating(charged, seed=self.seed, start=start, watch=self._watch(started))
        if result.tally.violations:
            return [], self._failure(result, started)
        rows = self._rows(result.seat_of)
        scores = judge_class(
            self.room.findings, self.book, self.room.class_id, replace(plan, seats=tuple(rows))
        )
        objective = sum(score.score for score in scores)
        bound = upper_bound(problem) if charge else result.bound
        status = Status.OPTIMAL if objective >= bound else Status.FEASIBLE
        violations = sum(score.violations for score in scores)
        seconds = time.perf_counter() - started
        notes = tuple(self._notes())
        return rows, PartSummary(
            status, objective, bound, seconds, violations, scores, notes, cut=result.cut
        )

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
        """Where the students sit now, the newcomers on free seats, and the charge for moving."""
        if self.keep is None:
            return None, None
        room = self.room
        seat_index = room.layout.index
        now = {
            student_id: seat_index[seat_id]
            for student_id, seat_id in self.keep.seats_of(room.class_id).items()
            if student_id in room.index and seat_id in seat_index
        }
        if not now or len(set(now.values())) < len(now):
            return None, None
        free = [seat for seat in range(len(room.layout)) if seat not in set(now.values())]
        start = np.empty(len(room.students), dtype=np.int64)
        values = np.zeros((len(room.students), len(room.layout)), dtype=np.int64)
        for position, student in enumerate(room.students):
            seat = now.get(student.student_id)
            if seat is None:
                start[position] = free.pop(0)
            else:
                start[position] = seat
                values[position, :] = -KEEP_CHARGE
                values[position, seat] = 0
        return start, Unary("keep", values)

    def _rows(self, seat_of: IntArray) -> list[Seating]:
        room = self.room
        placed = sorted(zip(seat_of.tolist(), room.students, strict=True), key=lambda item: item[0])
        return [
            Seating(room.class_id, room.layout.seats[seat].seat_id, student.student_id)
            for seat, student in placed
        ]

    def _notes(self) -> list[Message]:
        room = self.room
        members = room.school.members[room.class_id]
        remote = [student.name for student in members if student.attends is Attendance.REMOTE]
        notes = []
        if remote:
            notes.append(say("no seat for {names}: remote", names=", ".join(remote)))
        present = set(room.index)
        lacking: dict[str, int] = {}
        for need in room.findings.subject_needs:
            if need.student_id in present:
                able = room.findings.able(room.class_id, need.need) & present
                if not able:
                    lacking[need.need] = lacking.get(need.need, 0) + 1
        for subject, count in lacking.items():
            template = "nobody in {class_id} is able to tutor {subject}: {count} need(s) uncovered"
            notes.append(say(template, class_id=room.class_id, subject=subject, count=count))
        return notes

    def _failure(self, result: SeatingResult, started: float) -> PartSummary:
        school = self.room.school
        words = {rule.key: rule.words(school) for rule in self.book.of_part(Part.SEATS)}
        words |= {pin.owner: pin.words(school) for pin in self.pins}
        note = (
            say("these cannot hold together in {class_id}", class_id=self.room.class_id)
            if result.conflict
            else say(
                "no seating of {class_id} that keeps all hard rules was found in the time given; "
                "none was proved impossible",
                class_id=self.room.class_id,
            )
        )
        return PartSummary(
            Status.INFEASIBLE,
            seconds=time.perf_counter() - started,
            notes=(note,),
            conflict=tuple(words[owner] for owner in result.conflict),
            cut=result.cut,
        )


def total_summary(
    findings: Findings,
    book: RuleBook,
    plan: Plan,
    details: dict[str, PartSummary],
    seconds: float,
) -> PartSummary:
    """The classes together: their scores and bounds add up, the worst status counts."""
    scores = judge_part(findings, book, Part.SEATS, plan)
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
        any(detail.cut for detail in details.values()),
        details,
    )
