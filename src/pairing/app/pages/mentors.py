"""The page of mentors: who carries whom, every teacher's caseload, and teams round families."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pairing.app.state.planned import Planned
from pairing.app.state.workspace import Workspace
from pairing.app.text import labelled, plotly_safe, t
from pairing.app.theme import BLUE, GREY, chart, table
from pairing.app.widgets.part_notes import part_notes
from pairing.app.widgets.why_not import ask_why_not
from pairing.language import N_, in_a_row, name_key
from pairing.model.enums import Part
from pairing.model.messages.message import join
from pairing.planning import Outcome

__all__ = ["mentors_page"]

_BARS = 30


def mentors_page(workspace: Workspace, planned: Planned, class_id: str) -> None:
    """Who carries whom, and every teacher's caseload."""
    outcome = planned.outcome
    school = outcome.school
    part_notes(workspace, planned, Part.MENTORS, class_id)
    if outcome.plan.mentors is None:
        return
    mentors = sorted(
        (
            row
            for row in outcome.plan.mentors
            if school.student[row.student_id].class_id == class_id
        ),
        key=lambda row: name_key(school.student[row.student_id].name),
    )
    rows = [
        {
            N_("student"): school.label(row.student_id),
            N_("mentor"): school.teacher_label(row.teacher_id),
            N_("reasons"): join(row.reasons),
        }
        for row in mentors
    ]
    left, right = st.columns([3, 2], gap="large")
    if rows:
        table(rows, left)
    else:
        left.info(t("Nobody in this class needs a mentor."))
    _caseloads(planned, right)
    if rows:
        ask_why_not(
            planned,
            {
                labelled(school.label(row.student_id), school.teacher_label(row.teacher_id)): row
                for row in mentors
            },
            "mentors",
        )
    _teams(workspace, planned, class_id)


def _caseloads(planned: Planned, where: DeltaGenerator) -> None:
    """How many students each teacher carries, and carried in the plan before."""
    outcome = planned.outcome
    school = outcome.school
    ids = [teacher.teacher_id for teacher in school.teachers]

    def loads(of: Outcome) -> pd.Series:
        carried = pd.Series([row.teacher_id for row in of.plan.mentors or ()], dtype=object)
        return carried.value_counts().reindex(ids, fill_value=0)

    now = loads(outcome).sort_values(kind="stable")
    before = next(
        (
            state.outcome
            for state in reversed(planned.history.before)
            if state.outcome.plan.mentors not in (None, outcome.plan.mentors)
        ),
        None,
    )
    shown = now[-_BARS:]
    names = [plotly_safe(school.teacher_label(teacher_id), 20) for teacher_id in shown.index]
    bars = [(t("now"), shown, BLUE)]
    if before is not None:
        bars.insert(0, (t("before"), loads(before)[shown.index], GREY))
    figure = go.Figure(
        [
            go.Bar(
                x=values.to_numpy(),
                y=names,
                orientation="h",
                name=name,
                marker_color=colour,
                texttemplate="%{x}",
                hovertemplate="%{y}: %{x}<extra></extra>",
            )
            for name, values, colour in bars
        ]
    )
    figure.update_xaxes(visible=False)
    figure.update_layout(showlegend=len(bars) > 1, legend={"orientation": "h", "y": -0.05})
    height = 80 + (26 if len(bars) == 1 else 40) * len(shown)
    chart(figure, t("Caseloads in the whole school"), height, "caseloads", where)
    loads_in_order = in_a_row(str(load) for load in sorted(now, reverse=True)[:_BARS])
    where.caption(t("From the most loaded: {loads}", loads=loads_in_order))


def _teams(workspace: Workspace, planned: Planned, class_id: str) -> None:
    """The units round the families of the class, where the school has a table of units."""
    outcome = planned.outcome
    school = outcome.school
    if outcome.plan.teams is None:
        return
    rows = [
        {
            N_("student"): school.label(row.student_id),
            N_("need"): t(row.dimension),
            N_("unit"): school.unit[row.unit_id].name,
            N_("reasons"): join(row.reasons),
        }
        for row in outcome.plan.teams
        if school.student[row.student_id].class_id == class_id
    ]
    st.subheader(t("Teams round families"), anchor=False)
    part_notes(workspace, planned, Part.TEAMS, class_id)
    if rows:
        table(rows)
    else:
        st.info(t("No family in this class needs a unit of the town."))
