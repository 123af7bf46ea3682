"""one_a_break: not two sessions of one person in one break."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import ClassVar

import numpy as np
from pydantic import Field

from pairing.instances.agenda import Agenda, HeldSession
from pairing.model.enums import Level, PeriodKind
from pairing.model.messages.message import Message, say
from pairing.model.school import School
from pairing.rules.core.rule import Match, Weight
from pairing.rules.sessions._base import SessionRule, by_person
from pairing.terms.assignment import IntArray
from pairing.terms.timetable import Crowd, TimetableTerm

__all__ = ["OneABreak"]


class OneABreak(SessionRule):
    """Everybody needs some of the break or lunch hour for themselves, teachers too.

    A break is all that lies between two lessons, in however many periods. Two sessions that
    share a period are two of its break, however short they are: they are planned there where
    nothing better is left.
    """

    id = "one_a_break"
    title = "One session a break"
    levels = (Level.SOFT,)
    default: ClassVar[bool] = True

    weight: Weight = Field(3, description="Points lost for each further session of one break")
    periods: tuple[PeriodKind, ...] = Field(
        (PeriodKind.BREAK, PeriodKind.LUNCH), description="The kinds of period that are breaks"
    )

    def words(self, school: School) -> Message:
        return say("one_a_break.rule", "not two sessions of one person in one break")

    def _breaks(self, agenda: Agenda) -> Iterator[IntArray]:
        """The slots of each break that has several, the parts of periods among them."""
        parts: dict[tuple[datetime.date, str], list[int]] = defaultdict(list)
        for number, slot in enumerate(agenda.grid.slots):
            parts[slot.date, slot.period.period_id].append(number)
        for run in self._runs(agenda):
            here = [agenda.grid.slots[number] for number in run]
            slots = {n for slot in here for n in parts[slot.date, slot.period.period_id]}
            if len(slots) > 1:
                yield np.array(sorted(slots), dtype=np.int64)

    def _runs(self, agenda: Agenda) -> Iterator[list[int]]:
        """The whole periods of each break."""
        run: list[int] = []
        for number, slot in enumerate(agenda.grid.slots):
            if slot.part is not None:
                continue
            fits = slot.period.kind in self.periods
            if run and (not fits or slot.date != agenda.grid.slots[run[-1]].date):
                yield run
                run = []
            if fits:
                run.append(number)
        if run:
            yield run

    def compile(self, agenda: Agenda) -> Iterator[TimetableTerm]:
        people = [agenda.teacher(one) for one in agenda.teachers]
        people += [agenda.student(one) for one in agenda.students if self.concerns(agenda, one)]
        for slots in self._breaks(agenda):
            for person in people:
                yield Crowd(self.key, person, slots, 1, self.unit)

    def judge(self, agenda: Agenda, held: Sequence[HeldSession]) -> Iterator[Match]:
        used = by_person(held)
        for slots in self._breaks(agenda):
            for (kind, key), own in used.items():
                if kind == "student" and not self.concerns(agenda, key):
                    continue
                if (beyond := len(own & set(slots.tolist())) - 1) > 0:
                    students = (key,) if kind == "student" else ()
                    text = say(
                        "one_a_break.count",
                        "{who} has {count} sessions in one break",
                        who=key,
                        count=beyond + 1,
                    )
                    yield Match(-beyond, students, text)
