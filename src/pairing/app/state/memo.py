"""Work that is done once for a plan: the page is drawn again at each click."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TypeVar

import streamlit as st

from pairing.planning import Outcome

__all__ = ["once"]

ResultT = TypeVar("ResultT")


def once(what: str, outcome: Outcome, key: Hashable, make: Callable[[], ResultT]) -> ResultT:
    """What ``make`` gives for this very outcome and key; only the last answer to each is kept.

    The outcome is kept beside it, so that no other can be taken for it.
    """
    name = f"once {what}"
    kept: tuple[Outcome, Hashable, ResultT] | None = st.session_state.get(name)
    if kept is None or kept[0] is not outcome or kept[1] != key:
        kept = (outcome, key, make())
        st.session_state[name] = kept
    return kept[2]
