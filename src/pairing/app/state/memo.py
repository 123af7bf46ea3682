"""Work that is done once for what it rests on: the page is drawn again at each click."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TypeVar

import streamlit as st

__all__ = ["once"]

ResultT = TypeVar("ResultT")


def once(what: str, rests_on: object, key: Hashable, make: Callable[[], ResultT]) -> ResultT:
    """What ``make`` gives for these very objects and this key; only the last answer is kept.

    Args:
        what: what is asked.
        rests_on: an object that never changes, or a tuple of such. They are kept beside the
            answer, so that no other can be taken for them.
        key: what else the answer depends on.
        make: works the answer out.
    """
    name = f"once {what}"
    objects = rests_on if isinstance(rests_on, tuple) else (rests_on,)
    kept: tuple[tuple[object, ...], Hashable, ResultT] | None = st.session_state.get(name)
    if kept is None or kept[1] != key or not _same(kept[0], objects):
        kept = (objects, key, make())
        st.session_state[name] = kept
    return kept[2]


def _same(one: tuple[object, ...], other: tuple[object, ...]) -> bool:
    return len(one) == len(other) and all(a is b for a, b in zip(one, other, strict=True))
