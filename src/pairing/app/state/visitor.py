"""Who comes: the role, whose own pages stand first, the name and the language, and their cookies.

A visitor's own choices are kept in cookies of the browser's session, not in the address: a link
that is handed on tells nobody's name, and whoever opens it keeps their own language and role.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import unquote

import streamlit as st

from pairing.language import LANGUAGES, language, nearest_language, use

__all__ = [
    "BY",
    "LANGUAGE",
    "ROLE",
    "ROLES",
    "SCHOOL_PAGES",
    "TERM_PAGES",
    "chosen",
    "cookies",
    "keep_choice",
    "name",
    "name_before",
    "role",
    "role_key",
    "speak",
    "take_name",
]

BY, LANGUAGE, ROLE = "by", "language", "role"
"""The session's keys."""
_COOKIES = {BY: "pairing_name", LANGUAGE: "pairing_lang", ROLE: "pairing_role"}
_LINKS = {LANGUAGE: "lang", ROLE: "role"}
"""What a link may say of its visitor: ?lang=zh_CN&role=coordinator."""
_CHOSEN = "chosen by the visitor"


TERM_PAGES = ("Week", "Students", "Progress", "Rotation", "Supervision", "Reports")
"""The pages about what happens after the plan, the same for every role."""
SCHOOL_PAGES = ("Supervision", "Reports")
"""The pages on which no class is looked at, but the whole school."""


@dataclass(frozen=True)
class Role:
    """A kind of visitor: the title, and the pages about the plan in the order that suits them."""

    title: str
    plan_pages: tuple[str, ...]

    @property
    def pages(self) -> tuple[str, ...]:
        """All pages, those about the plan first."""
        return (*self.plan_pages, *TERM_PAGES)

    @property
    def first(self) -> str:
        """The page of their own."""
        return self.pages[1]


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
    return next((wish for wish in wishes if wish is not None and wish in options), options[0])


def role() -> str:
    """The visitor's role: chosen, or named by the link, or as it was before."""
    return chosen(ROLE, list(ROLES), st.query_params.get(_LINKS[ROLE]), _remembered(ROLE))


def name() -> str:
    """The visitor's name; empty where they have not told it."""
    written: str = st.session_state.get(BY, name_before())
    return written.strip()


def take_name(key: str) -> None:
    """Take the name that was written in the field of this key, and keep it."""
    st.session_state[BY] = st.session_state[key]
    keep_choice(BY)


def name_before() -> str:
    """The name that this browser's visitor wrote before the page was loaded."""
    return _remembered(BY) or ""


def speak() -> None:
    """Speak the visitor's language: chosen, or the link's, or as before, or the browser's."""
    link = st.query_params.get(_LINKS[LANGUAGE])
    use(chosen(LANGUAGE, list(LANGUAGES), link, _remembered(LANGUAGE), _browser_language()))


def _browser_language() -> str:
    """The language of ours that is nearest to the browser's."""
    return nearest_language(st.context.locale or "")


def role_key() -> str:
    """The key of the list of roles, one a language and a role in force.

    The browser sends back the words of what was chosen, and those of another language would be
    no role at all; and a list that stood there before would still say the role of then.
    """
    return f"{ROLE} {language()} {role()}"


def keep_choice(key: str) -> None:
    """Note that the visitor has just chosen something; what a link wished for is over then."""
    st.session_state[_CHOSEN] = {*st.session_state.get(_CHOSEN, ()), key}
    if key in _LINKS:
        st.query_params.pop(_LINKS[key], None)


def cookies() -> dict[str, str]:
    """What the browser is to keep of the visitor's choices, by the cookie's name."""
    return {
        _COOKIES[key]: str(st.session_state.get(key, ""))
        for key in sorted(st.session_state.get(_CHOSEN, ()))
    }


def _remembered(key: str) -> str | None:
    value = st.context.cookies.get(_COOKIES[key])
    return unquote(value) if isinstance(value, str) else None
