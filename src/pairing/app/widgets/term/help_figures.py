"""What help brought, in words and as intervals, with what must be known to read it."""

from __future__ import annotations

import plotly.graph_objects as go
import streamlit as st

from pairing.app.state.entries import log_of
from pairing.app.state.memo import once
from pairing.app.state.planned import Planned
from pairing.app.state.workspace import Workspace
from pairing.app.text import plotly_safe, t
from pairing.app.theme import BLUE, bullets, chart
from pairing.language import day
from pairing.monitoring import (
    EVERY_SUBJECT,
    Effect,
    Effects,
    Kind,
    effect_words,
    effects,
    kind_words,
)

__all__ = ["help_figures"]

_ASKED = "effect asked for"


def help_figures(workspace: Workspace, planned: Planned) -> None:
    """Worked out when somebody asks, and kept for this school and plan."""
    with st.expander(t("What help brought"), expanded=True):
        st.caption(
            t(
                "How those who were helped went on, against students who stood where they did and "
                "had no help. No figure is promised: it may be none."
            )
        )
        school, outcome = workspace.findings.school, planned.outcome
        now = (workspace.school, outcome)
        if st.button(t("Work it out"), key="work out effect"):
            st.session_state[_ASKED] = now
        asked: tuple[object, ...] | None = st.session_state.get(_ASKED)
        if asked is None or any(one is not other for one, other in zip(asked, now, strict=True)):
            return
        with st.spinner(t("Comparing")):
            found = once(
                "effects",
                now,
                None,
                lambda: effects(log_of(workspace), outcome.plan, outcome.summary.on),
            )
        _figures(found)
        if school.today is not None:
            st.caption(t("As of {day}.", day=day(school.today)))


def _figures(found: Effects) -> None:
    bullets(effect_words(found.rows))
    kinds = {row.kind for row in found.rows} - {Kind.ALL}
    told = [
        row
        for row in found.rows
        if row.told is not None and (row.kind is not Kind.ALL or len(kinds) > 1)
    ]
    if told:
        _intervals(told)
    if found.notes:
        st.markdown("**" + t("To be read with it") + "**")
        bullets(dict.fromkeys(map(str, found.notes)))


def _intervals(rows: list[Effect]) -> None:
    figure = go.Figure()
    known = [(row, row.told) for row in rows if row.told is not None]
    figure.add_scatter(
        x=[told.difference for _, told in known],
        y=[plotly_safe(_name(row)) for row, _ in known],
        error_x={
            "type": "data",
            "symmetric": False,
            "array": [told.high - told.difference for _, told in known],
            "arrayminus": [told.difference - told.low for _, told in known],
        },
        mode="markers",
        marker={"size": 10, "color": BLUE},
        hovertemplate="%{y}: %{x:+.2f}<extra></extra>",
    )
    figure.add_vline(x=0, line_dash="dot", line_width=1)
    figure.update_xaxes(title=t("standard deviations, over others who stood where they did"))
    figure.update_yaxes(autorange="reversed")
    chart(figure, t("What help brought, with 95 % intervals"), 120 + 34 * len(rows), "effects")


def _name(row: Effect) -> str:
    subject = t("all subjects") if row.subject == EVERY_SUBJECT else t(row.subject)
    return f"{kind_words(row.kind)}, {subject}"
