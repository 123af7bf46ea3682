"""How property tests explore: many random examples, for some seconds each."""

from __future__ import annotations

import sys
import time
import unittest
from collections.abc import Callable
from functools import wraps
from typing import Any

import pytest
from hypothesis import settings
from hypothesis.errors import StopTest, UnsatisfiedAssumption

_USUAL = 100
"""The examples of a profile that says nothing; a test says how many it wants beside it."""


class TimeIsUp(unittest.SkipTest):
    """The seconds of a property test are over. Hypothesis stops for what skips a test."""


def examples(count: int) -> settings:
    """``count`` examples in the fixed profile, and as many more as the profile in force wants."""
    return settings(max_examples=max(1, count * settings().max_examples // _USUAL))


def limit(item: pytest.Item, seconds: float) -> None:
    """Let a property test try new examples for so long, and look for the smallest that fails."""
    until, failed = float("inf"), False

    def limited(inner: Callable[[], None]) -> None:
        nonlocal until, failed
        until = min(until, time.monotonic() + seconds)
        try:
            inner()
        except (StopTest, UnsatisfiedAssumption):
            raise
        except BaseException:
            failed = True
            raise
        # Only now, for an example that draws on the way must be drawn to its end.
        if not failed and time.monotonic() > until:
            raise TimeIsUp("explored for as long as it may")

    _around_each_example(item, limited)


def measure_some(item: pytest.Item, count: int) -> None:
    """Measure the coverage of a property test's first examples only.

    The hundredth example runs hardly a line that none before it ran, and takes half as long again
    where each line is watched.
    """
    done = 0

    def measured(inner: Callable[[], None]) -> None:
        nonlocal done
        done += 1
        watching = sys.gettrace()
        if done <= count or watching is None:
            inner()
            return
        sys.settrace(None)
        try:
            inner()
        finally:
            sys.settrace(watching)

    _around_each_example(item, measured)


def _around_each_example(item: pytest.Item, around: Callable[[Callable[[], None]], None]) -> None:
    """Hand each example of a property test to ``around``; other tests are left alone."""
    handle: Any = getattr(getattr(item, "obj", None), "hypothesis", None)
    if handle is None:
        return
    inner = handle.inner_test

    @wraps(inner)
    def wrapped(*args: Any, **kwargs: Any) -> None:
        around(lambda: inner(*args, **kwargs))

    handle.inner_test = wrapped
