"""A student's file on paper: the file for staff, and the card of reached goals for the student."""

from __future__ import annotations

import streamlit as st

from pairing.app.state.entries import log_of, viewer
from pairing.app.state.planned import Planned
from pairing.app.state.workspace import Workspace
from pairing.app.text import t
from pairing.app.widgets.download import PDF, WORD, made_on_demand
from pairing.model.enums import GoalStatus
from pairing.monitoring import StudentView
from pairing.reports import make_goal_cards, make_student_file
from pairing.reports.names import GOAL_CARDS, STUDENT_FILE, named_file

__all__ = ["student_files"]


def student_files(workspace: Workspace, planned: Planned, view: StudentView) -> None:
    """Two downloads; the card is there once a goal was reached."""
    findings, plan = workspace.findings, planned.plan
    school, student_id = findings.school, view.student_id
    log, looks = log_of(workspace), viewer(workspace)
    st.subheader(t("On paper"), anchor=False)
    made_on_demand(
        t("This student's file (.docx)"),
        named_file(STUDENT_FILE, "docx", student_id, school.student),
        WORD,
        lambda: make_student_file(findings, plan, log, looks, student_id, view.on),
    )
    if any(one.goal.status is GoalStatus.REACHED for one in view.goals):
        made_on_demand(
            t("Card for the student: a goal reached"),
            named_file(GOAL_CARDS, "pdf", student_id, school.student),
            PDF,
            lambda: make_goal_cards(school, log, student_id, view.on),
        )
        st.caption(t("It tells that a goal was reached, and neither in what nor from where."))
