"""How property tests explore: many random examples, for some seconds each."""

from __future__ import annotations

import time
import unittest
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
    handle: Any = getattr(getattr(item, "obj", None), "hypothesis", None)
    if handle is None:
        return
    inner, until, failed = handle.inner_test, float("inf"), False

    @wraps(inner)
    def limited(*args: Any, **kwargs: Any) -> None:
        nonlocal until, failed
        until = min(until, time.monotonic() + seconds)
        try:
            inner(*args, **kwargs)
        except (StopTest, UnsatisfiedAssumption):
            raise
        except BaseException:
            failed = True
            raise
        # Only now, for an example that draws on the way must be drawn to its end.
        if not failed and time.monotonic() > until:
            raise TimeIsUp("explored for as long as it may")

    handle.inner_test = limited
