"""The page of needs: who needs what and why, how scores went, and who waits for a decision."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pairing.app.state.workspace import Workspace
from pairing.app.text import markdown_safe, plotly_safe, t, tn
from pairing.app.theme import chart, dates_below, table
from pairing.app.widgets.needs.need_decisions import by_hand, decided, near_line
from pairing.app.widgets.needs.needs_notes import needs_notes, undo_buttons
from pairing.app.widgets.where import whole_school
from pairing.language import N_, in_a_row, name_key
from pairing.model.messages.message import join
from pairing.model.plan import Need
from pairing.model.records import Decision, Student
from pairing.planning import need_counts

__all__ = ["needs_page"]

_ALL = "all"


def needs_page(workspace: Workspace, class_id: str) -> None:
    """Who needs what, why, and who is near a line and waits for a decision."""
    findings = workspace.findings
    where, what, _, back, forth = st.columns([2.4, 2, 1.6, 1, 1], vertical_alignment="center")
    school_wide = whole_school(where, "needs where")
    signs = (*findings.found, *findings.needs)
    need_name = what.selectbox(
        t("Need"),
        (_ALL, *sorted({need.need for need in signs})),
        format_func=lambda need: t("all needs") if need == _ALL else t(need),
        key="needs which",
        label_visibility="collapsed",
    )
    undo_buttons(workspace, back, forth)
    members = findings.school.students if school_wide else findings.school.members[class_id]
    names = {student.student_id: findings.school.label(student.student_id) for student in members}

    def shown(row: Need | Decision) -> bool:
        return row.student_id in names and need_name in (_ALL, row.need)

    needs = [need for need in findings.needs if shown(need)]
    needs.sort(key=lambda need: (-need.severity, name_key(names[need.student_id])))
    people = len({need.student_id for need in needs})
    title = tn(
        "{count} student of {place} needs help",
        "{count} students of {place} need help",
        people,
        place=t("the whole school") if school_wide else class_id,
    )
    st.subheader(markdown_safe(title), anchor=False)
    # Over the whole width: the reasons are long.
    if needs:
        _table(workspace, needs)
    else:
        st.info(t("Nobody here needs help, as far as the tables tell."))
    left, right = st.columns([3, 2], gap="large")
    with left:
        waiting = [need for need in findings.near_line if shown(need)]
        near_line(workspace, waiting, of_classes=school_wide)
        by_hand(workspace, needs, members, of_classes=school_wide)
        _dismissed(workspace, [(need, row) for need, row in findings.dismissed if shown(need)])
        rulings = [row for row in findings.decisions if shown(row)]
        decided(workspace, rulings, of_classes=school_wide)
        needs_notes(workspace)
    counts = pd.DataFrame(need_counts(findings), columns=["class", "need", "students"])
    if not counts.empty:
        _heat_map(counts, right)
    _progress(workspace, members, class_id if not school_wide else _ALL, right)


def _dismissed(workspace: Workspace, rows: list[tuple[Need, Decision]]) -> None:
    """What was found and set aside by a person, with the signs that there are."""
    if not rows:
        return
    school = workspace.findings.school
    words = tn("{count} need dismissed", "{count} needs dismissed", len(rows))
    with st.expander(words):
        table(
            [
                {
                    N_("student"): school.label(need.student_id),
                    N_("class"): school.student[need.student_id].class_id,
                    N_("need"): t(need.need),
                    N_("severity"): need.severity,
                    N_("reasons"): join(need.reasons),
                    N_("dismissed by"): row.by,
                    N_("why"): row.note or "",
                }
                for need, row in rows
            ]
        )


def _table(workspace: Workspace, needs: list[Need]) -> None:
    school = workspace.findings.school
    table(
        [
            {
                N_("student"): school.label(need.student_id),
                N_("class"): school.student[need.student_id].class_id,
                N_("need"): t(need.need),
                N_("severity"): need.severity,
                N_("reasons"): join(need.reasons),
                N_("causes"): in_a_row(t(cause.label) for cause in need.causes),
            }
            for need in needs
        ],
        column_config={
            t("severity"): st.column_config.ProgressColumn(
                min_value=0, max_value=3, format="%d", help=t("1 mild, 3 severe"), width=80
            ),
            t("class"): st.column_config.TextColumn(width=50),
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


def _progress(
    workspace: Workspace, students: Sequence[Student], place: str, where: DeltaGenerator
) -> None:
    """How one student's exams went, against the grade: 0 is the grade's mean."""
    members = sorted(students, key=lambda student: name_key(student.name))
    picked = where.selectbox(
        t("Progress over exams"),
        members,
        format_func=lambda student: workspace.findings.school.label(student.student_id),
        index=None,
        key=f"progress {place}",
        placeholder=t("Pick a student"),
    )
    if picked is None:
        return
    school = workspace.findings.school
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
    dates_below(figure, (mark.date for marks in lines.values() for mark in marks))
    figure.add_hline(y=0, line_dash="dot", line_width=1)
    figure.update_yaxes(
        title=t("beside the grade's mean"),
        tickvals=[-2, -1, 0, 1, 2],
        ticktext=[t("far under"), t("under"), t("mean"), t("over"), t("far over")],
    )
    chart(figure, t("Progress over exams"), 340, "progress", where)
