"""The limit of exploring: it ends what goes well, and leaves what fails to be made small."""

from __future__ import annotations

import sys
from types import FrameType, SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exploring import TimeIsUp, examples, limit, measure_some


def test_examples_go_by_the_profile_in_force() -> None:
    usual = settings().max_examples
    assert examples(50).max_examples == 50 * usual // 100


def test_a_test_ends_with_the_example_after_which_its_time_is_up() -> None:
    seen: list[int] = []

    @given(st.integers())
    def quick(number: int) -> None:
        seen.append(number)

    item: Any = SimpleNamespace(obj=quick)
    limit(item, 0)
    with pytest.raises(TimeIsUp):
        quick()
    assert len(seen) == 1


def test_what_failed_is_made_as_small_as_it_can_be() -> None:
    failed: list[int] = []

    @settings(database=None)
    @given(st.integers(5))
    def fails(number: int) -> None:
        failed.append(number)
        raise ArithmeticError

    item: Any = SimpleNamespace(obj=fails)
    limit(item, 0)
    with pytest.raises(ArithmeticError):
        fails()
    assert failed[-1] == 5


def test_what_is_no_property_test_is_left_alone() -> None:
    item: Any = SimpleNamespace(obj=len)
    limit(item, 0)
    assert item.obj is len


def test_only_the_first_examples_are_watched() -> None:
    watched: list[bool] = []

    @settings(max_examples=5, database=None)
    @given(st.integers())
    def asks(number: int) -> None:
        watched.append(sys.gettrace() is not None)

    def watch(frame: FrameType, event: str, argument: object) -> None:
        return None

    item: Any = SimpleNamespace(obj=asks)
    measure_some(item, 2)
    before = sys.gettrace()
    sys.settrace(watch)
    try:
        asks()
    finally:
        after = sys.gettrace()
        sys.settrace(before)
    assert watched == [True, True, False, False, False]
    assert after is watch
