"""The page of a pair: its own times to tick, without anybody's name, need or subject."""

from __future__ import annotations

import datetime

import streamlit as st

from pairing.app.state.entries import day_now, log_of
from pairing.app.state.workspace import Workspace
from pairing.app.text import t
from pairing.app.widgets.term.record_form import meeting_card
from pairing.model.plan import Plan
from pairing.monitoring import Facet, Viewer, ViewerRole, meetings_of, monday_of, visible

__all__ = ["peer_page"]

_WEEK = datetime.timedelta(days=7)
_DAY = datetime.timedelta(days=1)


def peer_page(workspace: Workspace, tutor_id: str) -> None:
    """The times of this week and the one before, to be ticked by the tutor."""
    st.title(t("Our times"))
    plan = workspace.planned.plan if workspace.planned is not None else Plan()
    today = day_now(workspace)
    monday = monday_of(today)
    me = Viewer(ViewerRole.PEER, tutor_id)
    own = meetings_of(log_of(workspace), plan, tutor_id, monday - _WEEK, monday + _WEEK - _DAY)
    shown = [
        meeting
        for meeting in own
        if all(
            Facet.SESSIONS in visible(me, workspace.school, plan, row.student_id)
            for row in meeting.sessions
        )
    ]
    if not shown:
        st.info(t("Nothing is planned for this week."))
    for meeting in sorted(shown, key=lambda one: one.waits(today), reverse=True):
        meeting_card(workspace, meeting, named=False, today=today)
