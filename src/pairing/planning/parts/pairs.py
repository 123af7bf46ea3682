"""The part pairs: which student helps whom in which subject."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from pairing.instances.markets import Couples, PairMarket
from pairing.model.enums import Part, Reach, WishFor
from pairing.model.messages.message import Message, named, say, say_count, some
from pairing.model.messages.tenths import tenths
from pairing.model.plan import Pair, Plan
from pairing.model.school import School
from pairing.planning.context import Context
from pairing.planning.parts.assignment import AssignmentPlanner, AssignmentQuestion, Shortage
from pairing.planning.parts.assignment.baselines import compared
from pairing.planning.parts.assignment.bottlenecks import bottlenecks, uncovered
from pairing.planning.parts.wishes import wishes_told
from pairing.planning.summary import Comparison
from pairing.rules.core.book import RuleBook
from pairing.rules.pairs.able_tutors import AbleTutors
from pairing.rules.pairs.tutor_reach import TutorReach
from pairing.screening import Findings
from pairing.terms.assignment import IntArray

__all__ = ["PLANNER"]


class _Pairs(AssignmentPlanner[Pair]):
    part = Part.PAIRS.value
    title = "Peer pairs"
    order = 20
    row = Pair
    columns = (*Pair.key, "reasons")

    def market(self, findings: Findings) -> PairMarket:
        return PairMarket.of(findings)

    def arcs(self, market: PairMarket, book: RuleBook, pinned: Sequence[Pair]) -> Couples:
        """Each subject need with all who may be asked to tutor it, and with whom a pin names.

        The rules of the book say who is asked, and from how far.
        """
        if not market.tasks:
            return Couples.of(())
        place = market.grade_of
        offered = market.able
        for rule in book.of_part(Part.PAIRS):
            if isinstance(rule, TutorReach) and rule.within is Reach.SCHOOL:
                place = np.zeros_like(place)
            if isinstance(rule, AbleTutors):
                offered = offered | rule.offered(market)
        able: dict[tuple[int, int], IntArray] = {}
        keys = list(zip(place[market.tutee].tolist(), market.subject.tolist(), strict=True))
        for where, subject in dict.fromkeys(keys):
            able[where, subject] = np.flatnonzero((place == where) & offered[:, subject])
        fixed: dict[int, list[int]] = defaultdict(list)
        for task, worker in zip(*(ends.tolist() for ends in market.couples(pinned)), strict=True):
            fixed[task].append(worker)
        tutors = [able[key] for key in keys]
        for task, workers in fixed.items():
            tutors[task] = np.union1d(tutors[task], workers)
        sizes = [len(own) for own in tutors]
        arcs = Couples(np.repeat(np.arange(len(tutors)), sizes), np.concatenate(tutors))
        own = market.tutee[arcs.task] == arcs.worker
        return Couples(arcs.task[~own], arcs.worker[~own])

    def sort_key(self, row: Pair) -> tuple[str, ...]:
        return row.tutee_id, row.subject, row.tutor_id

    def fitting(self, market: PairMarket, task: int, worker: int) -> list[Message]:
        subject = market.tasks[task].need
        school, student_id = market.findings.school, market.workers[worker].student_id
        ability, place = (
            school.ability(student_id, subject),
            school.places.get((student_id, subject)),
        )
        if ability is None or place is None:
            return []
        share = tenths(place.below)
        return [
            say(
                "pairs.able_by",
                "able in {subject} ({ability})",
                subject=subject,
                ability=f"{ability:+.2f}",
                plain=say("pairs.able", "able in {subject}", subject=subject)
                if share is None
                else say(
                    "pairs.better_than",
                    "better in {subject} than {tenths} in ten of the grade",
                    subject=subject,
                    tenths=share,
                ),
            )
        ]

    def notes(self, shortage: Shortage, rows: Sequence[Pair]) -> Iterator[Message]:
        """Where tutors run short, each subject need that got none, and what would help it."""
        market: PairMarket = shortage.market
        findings = market.findings
        short = bottlenecks(findings, rows)
        yield from (one.text for one in short)
        able = {(one.class_id, one.subject): one.able for one in short}
        full = {(market.tasks[end].student_id, market.tasks[end].need) for end in shortage.full}
        causes: dict[str, list[Message]] = defaultdict(list)
        barring: dict[Message, None] = {}
        task_of = {(need.student_id, need.need): place for place, need in enumerate(market.tasks)}
        for need in uncovered(findings, rows):
            student = findings.school.student[need.student_id]
            case = say(
                "pairs.need_of",
                "{name} in {subject}",
                name=findings.school.label(need.student_id),
                subject=need.need,
            )
            if (need.student_id, need.need) in full:
                causes["full"].append(case)
            elif not able[student.class_id, need.need]:
                causes["nobody"].append(case)
            elif rules := _barring(shortage.question, task_of.get((need.student_id, need.need))):
                causes["barred"].append(case)
                barring |= dict.fromkeys(rules)
            else:
                causes["taken"].append(case)
        if cases := causes["full"]:
            yield say_count(
                "pairs.with_full_tutors",
                "{count} need has no tutor: all who could help already help with as many needs as "
                "they may ({cases})",
                "{count} needs have no tutor: all who could help already help with as many needs "
                "as they may ({cases})",
                len(cases),
                cases=some(cases),
            )
        if cases := causes["taken"]:
            yield say_count(
                "pairs.without_free_tutor",
                "{count} need has no tutor: all able tutors of the grade are taken, need help "
                "themselves, are in conflict or share no free period ({cases})",
                "{count} needs have no tutor: all able tutors of the grade are taken, need help "
                "themselves, are in conflict or share no free period ({cases})",
                len(cases),
                cases=some(cases),
            )
        if cases := causes["barred"]:
            yield say_count(
                "pairs.barred",
                "{count} need has no tutor: the rules leave none of those who are able in the "
                "grade ({cases}): {rules}",
                "{count} needs have no tutor: the rules leave none of those who are able in the "
                "grade ({cases}): {rules}",
                len(cases),
                cases=some(cases),
                rules=some(list(barring)),
            )
        if cases := causes["nobody"]:
            yield say_count(
                "pairs.without_able_tutor",
                "{count} need has no tutor: nobody in the grade is able in it ({cases})",
                "{count} needs have no tutor: nobody in the grade is able in it ({cases})",
                len(cases),
                cases=some(cases),
            )
        for places, count in shortage.ways.items():
            yield say_count(
                "pairs.one_more",
                "if one of these helped with one need more, one more would be covered ({count} is "
                "open): {names}",
                "if one of these helped with one need more, one more would be covered ({count} are "
                "open): {names}",
                count,
                names=named(
                    findings.school.label(market.workers[one].student_id) for one in places
                ),
            )

        given: dict[str, set[str]] = defaultdict(set)
        for need in findings.subject_needs:
            given[need.student_id] |= set()
        for row in rows:
            given[row.tutee_id].add(row.tutor_id)
            given[row.tutor_id].add(row.tutee_id)
        yield from wishes_told(findings.school, WishFor.TUTOR, given)

    def never(self, market: PairMarket, row: Pair) -> Message | None:
        if row.tutee_id == row.tutor_id:
            return say("pins.tutor_of_oneself", "nobody tutors themselves")
        if market.place(row) is None:
            name = market.findings.school.label(row.tutee_id)
            return say(
                "pins.no_need_in", "{name} has no need in {need}", name=name, need=row.subject
            )
        return None

    def beside(self, question: AssignmentQuestion, rows: Sequence[Pair]) -> Comparison | None:
        return compared(question, question.chosen(rows))

    def unsound(self, context: Context, plan: Plan) -> Iterator[Message]:
        students = context.school.student
        needs = {(need.student_id, need.need) for need in context.findings.subject_needs}
        for pair in self.rows_of(plan):
            for student_id in (pair.tutee_id, pair.tutor_id):
                if student_id not in students:
                    yield say(
                        "verify.pair_no_student", "pairs: no student {student}", student=student_id
                    )
            if pair.tutee_id == pair.tutor_id:
                yield say(
                    "verify.pair_of_one",
                    "pairs: {student} cannot tutor themselves",
                    student=pair.tutee_id,
                )
            if (pair.tutee_id, pair.subject) not in needs:
                yield say(
                    "verify.pair_without_need",
                    "pairs: {student} has no need in {need}",
                    student=pair.tutee_id,
                    need=pair.subject,
                )

    def words(self, school: School, row: Pair, taken: bool = True) -> Message:
        facts = {
            "one": school.label(row.tutor_id),
            "other": school.label(row.tutee_id),
            "subject": row.subject,
        }
        return (
            say("couple.helps", "{one} helps {other} in {subject}", **facts)
            if taken
            else say(
                "couple.helps_no_longer", "{one} no longer helps {other} in {subject}", **facts
            )
        )

    def pin_words(self, school: School, row: Pair) -> Message:
        return say(
            "pins.pair",
            "{tutor} is pinned as tutor of {tutee} in {subject}",
            tutor=school.label(row.tutor_id),
            tutee=school.label(row.tutee_id),
            subject=row.subject,
        )


def _barring(question: AssignmentQuestion, task: int | None) -> tuple[Message, ...]:
    """The rules that bar everybody who is able from a need; none where somebody is left."""
    if task is None:
        return ()
    market: Any = question.market
    own = np.flatnonzero(question.arcs.task == task)
    worker = question.arcs.worker[own]
    worker = worker[market.able[worker, market.subject[task]] & (worker != market.tutee[task])]
    rules, free = question.barring(Couples(np.full(len(worker), task), worker))
    return () if free.any() else rules


PLANNER = _Pairs()
