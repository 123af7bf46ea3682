"""Who comes: the role, whose own pages stand first, the name, the language, the page looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pairing.app.text import t

__all__ = [
    "BY",
    "CLASS",
    "LANGUAGE",
    "ROLE",
    "ROLES",
    "VIEW",
    "chosen",
    "class_shown",
    "draw_tabs",
    "go_to",
    "new_tabs",
    "role",
    "views",
]

VIEW, BY, LANGUAGE, ROLE, CLASS = "view", "by", "language", "role", "class_id"
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


def chosen(key: str, options: Sequence[str], *wished: str | None) -> str:
    """What a list of this key has: the visitor's choice, else the first wish it has, else its head.

    Hand it to the list as its ``index``. A choice that is put into the session's state instead
    may be lost on the way to the browser, when another run begins meanwhile; the browser then
    sends its own back.
    """
    wishes = (st.session_state.get(key), *wished)
    return next((one for one in wishes if one is not None and one in options), options[0])


def role() -> str:
    """The visitor's role; a link may name it: ?role=coordinator."""
    return chosen(ROLE, list(ROLES), st.query_params.get(ROLE))


def class_shown(classes: Sequence[str]) -> str:
    """The class looked at; a link may name it: ?class=7A."""
    return chosen(CLASS, classes, st.query_params.get("class"))


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
