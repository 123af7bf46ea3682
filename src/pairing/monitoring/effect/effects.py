"""What help brought, by kind and subject, with what must be known to read it."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pairing.model.messages.message import Message, listed, quote, say, say_count, word
from pairing.model.plan import Plan
from pairing.monitoring.effect.helped import Helped, Kind, helped_of
from pairing.monitoring.effect.regression import Estimate, estimate
from pairing.monitoring.effect.sample import Subject, as_if_earlier
from pairing.monitoring.log import TermLog

__all__ = ["EVERY_SUBJECT", "Effect", "Effects", "Method", "effect_words", "effects", "kind_words"]

EVERY_SUBJECT = "all"
"""In place of a subject: all in which somebody was helped, together."""
_STRONGER = 0.75
"""Deviations by which the compared may have been better before without a word about it."""


class Method(StrEnum):
    """How an effect was found, or why it was not."""

    ONE_SUBJECT = "difference_in_differences_hc3"
    SEVERAL = "difference_in_differences_clustered"
    TOO_FEW = "too_few_to_tell"
    NO_EXAM = "no_exam_since"


@dataclass(frozen=True, slots=True)
class Effect:
    """What one kind of help brought in one subject, or in all of them.

    Amounts are in ``told`` in standard deviations of the grade; None where they cannot be told.
    ``placebo`` is the same question asked of exams before help, whose answer must be none.
    """

    kind: Kind
    subject: str
    method: Method
    helped: int
    compared: int
    told: Estimate | None = None
    placebo: Estimate | None = None

    @property
    def sure(self) -> bool | None:
        """Whether the placebo holds; None where it could not be asked."""
        return None if self.placebo is None else self.placebo.low <= 0 <= self.placebo.high


@dataclass(frozen=True)
class Effects:
    """All that can be told of help in a school; ``notes`` are to be read with it."""

    rows: tuple[Effect, ...]
    notes: tuple[Message, ...]


def effects(log: TermLog, plan: Plan, made_on: datetime.date | None = None) -> Effects:
    """What help brought, against students who stood where the helped did and had none.

    Args:
        log: the school as it is known now, and what was written down.
        plan: the plan by which they were helped.
        made_on: the day of the plan, where nothing else tells when help began.
    """
    helped = helped_of(log, plan, made_on)
    rows = tuple(row for kind in Kind for row in _of_kind(log, helped, kind))
    return Effects(rows, (*helped.notes, *_notes(log, helped, rows)))


def effect_words(rows: Sequence[Effect]) -> Iterator[Message]:
    """Effects as sentences: one for each that is told, one a kind for those that are not.

    Where one kind of help alone was given, that of any kind is the same and is not said again.
    """
    kinds = {row.kind for row in rows} - {Kind.ALL}
    shown = [row for row in rows if row.kind is not Kind.ALL or len(kinds) > 1]
    for row in shown:
        if row.told is not None:
            yield _told_words(row, row.told)
    for kind in Kind:
        own = [row for row in shown if row.kind is kind]
        few = [row for row in own if row.method is Method.TOO_FEW]
        if few:
            yield say(
                "effect.too_few",
                "{kind}: too few to tell in {subjects}",
                kind=kind_words(kind),
                subjects=listed(map(_counts, few)),
            )
        early = [row for row in own if row.method is Method.NO_EXAM]
        if early:
            yield say(
                "effect.no_exam",
                "{kind}: no exam yet that could tell in {subjects}",
                kind=kind_words(kind),
                subjects=listed(_subject(row.subject) for row in early),
            )


def _counts(row: Effect) -> Message:
    return say(
        "effect.counts",
        "{subject} ({helped} helped, {compared} to compare with)",
        subject=_subject(row.subject),
        helped=row.helped,
        compared=row.compared,
    )


def _told_words(effect: Effect, told: Estimate) -> Message:
    facts: dict[str, object] = {
        "kind": kind_words(effect.kind),
        "subject": _subject(effect.subject),
    }
    facts |= {
        "difference": f"{told.difference:+.2f}",
        "low": f"{told.low:+.2f}",
        "high": f"{told.high:+.2f}",
    }
    if told.low > 0:
        return say(
            "effect.more",
            "{kind}, {subject}: the helped rose by {difference} standard deviations more than "
            "others who stood where they did (95 %: {low} to {high})",
            **facts,
        )
    if told.high < 0:
        return say(
            "effect.less",
            "{kind}, {subject}: the helped rose by less than others who stood where they did: "
            "{difference} standard deviations (95 %: {low} to {high})",
            **facts,
        )
    return say(
        "effect.open",
        "{kind}, {subject}: {difference} standard deviations, and it may be none at all "
        "(95 %: {low} to {high})",
        **facts,
    )


def _subject(subject: str) -> Message:
    return say("effect.every", "all subjects") if subject == EVERY_SUBJECT else quote(subject)


def kind_words(kind: Kind) -> Message:
    """What a kind of help is called."""
    return say("effect.any_kind", "any help") if kind is Kind.ALL else word(kind.value)


def _of_kind(log: TermLog, helped: Helped, kind: Kind) -> Iterator[Effect]:
    settings = log.school.monitoring
    by_subject: dict[str, dict[str, datetime.date]] = defaultdict(dict)
    for (student_id, subject), day in helped.since[kind].items():
        by_subject[subject][student_id] = day
    anyhow: dict[str, set[str]] = defaultdict(set)
    for student_id, subject in helped.anyhow():
        anyhow[subject].add(student_id)
    asked = {
        subject: Subject(
            log.school,
            subject,
            by_subject[subject],
            frozenset(anyhow[subject]),
            settings.effect_weeks,
            settings.effect_matches,
        )
        for subject in sorted(by_subject)
    }
    for subject, one in asked.items():
        yield _effect(kind, subject, [one], settings.effect_from)
    if len(asked) > 1:
        yield _effect(kind, EVERY_SUBJECT, list(asked.values()), settings.effect_from)


def _effect(kind: Kind, name: str, asked: Sequence[Subject], least: int) -> Effect:
    told, helped, compared = estimate(asked, least)
    if told is None:
        late = not any(_told_by_exam(one) for one in asked)
        return Effect(kind, name, Method.NO_EXAM if late else Method.TOO_FEW, helped, compared)
    earlier = [one for one in map(as_if_earlier, asked) if one is not None]
    placebo, _, _ = estimate(earlier, least)
    method = Method.ONE_SUBJECT if len(told.samples) == 1 else Method.SEVERAL
    return Effect(kind, name, method, helped, compared, told, placebo)


def _told_by_exam(one: Subject) -> bool:
    return any(day >= one.tells_from for marks in one.marks.values() for _, day, _ in marks[-1:])


def _notes(log: TermLog, helped: Helped, rows: Sequence[Effect]) -> Iterator[Message]:
    if not helped.since[Kind.ALL]:
        yield say(
            "effect.nobody",
            "nobody is known to be helped in a subject since a day: the plan has no pairs, mentors "
            "or seats, or nothing tells when help began",
        )
        return
    told = [row for row in rows if row.told is not None]
    if told:
        yield say(
            "effect.no_trial",
            "nobody drew lots who is helped: what else differs between the two groups stands in "
            "these figures too. They speak of this school and term, and promise nothing",
        )
    left_out = sum(
        sample.left_out
        for row in told
        if row.kind is Kind.ALL and row.subject != EVERY_SUBJECT and row.told is not None
        for sample in row.told.samples
    )
    if left_out:
        yield say_count(
            "effect.left_out",
            "{count} who was helped is not counted: no mark before or after, or helped from "
            "another time",
            "{count} who were helped are not counted: no mark before or after, or helped from "
            "another time",
            left_out,
        )
    for row in told:
        yield from _doubts(row)
    if helped.others:
        yield say_count(
            "effect.others",
            "{count} is helped by somebody who is not in the plan, and is compared with nobody",
            "{count} are helped by somebody who is not in the plan, and are compared with nobody",
            len(helped.others),
        )
    if not log.school.monitoring.effect_weeks:
        yield say("effect.at_once", "exams count from the first day of help: effect_weeks is 0")


def _doubts(row: Effect) -> Iterator[Message]:
    """What makes one figure less sure than its interval says."""
    facts = {"kind": kind_words(row.kind), "subject": _subject(row.subject)}
    if row.sure is False and row.placebo is not None:
        yield say(
            "effect.placebo_fails",
            "{kind}, {subject}: in the exams before help, where there can be no effect, the same "
            "comparison finds {difference}: do not trust this figure",
            **facts,
            difference=f"{row.placebo.difference:+.2f}",
        )
    elif row.sure is None:
        yield say(
            "effect.no_placebo",
            "{kind}, {subject}: there are too few exams before help to check the comparison",
            **facts,
        )
    if row.told is not None and row.told.stronger > _STRONGER:
        yield say(
            "effect.stronger",
            "{kind}, {subject}: hardly anybody as weak was not helped; the compared stood "
            "{stronger} standard deviations higher before, and the figure rests on a straight "
            "line between them",
            **facts,
            stronger=f"{row.told.stronger:.2f}",
        )
