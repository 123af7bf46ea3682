"""Screening before and after an exam: who came into need, who left, who moved, and why."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pairing.model.enums import ExamKind
from pairing.model.messages.message import Message, listed, say
from pairing.model.plan import Need
from pairing.model.records import Decision
from pairing.model.school import School
from pairing.screening import Findings, screen

__all__ = ["HeldExam", "Moved", "around", "exams_held", "rescreened", "rescreening_notes"]

_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Moved:
    """A need whose severity is another than before; 0 stands for none.

    ``waits`` says that the signs are near a line and a person has not decided.
    """

    student_id: str
    need: str
    was: int
    severity: int
    why: tuple[Message, ...]
    waits: bool = False


@dataclass(frozen=True, slots=True)
class HeldExam:
    """An exam by its name: its kind, and from when to when it was held."""

    exam: str
    kind: ExamKind
    first: datetime.date
    last: datetime.date


def exams_held(school: School) -> tuple[HeldExam, ...]:
    """The exams that anybody sat by today, the last first."""
    days: dict[str, list[datetime.date]] = {}
    for row in school.known_scores:
        if row.score is not None:
            days.setdefault(row.exam, []).append(row.date)
    kinds = {sitting.exam: sitting.kind for sitting in school.sittings.values()}
    found = (HeldExam(exam, kinds[exam], min(own), max(own)) for exam, own in days.items())
    return tuple(sorted(found, key=lambda one: (one.last, one.first, one.exam), reverse=True))


def around(findings: Findings, exam: HeldExam) -> tuple[Findings, Findings]:
    """What was found the day before an exam, and when the exam was over.

    Before, there are none of the exam's marks, on whatever day they were told, and no decisions
    since. Once the last exam is over, what is found is what is found now.
    """
    school = findings.school
    before = replace(
        school,
        scores=tuple(row for row in school.scores if row.exam != exam.exam),
        leavers_scores=tuple(row for row in school.leavers_scores if row.exam != exam.exam),
        on=exam.first - _DAY,
    )
    then = screen(before).decided(row for row in findings.decisions if row.at < exam.first)
    if exam == exams_held(school)[0]:
        return then, findings
    after = screen(replace(school, on=exam.last))
    return then, after.decided(row for row in findings.decisions if row.at <= exam.last)


def rescreened(before: Findings, after: Findings) -> tuple[Moved, ...]:
    """Every need whose severity moved, in the order of the students.

    Args:
        before: what was found before.
        after: what is found now, of the same school.
    """
    was = {(row.student_id, row.need): row for row in before.needs}
    now = {(row.student_id, row.need): row for row in after.needs}
    signs = {(row.student_id, row.need): row for row in after.found}
    waiting = {(row.student_id, row.need) for row in after.near_line}
    dismissed = {(row.student_id, row.need): ruling for row, ruling in after.dismissed}
    order = {row.student_id: number for number, row in enumerate(after.school.students)}
    keys = sorted(was.keys() | now.keys(), key=lambda key: (order.get(key[0], len(order)), *key))
    found = []
    for key in keys:
        then, here = was.get(key), now.get(key)
        old, new = then.severity if then else 0, here.severity if here else 0
        if old == new:
            continue
        if here is not None:
            why = here.reasons
            if key[0] not in before.school.student:
                why = (*why, say("rescreen.new_student", "was not at the school before"))
        else:
            assert then is not None
            why = tuple(_left(after, then, signs.get(key), dismissed.get(key)))
        found.append(Moved(*key, old, new, why, key in waiting))
    return tuple(found)


def rescreening_notes(before: Findings, after: Findings) -> Iterator[Message]:
    """What a reader must know of the comparison."""
    one, other = before.school, after.school
    if one.screening != other.screening:
        yield say(
            "rescreen.other_lines",
            "the lines of screening are others than before: some of this moved with them",
        )
    if one.today is not None and one.today == other.today:
        yield say("rescreen.same_day", "both are looked at as of {date}", date=one.today)
    elif one.today is not None and other.today is not None and other.today < one.today:
        yield say(
            "rescreen.backwards",
            "the school before is as of {before}, which is later than {after}",
            before=one.today,
            after=other.today,
        )
    if not one.student.keys() & other.student.keys():
        yield say("rescreen.strangers", "no student of the school before is in this one")


def _left(
    after: Findings, then: Need, sign: Need | None, ruling: Decision | None
) -> Iterator[Message]:
    """Why a need is none any more."""
    if then.student_id not in after.school.student:
        yield say("rescreen.gone", "is not at the school any more")
        return
    if ruling is not None:
        told = say(
            "rescreen.dismissed",
            "dismissed by {by} on {at}",
            by=ruling.by,
            at=ruling.at.isoformat(),
        )
        if ruling.note:
            told = say(
                "rescreen.dismissed_for",
                "dismissed by {by} on {at}: {note}",
                by=ruling.by,
                at=ruling.at.isoformat(),
                note=ruling.note,
            )
        yield told
        if sign is not None:
            yield from sign.reasons
        return
    if sign is not None:
        yield say("rescreen.near", "near a line, and waits for a decision")
        yield from sign.reasons
        return
    if then.confirmed_by and not _decided(after, then):
        yield say("rescreen.taken_back", "the decision was taken back")
    yield say("rescreen.no_sign", "no sign of it any more; before: {reasons}",
              reasons=listed(then.reasons))  # fmt: skip


def _decided(after: Findings, need: Need) -> bool:
    return any(
        (row.student_id, row.need) == (need.student_id, need.need) for row in after.decisions
    )
