"""Weeks to be planned that are over: the tables end weeks ago, and the plan counts from them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import streamlit as st

from pairing.app.state.entries import day_now
from pairing.app.state.workspace import Workspace
from pairing.app.text import markdown_safe
from pairing.app.widgets.settings.set_elsewhere import with_field
from pairing.instances.agenda import first_monday
from pairing.model.messages.message import say
from pairing.model.plan import Session

__all__ = ["past_weeks"]

_WEEK = timedelta(days=7)


def past_weeks(workspace: Workspace, rows: Sequence[Session]) -> None:
    """Warn where sessions would begin in a week that is over, or where all of them are over."""
    school, today = workspace.school, day_now(workspace)
    start = first_monday(school)
    if start + _WEEK > today or any(row.date >= today for row in rows):
        return
    note = say(
        "sessions.start_past",
        "The weeks planned begin on {start}, and today is {today}: the plan counts from the newest "
        "day of the tables. Nobody can be met in a week that is over.",
        start=start.isoformat(),
        today=today.isoformat(),
    )
    st.warning(markdown_safe(with_field(note)))
