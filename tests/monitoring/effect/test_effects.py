"""What help brought, in terms whose answer is known."""

from __future__ import annotations

import datetime
from dataclasses import replace
from functools import cache
from statistics import fmean

import pytest

from pairing.language import speaking
from pairing.model.plan import Mentorship, Pair, Plan, Session
from pairing.model.records import PastPair
from pairing.monitoring import (
    EVERY_SUBJECT,
    Effect,
    Kind,
    Method,
    TermLog,
    effect_words,
    effects,
    joint_progress,
    kind_words,
    mentor_progress,
)
from pairing.monitoring.effect.helped import helped_of
from simulated_terms import BEGIN, SimulatedTerm, simulated_term

TERMS = 8


@cache
def term(seed: int = 0, effect: float = 0.0) -> SimulatedTerm:
    return simulated_term(seed, effect)


@cache
def pooled(effect: float) -> tuple[Effect, ...]:
    found = []
    for seed in range(TERMS):
        one = term(seed, effect)
        rows = effects(TermLog(one.school), one.plan).rows
        found += [row for row in rows if (row.kind, row.subject) == (Kind.PAIRS, EVERY_SUBJECT)]
    return tuple(found)


def test_every_kind_has_words_of_its_own() -> None:
    for spoken in ("zh_CN", "zh_TW"):
        with speaking(spoken):
            words = [str(kind_words(kind)) for kind in Kind]
        assert len(set(words)) == len(Kind)
        assert not any(word.isascii() for word in words)


def test_before_and_after_alone_takes_chance_for_an_effect() -> None:
    # They were chosen for low marks, which are partly bad luck that does not come again.
    naive = [row.told.change_helped for row in pooled(0.0) if row.told is not None]
    assert len(naive) == TERMS
    assert min(naive) > 0
    assert fmean(naive) > 0.12


@pytest.mark.parametrize("effect", [0.0, 0.3])
def test_the_comparison_finds_the_effect_that_there_is(effect: float) -> None:
    told = [row.told for row in pooled(effect) if row.told is not None]
    assert len(told) == TERMS
    # The mean of eight has a deviation of about 0.03.
    assert fmean(one.difference for one in told) == pytest.approx(effect, abs=0.1)
    assert sum(one.low <= effect <= one.high for one in told) >= TERMS - 2
    for one in told:
        assert one.low < one.difference < one.high
        assert one.change_helped - one.change_compared == pytest.approx(one.difference)


def test_the_placebo_finds_nothing_where_nobody_was_helped() -> None:
    rows = pooled(0.3)
    assert all(row.placebo is not None for row in rows)
    found = [row.placebo.difference for row in rows if row.placebo is not None]
    assert fmean(found) == pytest.approx(0, abs=0.1)
    assert sum(row.sure is True for row in rows) >= TERMS - 2


def test_help_that_narrows_an_exam_is_told_in_the_width_without_it() -> None:
    # Strong help to many of the weak: in deviations of the exam as sat it would look larger still.
    one = term(1, 1.5)
    (row,) = [
        row
        for row in effects(TermLog(one.school), one.plan).rows
        if (row.kind, row.subject) == (Kind.PAIRS, EVERY_SUBJECT)
    ]
    assert row.told is not None
    assert row.told.difference == pytest.approx(1.5, abs=0.3)


def test_of_few_nothing_is_told() -> None:
    one = term()
    few = Plan(needs=one.plan.needs, pairs=(one.plan.pairs or ())[:3])
    bare = replace(one.school, pair_history=one.school.pair_history[:3])
    found = effects(TermLog(bare), few)
    assert found.rows
    for row in found.rows:
        assert (row.method, row.told, row.placebo) == (Method.TOO_FEW, None, None)
    (told,) = effect_words(found.rows)
    assert (told.code, str(told.facts["kind"])) == ("effect.too_few", "pairs")


def test_before_any_exam_nothing_is_told() -> None:
    one = term()
    early = replace(one.school, on=BEGIN + datetime.timedelta(days=10))
    rows = effects(TermLog(early), one.plan).rows
    assert {row.method for row in rows} == {Method.NO_EXAM}
    assert [told.code for told in effect_words(rows)] == ["effect.no_exam"]


