"""The weeks of a lesson, as schools write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from pairing.model.records import Lesson
from pairing.model.weeks import LAST_WEEK, in_week


def lesson(weeks: str | None) -> Lesson:
    return Lesson(class_id="7A", period_id="L1", subject="maths", teacher_id="T1", weeks=weeks)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("odd", "odd"),
        ("单周", "odd"),
        ("單週", "odd"),
        ("双", "even"),
        ("（双周）", "even"),
        ("1-8;11", "1-8;11"),
        ("第1－8周、第11周", "1-8;11"),
        ("1~8，11", "1-8;11"),
        ("1-7周(单)", "1;3;5;7"),
        ("weeks 2-5", "2-5"),
        ("每周", None),
        ("all", None),
        (None, None),
    ],
)
def test_weeks_are_read_as_schools_write_them(written: str | None, read: str | None) -> None:
    assert lesson(written).weeks == read


@pytest.mark.parametrize("written", ["0", "8-1", "1-99", "third", "1-8 maths", "A", "周一"])
def test_what_names_no_weeks_is_a_fault(written: str) -> None:
    with pytest.raises(ValidationError):
        lesson(written)


@given(st.sets(st.integers(1, LAST_WEEK), min_size=1))
def test_a_list_of_weeks_holds_those_weeks(weeks: set[int]) -> None:
    read = lesson(";".join(map(str, sorted(weeks)))).weeks
    assert {week for week in range(LAST_WEEK + 2) if in_week(read, week)} == weeks


@given(st.integers(1, 30), st.integers(0, 30), st.booleans())
def test_a_span_with_a_parity_is_its_odd_or_even_weeks(first: int, more: int, odd: bool) -> None:
    span = range(first, first + more + 1)
    own = [week for week in span if week % 2 == odd]
    if own:
        read = lesson(f"{first}-{first + more}{'单' if odd else '双'}周").weeks
        assert [week for week in range(LAST_WEEK + 2) if in_week(read, week)] == own


def test_weeks_go_on_before_the_first() -> None:
    assert [week for week in range(-3, 3) if in_week("odd", week)] == [-3, -1, 1]
