"""Who enters: the field for the visitor's name, in the side bar and on pages where one enters."""

from __future__ import annotations

import streamlit as st

from pairing.app.state import visitor
from pairing.app.text import t

__all__ = ["name_field", "who_enters"]

_MOST = 100


def name_field(label: str, key: str) -> None:
    """A field for the visitor's name; what one such field is told, every other shows."""
    # A name of its own for each name: a field that is there would go on showing what it was told.
    own = f"{key} {visitor.name()}"
    st.text_input(
        label,
        visitor.name(),
        key=own,
        placeholder=t("kept with each decision"),
        max_chars=_MOST,
        on_change=visitor.take_name,
        args=(own,),
    )


def who_enters() -> None:
    """The field on the page; the style shows it where the side bar is folded, as on phones."""
    with st.container(key="who_enters"):
        name_field(t("Who enters"), "name on the page")
