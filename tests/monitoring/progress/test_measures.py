"""Measures proposed from a need and its causes: a proposal for each, by whoever does it."""

from __future__ import annotations

import pytest

from pairing.language import LANGUAGES, speaking
from pairing.model.enums import Cause, Dimension
from pairing.monitoring import causes_now, proposed_measures
from terms import measure, small_term


@pytest.mark.parametrize("need", ["maths", "数学", "英语", "geography", *Dimension])
def test_every_need_and_every_cause_has_a_proposal(need: str) -> None:
    school, plan = small_term()
    bare = proposed_measures(school, plan, "S001", need)
    assert bare
    assert {one.cause for one in bare} == {None}
    for cause in Cause:
        of_cause = proposed_measures(school, plan, "S001", need, [cause])
        assert of_cause[: len(bare)] == bare
        told = {one.cause for one in of_cause[len(bare) :]}
        # Study habits are what a need in study is about: nothing new to say of them.
        assert told == {cause} or (need, cause) == ("study", Cause.NON_INTELLECTUAL)


def test_whoever_does_it_is_named_where_the_school_knows_them() -> None:
    school, plan = small_term()
    by = {str(one.by) for one in proposed_measures(school, plan, "S001", "maths", [Cause.FAMILY])}
    assert by == {"Teacher T1", "Teacher T2", "Teacher T9"}
    nobody = proposed_measures(school, plan, "S003", "geography", [Cause.OTHER])
    assert {one.by.code for one in nobody} == {"word"}


def test_subjects_are_known_by_their_names_in_any_language() -> None:
    school, plan = small_term()

    def texts(need: str) -> list[str]:
        return [str(one.text) for one in proposed_measures(school, plan, "S001", need)]

    assert texts("maths") == texts("数学") == texts("Mathematics") == texts("數學")
    assert texts("english") == texts("国文") == texts("語文")
    assert len({*texts("maths"), *texts("english"), *texts("physics")}) == 6


@pytest.mark.parametrize("code", LANGUAGES)
def test_what_was_taken_is_not_proposed_again(code: str) -> None:
    school, plan = small_term()
    with speaking(code):
        first, *rest = proposed_measures(school, plan, "S001", "maths")
        taken = measure(measure=str(first.text).upper())
        assert proposed_measures(school, plan, "S001", "maths", known=[taken]) == tuple(rest)
        other = measure(measure=str(first.text), need="history")
        assert proposed_measures(school, plan, "S001", "maths", known=[other])[0] == first


def test_a_teachers_causes_come_before_what_the_tables_suggest() -> None:
    found = (Cause.OTHER,)
    assert causes_now([], "maths", found) == found
    written = [
        measure(cause="family"),
        measure(measure="another", cause="school;social"),
        measure(measure="bare"),
        measure(need="study", cause="other"),
    ]
    assert causes_now(written, "maths", found) == (Cause.SCHOOL, Cause.SOCIAL)
