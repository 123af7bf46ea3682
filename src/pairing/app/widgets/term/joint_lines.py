"""How pairs, and the students of one mentor, went on together: joint lines, nobody's own."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go
import streamlit as st

from pairing.app.state.entries import viewer
from pairing.app.state.planned import Planned
from pairing.app.state.workspace import Workspace
from pairing.app.text import plotly_safe, t
from pairing.app.theme import chart, dates_below
from pairing.language import name_key
from pairing.monitoring import Facet, Joint, joint_progress, mentor_progress, visible

__all__ = ["joint_lines"]

_AT_ONCE = 8
"""More lines than this cannot be told apart; there are pages of them."""


def joint_lines(workspace: Workspace, planned: Planned, class_id: str) -> None:
    """The pairs of a class in one chart, and the students of one mentor in another."""
    school, plan, looker = workspace.findings.school, planned.plan, viewer(workspace)

    def seen(joint: Joint) -> bool:
        return all(Facet.MARKS in visible(looker, school, plan, one) for one in joint.people)

    with st.expander(t("Progress together")):
        st.caption(
            t(
                "Each line is of people who work together: how far their common standing rose over "
                "their first exam, in standard deviations of the grade. It is no ranking."
            )
        )
        pairs = [
            one
            for one in joint_progress(school, plan)
            if any(school.student[person].class_id == class_id for person in one.people)
            and seen(one)
        ]
        _pairs(workspace, pairs)
        mentors = {row.teacher_id for row in plan.mentors or ()} & school.teacher.keys()
        if not mentors:
            return
        teacher_id = st.selectbox(
            t("A mentor's students together"),
            sorted(mentors, key=lambda one: name_key(school.teacher_label(one))),
            format_func=school.teacher_label,
            index=None,
            placeholder=t("Pick one"),
            key="joint mentor",
        )
        if teacher_id is not None:
            own = [one for one in mentor_progress(school, plan, teacher_id) if seen(one)]
            if own:
                names = [t(one.subject) for one in own]
                _lines(own, names, t("A mentor's students together"), "joint mentor lines")
            else:
                st.info(t("Nothing to show of this mentor's students together."))


def _pairs(workspace: Workspace, pairs: Sequence[Joint]) -> None:
    if not pairs:
        st.info(t("No pair of this class has sat two exams together."))
        return
    pages = -(-len(pairs) // _AT_ONCE)
    number = (
        st.number_input(t("Page, 1 to {pages}", pages=pages), 1, pages, 1, key="joint", width=160)
        if pages > 1
        else 1
    )
    shown = pairs[(number - 1) * _AT_ONCE : number * _AT_ONCE]
    school = workspace.findings.school
    names = [
        f"{t(one.subject)}: {' · '.join(sorted(map(school.label, one.people), key=name_key))}"
        for one in shown
    ]
    _lines(shown, names, t("Pairs together"), "joint pairs")


def _lines(joint: Sequence[Joint], names: Sequence[str], title: str, key: str) -> None:
    figure = go.Figure()
    for number, (one, name) in enumerate(zip(joint, names, strict=True)):
        figure.add_scatter(
            x=[when for when, _ in one.line],
            y=[rise for _, rise in one.line],
            name=plotly_safe(name),
            mode="lines+markers",
            marker={"symbol": number},
            hovertemplate="%{y:+.2f}<extra>%{fullData.name}</extra>",
        )
    figure.add_hline(y=0, line_dash="dot", line_width=1)
    dates_below(figure, (when for one in joint for when, _ in one.line))
    figure.update_yaxes(title=t("over the first exam, in standard deviations"))
    chart(figure, title, 340, key)
