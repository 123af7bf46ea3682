"""Who comes: the role, whose own pages stand first, the name, the language, the page looked at."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pairing.ui.text import t

__all__ = [
    "BY",
    "LANGUAGE",
    "ROLE",
    "ROLES",
    "VIEW",
    "draw_tabs",
    "go_to",
    "new_tabs",
    "role",
    "views",
]

VIEW, BY, LANGUAGE, ROLE = "view", "by", "language", "role"
"""The session's keys."""
_SENT, _EDITION = "view sent to", "tabs edition"


@dataclass(frozen=True)
class Role:
    """A kind of visitor: the title, and the pages in the order that suits them."""

    title: str
    views: tuple[str, ...]

    @property
    def first(self) -> str:
        """The page of their own."""
        return self.views[1]


ROLES = {
    "head": Role(
        "Head teacher",
        ("Start", "Seats", "Needs", "Pairs", "Mentors", "Sessions", "Compare", "Print", "Settings"),
    ),
    "subject": Role(
        "Subject teacher",
        ("Start", "Needs", "Sessions", "Pairs", "Seats", "Mentors", "Compare", "Print", "Settings"),
    ),
    "coordinator": Role(
        "Coordinator",
        ("Start", "Mentors", "Needs", "Pairs", "Sessions", "Seats", "Compare", "Print", "Settings"),
    ),
}


def role() -> str:
    """The visitor's role; a link may name it: ?role=coordinator."""
    if ROLE not in st.session_state:
        wanted = st.query_params.get(ROLE)
        st.session_state[ROLE] = wanted if wanted in ROLES else "head"
    chosen: str = st.session_state[ROLE]
    return chosen


def views() -> tuple[str, ...]:
    """The pages in the order of the visitor's role."""
    return ROLES[role()].views


def go_to(view: str) -> None:
    """Open a page from the next run on, or in this one before the tabs are drawn."""
    if st.session_state.get(VIEW) != view:
        st.session_state[VIEW] = view
        new_tabs()


def new_tabs() -> None:
    """Draw the tabs anew from the next run on: their words or their order are others."""
    st.session_state[_SENT] = st.session_state.get(VIEW)
    st.session_state[_EDITION] = st.session_state.get(_EDITION, 0) + 1


def draw_tabs() -> tuple[str, DeltaGenerator]:
    """The tabs of all pages; answers which is open, and where its page goes.

    Where somebody was sent to a page, the tabs are new ones: to set those that stand there may
    be lost on the way to the browser, when another run begins meanwhile.
    """
    names = {t(name): name for name in views()}
    key = f"tabs {st.session_state.get(_EDITION, 0)}"

    def opened() -> None:
        st.session_state[VIEW] = names[st.session_state[key]]

    sent = t(st.session_state.get(_SENT) or st.session_state[VIEW])
    tabs = st.tabs(list(names), default=sent, key=key, on_change=opened)
    name: str = st.session_state[VIEW]
    return name, dict(zip(names.values(), tabs, strict=True))[name]
