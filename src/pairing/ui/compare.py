"""The view that sets the seats beside those of an earlier plan."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from pairing.planning import Outcome
from pairing.planning.differences import Differences, seat_differences
from pairing.ui.look import BLUE, GREY, NO_TOOLS
from pairing.ui.state import Desk
from pairing.ui.text import plotly_safe

__all__ = ["compare_view"]


def compare_view(own: Desk, outcome: Outcome, class_id: str) -> None:
    """Pick an earlier plan: scores by rule, who sits elsewhere, who gains, who loses."""
    earlier = {
        number: state.outcome
        for number, state in enumerate(own.history.before, 1)
        if state.outcome.plan.seats_of(class_id)
    }
    if not earlier:
        st.info(
            "There is only one plan of this class so far. Drag somebody, change a rule or ask for "
            "the next plan, and compare."
        )
        return
    pick = st.selectbox(
        "Compare with",
        list(reversed(earlier)),
        format_func=lambda number: f"the plan before change {number}",
        key="compare with",
    )
    found = seat_differences(earlier[pick], outcome, class_id)
    if found is None:
        return
    moved = sum(one.moved for one in found.students)
    before, after, elsewhere = st.columns(3)
    before.metric("Points then", f"{found.before:g}")
    change = found.after - found.before
    after.metric("Points now", f"{found.after:g}", f"{change:+g}" if change else None)
    elsewhere.metric("Sit elsewhere", moved)
    if not found.students and not found.rules:
        st.success("The two plans are the same.")
        return
    rules, students = st.columns([2, 3], gap="large")
    with rules:
        _rules(found)
    with students:
        _students(outcome, found)


def _rules(found: Differences) -> None:
    names = [plotly_safe(one.rule, 24) for one in found.rules]
    figure = go.Figure(
        [
            go.Bar(x=[one.before for one in found.rules], y=names, orientation="h", name="then",
                   marker_color=GREY),
            go.Bar(x=[one.after for one in found.rules], y=names, orientation="h", name="now",
                   marker_color=BLUE),
        ]
    )  # fmt: skip
    figure.update_layout(
        title="Points by rule",
        height=130 + 46 * len(names),
        margin={"l": 0, "r": 0, "t": 40, "b": 0},
        legend={"orientation": "h", "y": -0.1},
    )
    st.plotly_chart(figure, config=NO_TOOLS, key="compared rules")


def _students(outcome: Outcome, found: Differences) -> None:
    names = outcome.findings.school.student
    rows = [
        {
            "student": names[one.student_id].name if one.student_id in names else one.student_id,
            "seat then": one.seat_before,
            "seat now": one.seat_after,
            "points": round(one.after - one.before, 3),
            "so": "gains" if one.after > one.before else "loses" if one.after < one.before else "",
        }
        for one in found.students
    ]
    st.dataframe(pd.DataFrame(rows), hide_index=True, width="stretch")
    st.caption("Points of all matches that name a student; a match of two counts for both.")