def test_an_exam_soon_after_help_began_tells_nothing_of_it() -> None:
    one = term()
    since = BEGIN + datetime.timedelta(weeks=5)
    late = replace(
        one.school,
        pair_history=tuple(
            row.model_copy(update={"since": since}) for row in one.school.pair_history
        ),
        on=BEGIN + datetime.timedelta(days=60),
    )
    rows = effects(TermLog(late), one.plan).rows
    assert {row.method for row in rows} == {Method.NO_EXAM}


def test_who_is_helped_by_somebody_else_is_compared_with_nobody() -> None:
    one = term()
    pairs = one.plan.pairs or ()
    helped = {(row.tutee_id, row.subject) for row in pairs}
    free = next(
        (row.student_id, row.need)
        for row in one.plan.needs or ()
        if (row.student_id, row.need) not in helped
    )
    other = PastPair.model_validate(
        {"tutor_id": pairs[0].tutor_id, "tutee_id": free[0], "subject": free[1], "from": BEGIN}
    )
    school = replace(one.school, pair_history=(*one.school.pair_history, other))
    found = helped_of(TermLog(school), one.plan, None)
    assert found.others == {free}
    told = effects(TermLog(school), one.plan)
    assert "effect.others" in {note.code for note in told.notes}
    for row in told.rows:
        for sample in row.told.samples if row.told else ():
            assert sample.subject != free[1] or free[0] not in sample.students


def test_when_help_began_is_told_by_the_best_source() -> None:
    one = term()
    (pair, *_) = one.plan.pairs or ()
    key, bare = (pair.tutee_id, pair.subject), replace(one.school, pair_history=())
    first = datetime.date(2026, 3, 16)
    session = Session(
        pair.tutee_id, "", pair.subject, "peer_tutoring", first, "P1", tutor_id=pair.tutor_id
    )
    plan = Plan(needs=one.plan.needs, pairs=(pair,), sessions=(session,))
    unscheduled = Plan(needs=one.plan.needs, pairs=(pair,))
    made_on = datetime.date(2026, 3, 11)
    asked = (
        (one.school, plan, BEGIN, "effect.by_history"),
        (bare, plan, first, "effect.by_session"),
        (bare, unscheduled, made_on, "effect.by_plan"),
    )
    for school, given, day, source in asked:
        found = helped_of(TermLog(school), given, made_on)
        assert found.since[Kind.PAIRS][key] == day
        facts = [note.facts["source"] for note in found.notes if note.code == "effect.since"]
        assert [one.code for one in facts] == [source]  # type: ignore[attr-defined]
    unknown = effects(TermLog(bare), unscheduled)
    assert unknown.rows == ()
    assert [note.code for note in unknown.notes] == ["effect.nobody"]


def test_a_mentor_helps_in_the_subjects_of_need() -> None:
    one = term()
    need = (one.plan.needs or ())[0]
    plan = Plan(needs=one.plan.needs, mentors=(Mentorship(need.student_id, "T1"),))
    found = helped_of(TermLog(one.school), plan, BEGIN)
    wanted = {
        (row.student_id, row.need)
        for row in one.plan.needs or ()
        if row.student_id == need.student_id
    }
    assert found.since[Kind.MENTORS].keys() == wanted
    assert found.since[Kind.ALL].keys() == wanted


def test_a_pair_is_followed_as_one() -> None:
    one = term()
    (pair, *_) = one.plan.pairs or ()
    turned = Plan(pairs=(Pair(pair.tutor_id, pair.tutee_id, pair.subject),))
    (joint,) = joint_progress(one.school, Plan(pairs=(pair,)))
    (same,) = joint_progress(one.school, turned)
    # Who of the two helps is not in the line.
    assert joint.line == same.line
    assert joint.line[0][1] == 0
    alone = Plan(mentors=(Mentorship(pair.tutee_id, "T1"),))
    assert mentor_progress(one.school, alone, "T1") == ()
