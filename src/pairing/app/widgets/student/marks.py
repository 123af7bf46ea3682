"""A student's marks over time: against their own line, with the class's middle as a quiet band."""

from __future__ import annotations

import plotly.graph_objects as go
import streamlit as st

from pairing.app.text import md, plotly_safe, t, tn
from pairing.app.theme import BLUE, GREY, ORANGE, chart, dates_below
from pairing.language import day
from pairing.model.enums import GoalMeasure, GoalStatus
from pairing.monitoring import MarkLine, StudentView, together

__all__ = ["marks_section"]

_BAND = "rgba(150, 158, 170, 0.22)"
_HIGH = 300


def marks_section(view: StudentView) -> None:
    """One subject at a time: the first in which there is a need, or which the visitor picks."""
    st.subheader(t("Marks over time"), anchor=False)
    if not view.marks:
        st.caption(t("No exam was sat."))
        return
    lines = {line.subject: line for line in view.marks}
    needs = [need.need for need in view.needs if need.need in lines]
    subject = st.selectbox(
        t("Subject"),
        list(dict.fromkeys((*needs, *lines))),
        format_func=t,
        key=f"marks of {view.student_id}",
        label_visibility="collapsed",
    )
    line = lines[subject]
    chart(_figure(line, view), "", _HIGH, f"marks {view.student_id}")
    last = line.points[-1]
    if line.own is not None:
        st.caption(
            md(
                "Last {value} % ({exam}, {date}); own mean before {own} %",
                value=f"{last.value:.0f}",
                exam=last.exam,
                date=day(last.date),
                own=f"{line.own:.0f}",
            )
        )
    if line.missed:
        st.caption(tn("{count} exam missed", "{count} exams missed", line.missed))
    if not line.middle:
        st.caption(t("Too few of the class sat these exams to show its middle."))


def _figure(line: MarkLine, view: StudentView) -> go.Figure:
    figure = go.Figure()
    if line.middle:
        days = [one.date for one in line.middle]
        figure.add_scatter(
            x=[*days, *days[::-1]],
            y=[*(one.high for one in line.middle), *(one.low for one in line.middle[::-1])],
            fill="toself",
            fillcolor=_BAND,
            # One exam alone has no area: a line shows it.
            line={"width": 6 if len(days) == 1 else 0, "color": _BAND},
            mode="lines",
            name=t("the middle half of the class"),
            hoverinfo="skip",
        )
    figure.add_scatter(
        x=[one.date for one in line.points],
        y=[one.value for one in line.points],
        text=[plotly_safe(one.exam) for one in line.points],
        mode="lines+markers",
        line={"color": BLUE},
        name=t("own marks"),
        hovertemplate="%{text}: %{y:.0f} %<extra></extra>",
    )
    ends = [line.points[0].date, line.points[-1].date]
    if line.own is not None:
        figure.add_scatter(
            x=ends,
            y=[line.own] * 2,
            mode="lines",
            line={"color": GREY, "dash": "dot"},
            name=t("own mean before"),
            hoverinfo="skip",
        )
    for stand in view.goals:
        goal = stand.goal
        shown = goal.need == line.subject and goal.measure is GoalMeasure.PERCENT
        # What two are to reach as a mean is nothing that one's own curve could meet.
        if (
            shown
            and not together(goal)
            and goal.status is GoalStatus.OPEN
            and stand.target is not None
        ):
            figure.add_scatter(
                x=[goal.due],
                y=[stand.target],
                mode="markers",
                marker={"symbol": "star", "size": 12, "color": ORANGE},
                name=t("goal"),
                hovertemplate="%{y:.0f} %<extra></extra>",
            )
    dates_below(figure, (one.date for one in line.points))
    figure.update_yaxes(range=[0, 104], ticksuffix=" %")
    figure.update_layout(legend={"orientation": "h", "y": -0.15})
    return figure
