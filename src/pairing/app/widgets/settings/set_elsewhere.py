"""What was taken for want of a setting: the field that says it, and the way to that field."""

from __future__ import annotations

from typing import NamedTuple

import streamlit as st
from pydantic import BaseModel

from pairing.app.state.address import go_to
from pairing.app.text import markdown_safe, t
from pairing.app.widgets.school.room_editor import SETTINGS_TAB
from pairing.app.widgets.settings.settings_words import label_of
from pairing.language import N_
from pairing.model.messages.message import Message
from pairing.model.settings import SessionSettings

__all__ = ["caption_with_field", "field_words", "with_field"]

_SESSIONS = N_("Sessions")


class _Place(NamedTuple):
    """A field of the settings: the tab that it stands in, its table, and its name there."""

    tab: str
    table: type[BaseModel]
    name: str


_SAID_BY = {
    "due.term_guessed": _Place(_SESSIONS, SessionSettings, "term_start"),
    "sessions.start_past": _Place(_SESSIONS, SessionSettings, "start"),
    "sessions.week_one_guessed": _Place(_SESSIONS, SessionSettings, "week_one"),
}
"""The field that says what a note had to guess, by the note's code."""


def field_words(tab: str, table: type[BaseModel], name: str) -> str:
    """Where a field is found, as the page, its tab and the field itself are called."""
    field = t(label_of(table, name))
    return t("{page}, {tab}: {field}", page=t("Settings"), tab=t(tab), field=field)


def with_field(note: Message) -> str:
    """A note, with the field that would say what it had to guess."""
    place = _SAID_BY.get(note.code)
    return (
        str(note) if place is None else t("{note} ({field})", note=note, field=field_words(*place))
    )


def caption_with_field(note: Message) -> None:
    """A note in small print, with a button that leads to the field where there is one."""
    place = _SAID_BY.get(note.code)
    if place is None:
        st.caption(markdown_safe(note))
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(markdown_safe(note), width="content")
        st.button(
            t("Set it: {field}", field=t(label_of(place.table, place.name))),
            key=f"to set {note.code}",
            type="tertiary",
            help=field_words(*place),
            on_click=_open,
            args=(place.tab,),
        )


def _open(tab: str) -> None:
    st.session_state[SETTINGS_TAB] = tab
    go_to("Settings")
