"""Keeping what is entered after the plan, and saying so where that is not possible."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st
from sqlalchemy.exc import SQLAlchemyError

from pairing.app.state import visitor
from pairing.app.state.entries import log_of
from pairing.app.state.workspace import Workspace
from pairing.app.text import md, t
from pairing.errors import UnknownVersionError

__all__ = ["edition", "keep", "say_who"]


def keep(enter: Callable[[], None]) -> None:
    """Append what was entered and draw the page anew; else say why, and nothing typed is lost."""
    try:
        enter()
    except (UnknownVersionError, SQLAlchemyError, OSError) as error:
        st.error(md("This was not kept: {why}", why=error))
        return
    st.toast(t("Saved"))
    st.rerun()


def edition(workspace: Workspace) -> int:
    """A part of the fields' keys: once something was entered they are others, and empty again."""
    return len(log_of(workspace).entries)


def say_who() -> str:
    """The visitor's name, without which nothing is entered; says so where it is missing."""
    name = visitor.name()
    if not name:
        st.caption(t("Write your name: what is entered keeps who and when."))
    return name
