"""The page of needs: who needs what and why, how scores went, and who waits for a decision."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pairing.app.state import visitor
from pairing.app.state.workspace import Workspace
from pairing.app.text import markdown_safe, md, plotly_safe, t
from pairing.app.theme import chart, table
from pairing.language import N_, name_key
from pairing.model.enums import Ruling
from pairing.model.messages.message import join
from pairing.model.plan import Need
from pairing.planning import need_counts

__all__ = ["needs_page"]

_ALL = "all"


def needs_page(workspace: Workspace, class_id: str) -> None:
    """Who needs what, why, and who is near a line and waits for a decision."""
    findings = workspace.findings
    students = findings.school.student
    where, what, _ = st.columns([2, 2, 4], vertical_alignment="center")
    school_wide = where.segmented_control(
        t("Where"),
        (False, True),
        format_func=lambda everywhere: t("the whole school") if everywhere else t("this class"),
        default=False,
        key="needs where",
        label_visibility="collapsed",
    )
    names = sorted({need.need for need in findings.needs})
    need_name = what.selectbox(
        t("Need"),
        (_ALL, *names),
        format_func=lambda need: t("all needs") if need == _ALL else t(need),
        key="needs which",
        label_visibility="collapsed",
    )
    shown = [
        need
        for need in findings.needs
        if (school_wide or students[need.student_id].class_id == class_id)
        and need_name in (_ALL, need.need)
    ]
    shown.sort(key=lambda need: (-need.severity, name_key(students[need.student_id].name)))
    left, right = st.columns([3, 2], gap="large")
    with left:
        people = len({need.student_id for need in shown})
        place = t("the whole school") if school_wide else class_id
        st.subheader(
            md("{count} students of {place} need help", count=people, place=place), anchor=False
        )
        if shown:
            _table(workspace, shown)
        else:
            st.info(t("Nobody here needs help, as far as the tables tell."))
        _near_line(workspace, class_id)
    counts = pd.DataFrame(need_counts(findings), columns=["class", "need", "students"])
    if not counts.empty:
        _heat_map(counts, right)
    _progress(workspace, class_id, right)


def _table(workspace: Workspace, needs: list[Need]) -> None:
    students = workspace.findings.school.student
    table(
        [
            {
                N_("student"): students[need.student_id].name,
                N_("class"): students[need.student_id].class_id,
                N_("need"): t(need.need),
                N_("severity"): need.severity,
                N_("reasons"): join(need.reasons),
                N_("causes"): ", ".join(t(cause.value) for cause in need.causes),
            }
            for need in needs
        ],
        column_config={
            t("severity"): st.column_config.ProgressColumn(
                min_value=0, max_value=3, format="%d", help=t("1 mild, 3 severe")
            )
        },
    )


def _heat_map(counts: pd.DataFrame, where: DeltaGenerator) -> None:
    grid = counts.pivot(index="need", columns="class", values="students").fillna(0)
    figure = go.Figure(
        go.Heatmap(
            z=grid.to_numpy(),
            x=[plotly_safe(name) for name in grid.columns],
            y=[plotly_safe(t(str(name))) for name in grid.index],
            colorscale="Blues",
            texttemplate="%{z:d}",
            showscale=False,
            hovertemplate="%{y}, %{x}: %{z:d}<extra></extra>",
            xgap=2,
            ygap=2,
        )
    )
    figure.update_xaxes(type="category")
    figure.update_yaxes(autorange="reversed")
    chart(figure, t("Students in need, by class"), 90 + 28 * len(grid), "heat map", where)


def _progress(workspace: Workspace, class_id: str, where: DeltaGenerator) -> None:
    """How one student's exams went, against the grade: 0 is the grade's mean."""
    findings = workspace.findings
    members = sorted(findings.school.members[class_id], key=lambda student: name_key(student.name))
    picked = where.selectbox(
        t("Progress over exams"),
        members,
        format_func=lambda student: student.name,
        index=None,
        key=f"progress {class_id}",
        placeholder=t("Pick a student"),
    )
    if picked is None:
        return
    school = findings.school
    lines = {
        subject: standing.sat
        for subject in school.subjects
        if (standing := school.standing.get((picked.student_id, subject))) and standing.sat
    }
    if not lines:
        where.info(t("No exam was sat."))
        return
    figure = go.Figure()
    for number, (subject, marks) in enumerate(lines.items()):
        figure.add_scatter(
            x=[mark.date for mark in marks],
            y=[mark.z for mark in marks],
            name=plotly_safe(subject),
            mode="lines+markers",
            marker={"symbol": number},
            hovertemplate="%{y:+.2f}<extra>%{fullData.name}</extra>",
        )
    figure.add_hline(y=0, line_dash="dot", line_width=1)
    figure.update_yaxes(title=t("standard deviations from the grade's mean"))
    chart(figure, t("Progress over exams"), 340, "progress", where)


def _near_line(workspace: Workspace, class_id: str) -> None:
    findings = workspace.findings
    students = findings.school.student
    waiting = [
        need for need in findings.near_line if students[need.student_id].class_id == class_id
    ]
    if not waiting:
        return
    by = visitor.name()
    with st.expander(t("{count} near a line: please decide", count=len(waiting)), expanded=True):
        if not by:
            st.caption(t("Write your name on the left: a decision keeps who, when and what."))
        for need in waiting:
            words, yes, no = st.columns([5, 1.3, 1.3], vertical_alignment="center")
            name = students[need.student_id].name
            reasons = markdown_safe(join(need.reasons))
            words.markdown(f"**{markdown_safe(name)}**, {markdown_safe(t(need.need))}: {reasons}")
            key = f"{need.student_id} {need.need}"
            for column, ruling, label in (
                (yes, Ruling.CONFIRMED, N_("Confirm")),
                (no, Ruling.DISMISSED, N_("Dismiss")),
            ):
                column.button(
                    t(label),
                    key=f"{label} {key}",
                    width="stretch",
                    disabled=not by,
                    on_click=workspace.decide,
                    args=(need, ruling, by),
                )
