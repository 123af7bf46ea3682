"""The part seats: who sits where, class by class, and set by set where sets have rooms."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from pairing.instances.classroom import ClassRoom, Seated
from pairing.model.enums import Part
from pairing.model.messages.message import Message, say
from pairing.model.plan import Plan, Seating
from pairing.model.school import School
from pairing.planning.context import Context
from pairing.planning.parts.planner import Planned, Planner, Task
from pairing.planning.parts.seating.class_task import ClassTask, SeatedClass, judge_class
from pairing.planning.parts.seating.idle import idle_rules
from pairing.planning.parts.seating.problem import seat_rules
from pairing.planning.parts.tables import PlanTable, Unknown
from pairing.planning.summary import PartSummary, RuleScore
from pairing.rules.core.rule import Match
from pairing.rules.seats._base import SeatRule

__all__ = ["PLANNER"]

_THREADS = 2
"""Threads of all searches together; they do not change any answer."""


class _Seats(Planner[Seating]):
    part = Part.SEATS.value
    title = "Seats"
    order = 60
    row = Seating
    rests_on = (Part.PAIRS.value,)
    by_class = True

    def plan(self, task: Task) -> Planned[Seating]:
        """Seats of the classes and sets asked for.

        A class whose hard rules cannot hold has no seats; its summary says why.
        """
        started = time.perf_counter()
        classes = task.classes
        at_once = min(_THREADS, max(1, len(classes)))
        finished: dict[str, SeatedClass] = {}

        def seat(class_id: str) -> None:
            done = len(finished)
            share = task.watch.left() / (len(classes) - done) * at_once
            threads = _THREADS // at_once
            one = ClassTask(task, class_id, share, threads, done, len(classes))
            finished[class_id] = one.run()

        # A search keeps two cores busy and a bound only one, so two classes go side by side.
        with ThreadPoolExecutor(at_once) as pool:
            list(pool.map(seat, classes))
        in_order = {class_id: finished[class_id] for class_id in classes}
        details = {class_id: seated.summary for class_id, seated in in_order.items()}
        speaking = {owner for seated in in_order.values() for owner in seated.speaking}
        rules = seat_rules(task.context.book)
        total = PartSummary.together(rules, details, time.perf_counter() - started)
        idle = tuple(idle_rules(task.context, details, speaking))
        seats = tuple(row for seated in in_order.values() for row in seated.rows)
        return Planned(seats, replace(total, notes=(*total.notes, *idle)))

    def judge(self, context: Context, plan: Plan) -> tuple[RuleScore, ...]:
        planned = {row.class_id for row in self.rows_of(plan)}
        groups = context.school.seating_groups
        rooms = [ClassRoom.of(context.findings, one, plan) for one in groups]
        seated = [Seated.of(room, plan) for room in rooms if room and room.class_id in planned]

        def matches(rule: SeatRule) -> Iterator[Match]:
            for one in seated:
                if rule.applies_to(one.room.class_id):
                    yield from rule.judge(one)

        return tuple(RuleScore.of(rule, matches(rule)) for rule in seat_rules(context.book))

    def resumed(self, context: Context, plan: Plan, kept: PartSummary) -> tuple[Plan, PartSummary]:
        if not kept.details:
            return plan, kept
        details = {}
        for class_id in context.school.seating_groups:
            if (summary := kept.details.get(class_id)) is None:
                continue
            if summary.planned:
                has_seats = bool(plan.seats_of(class_id))
                judged = judge_class(context.findings, context.book, class_id, plan)
                summary = summary.judged(judged if has_seats else ())
            details[class_id] = summary
        rows = tuple(row for row in self.rows_of(plan) if row.class_id in details)
        seconds = sum(summary.seconds for summary in details.values())
        return plan.with_part(self.part, rows), PartSummary.together(
            seat_rules(context.book), details, seconds
        )

    def unsound(self, context: Context, plan: Plan) -> Iterator[Message]:
        if plan.seats is None:
            return
        school = context.school
        on_seat = Counter((row.class_id, row.seat_id) for row in plan.seats)
        for (class_id, seat_id), count in on_seat.items():
            if count > 1:
                yield say(
                    "verify.seat_shared",
                    "seats: {count} students on {seat} in {class_id}",
                    count=count,
                    seat=seat_id,
                    class_id=class_id,
                )
        for row in plan.seats:
            yield from _misplaced(school, row)
        seats_of = Counter((row.class_id, row.student_id) for row in plan.seats)
        for group_id in school.seating_groups:
            if school.room_of(group_id) is None:
                continue
            for student in school.seated(group_id):
                count = seats_of[group_id, student.student_id]
                if count != 1:
                    yield _seats_of_one(school, group_id, student.student_id, count)

    def words(self, school: School, row: Seating, taken: bool = True) -> Message:
        name, seat = school.label(row.student_id), row.seat_id
        return (
            say("seats.sits", "{name} sits on {seat}", name=name, seat=seat)
            if taken
            else say(
                "seats.sits_no_longer", "{name} no longer sits on {seat}", name=name, seat=seat
            )
        )

    def pin_words(self, school: School, row: Seating) -> Message:
        name = school.label(row.student_id)
        return say("pins.seat", "{name} is pinned to {seat}", name=name, seat=row.seat_id)

    @property
    def tables(self) -> tuple[PlanTable[Seating], ...]:
        return (PlanTable(self.part, Seating.key, Seating.key, _parse),)

    def completed(self, school: School, cells: Mapping[str, str]) -> Mapping[str, str]:
        """The cells with the class or set, which the student and the seat say.

        The class comes first; a set is meant where only its room has the seat.
        """
        if cells.get("class_id"):
            return cells
        groups = school.groups_of.get(cells.get("student_id", ""), ("?",))
        seat = cells.get("seat_id", "")
        fits = (
            group_id
            for group_id in groups
            if (room := school.room_of(group_id) if group_id != "?" else None) is not None
            and seat in room.index
        )
        return {**cells, "class_id": next(fits, groups[0])}

    def unknown(self, school: School, row: Seating) -> Iterator[Unknown]:
        yield from super().unknown(school, row)
        if row.student_id not in school.student:
            return
        group_id, groups = row.class_id, school.groups_of[row.student_id]
        if group_id not in groups:
            expected = (
                say("pins.own_class", "the student's class, {class_id}", class_id=groups[0])
                if len(groups) == 1
                else say("pins.own_group", "the student's class or set: {groups}", groups=groups)
            )
            yield Unknown("class_id", group_id, expected, groups)
        elif row.student_id not in {student.student_id for student in school.seated(group_id)}:
            expected = say("pins.on_site", "a student who attends on site")
            yield Unknown("student_id", row.student_id, expected)
        else:
            room = school.room_of(group_id)
            seats = tuple(room.index) if room else ()
            if row.seat_id not in seats:
                expected = say(
                    "pins.usable_seat", "a usable seat of the room of {class_id}", class_id=group_id
                )
                yield Unknown("seat_id", row.seat_id, expected, seats)


PLANNER = _Seats()


def _parse(cells: Mapping[str, str]) -> Seating:
    return Seating(cells["class_id"], cells["seat_id"], cells["student_id"])


def _seats_of_one(school: School, group_id: str, student_id: str, count: int) -> Message:
    """That a student has no seat, or several, in a class or a set."""
    if group_id in school.class_:
        return say(
            "verify.seats_of_one",
            "seats: {student} has {count} seats",
            student=student_id,
            count=count,
        )
    return say(
        "verify.seats_of_one_in_set",
        "seats: {student} has {count} seats in the set {set_id}",
        student=student_id,
        count=count,
        set_id=group_id,
    )


def _misplaced(school: School, row: Seating) -> Iterator[Message]:
    """What of one row does not exist, or does not belong together."""
    if row.class_id not in school.seating_groups:
        yield say("verify.seat_no_class", "seats: no class {class_id}", class_id=row.class_id)
        return
    room = school.room_of(row.class_id)
    if room is None or row.seat_id not in room.index:
        yield say(
            "verify.seat_unusable",
            "seats: {seat} is no usable seat of {class_id}",
            seat=row.seat_id,
            class_id=row.class_id,
        )
    if row.class_id not in school.groups_of.get(row.student_id, ()):
        yield say(
            "verify.seat_not_in_class",
            "seats: {student} is not in {class_id}",
            student=row.student_id,
            class_id=row.class_id,
        )
