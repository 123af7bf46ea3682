"""The views of needs and of the score, and the download."""

from __future__ import annotations

import io
import zipfile

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from pairing.files.plan_files import plan_texts
from pairing.model.enums import Part, Ruling
from pairing.model.message import join
from pairing.planning import Outcome
from pairing.planning.explain import need_counts
from pairing.rules.base import SCALE
from pairing.ui.look import NO_TOOLS
from pairing.ui.memo import once
from pairing.ui.state import Desk
from pairing.ui.text import markdown_safe, plotly_safe

__all__ = [
    "download",
    "needs_view",
    "rules_view",
]


def needs_view(own: Desk, class_id: str) -> None:
    """Who needs what, why, and who is near a line and waits for a decision."""
    findings = own.findings
    students = findings.school.student
    counts = pd.DataFrame(need_counts(findings), columns=["class", "need", "students"])
    table, chart = st.columns([3, 2], gap="large")
    rows = [
        {
            "student": students[need.student_id].name,
            "need": need.need,
            "severity": need.severity,
            "reasons": join(need.reasons),
            "causes": ", ".join(need.causes),
        }
        for need in findings.needs
        if students[need.student_id].class_id == class_id
    ]
    with table:
        people = len({row["student"] for row in rows})
        st.subheader(f"{people} students of {markdown_safe(class_id)} need help", anchor=False)
        if rows:
            st.dataframe(
                pd.DataFrame(rows),
                hide_index=True,
                width="stretch",
                column_config={
                    "severity": st.column_config.ProgressColumn(
                        "severity", min_value=0, max_value=3, format="%d", help="1 mild, 3 severe"
                    )
                },
            )
        _near_line(own, class_id)
    if not counts.empty:
        chart.plotly_chart(_heat_map(counts), config=NO_TOOLS, key="heat map")


def _heat_map(counts: pd.DataFrame) -> go.Figure:
    grid = counts.pivot(index="need", columns="class", values="students").fillna(0)
    figure = go.Figure(
        go.Heatmap(
            z=grid.to_numpy(),
            x=[plotly_safe(name) for name in grid.columns],
            y=[plotly_safe(name) for name in grid.index],
            colorscale="Blues",
            texttemplate="%{z:d}",
            showscale=False,
            hovertemplate="%{y} in %{x}: %{z:d} students<extra></extra>",
            xgap=2,
            ygap=2,
        )
    )
    figure.update_layout(
        title="Students in need, by class",
        height=90 + 28 * len(grid),
        margin={"l": 0, "r": 0, "t": 40, "b": 0},
        xaxis={"type": "category"},
        yaxis={"autorange": "reversed"},
    )
    return figure


def _near_line(own: Desk, class_id: str) -> None:
    findings = own.findings
    students = findings.school.student
    waiting = [
        need for need in findings.near_line if students[need.student_id].class_id == class_id
    ]
    if not waiting:
        return
    with st.expander(f"{len(waiting)} near a line: please decide"):
        by = st.text_input("Your name", key="decided by", placeholder="kept with each decision")
        for need in waiting:
            words, yes, no = st.columns([5, 1.3, 1.3], vertical_alignment="center")
            name = students[need.student_id].name
            words.markdown(
                f"**{markdown_safe(name)}**, {markdown_safe(need.need)}: "
                f"{markdown_safe(join(need.reasons))}"
            )
            key = f"{need.student_id} {need.need}"
            for column, ruling, label in (
                (yes, Ruling.CONFIRMED, "Confirm"),
                (no, Ruling.DISMISSED, "Dismiss"),
            ):
                if column.button(label, key=f"{label} {key}", width="stretch", disabled=not by):
                    own.decide(need, ruling, by)
                    st.rerun()
        if not by:
            st.caption("Write your name first: a decision keeps who, when and what.")


def rules_view(outcome: Outcome, class_id: str) -> None:
    """What each rule brings and costs: the score analysis."""
    detail = outcome.summary.parts[Part.SEATS].details.get(class_id)
    groups = [
        ("Seats", detail.rules if detail else ()),
        ("Peer pairs", outcome.summary.parts[Part.PAIRS].rules),
        ("Mentors", outcome.summary.parts[Part.MENTORS].rules),
        ("Teams", outcome.summary.parts[Part.TEAMS].rules),
        ("Sessions", outcome.summary.parts[Part.SESSIONS].rules),
    ]
    rows = [
        {
            "part": name,
            "rule": score.rule.title,
            "level": score.rule.level.value,
            "points": score.score / SCALE,
            "matches": sum(match.amount != 0 for match in score.matches),
            "broken": score.violations,
        }
        for name, scores in groups
        for score in scores
    ]
    st.dataframe(pd.DataFrame(rows), hide_index=True, width="stretch")
    st.caption("Soft rules add up to the score; hard rules must not be broken.")


def download(own: Desk) -> None:
    """The whole plan as a zip of the contract's files."""
    if own.outcome is not None:
        outcome = own.outcome
        data = once("archive", outcome, (), lambda: _archive(outcome))
        st.download_button(
            "Download the plan", data, "plan.zip", "application/zip", on_click="ignore"
        )


def _archive(outcome: Outcome) -> bytes:
    """The zip of an outcome, to be packed once.

    The same outcome gives the same bytes, for Streamlit names a file by its content and ends
    a download whose file another redraw has renamed.
    """
    texts = plan_texts(outcome.plan, outcome.summary.as_json(), outcome.findings)
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in texts.items():
            # The BOM tells Excel that the text is UTF-8.
            data = text.encode("utf-8-sig" if name.endswith(".csv") else "utf-8")
            archive.writestr(name, data)
    return memory.getvalue()
