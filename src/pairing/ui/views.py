"""The views of a plan: seats, needs, pairs, mentors, the score, and the download."""

from __future__ import annotations

import io
import zipfile

import networkx as nx
import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from pairing.files.plan_files import plan_texts
from pairing.model.enums import Part, Ruling, Status
from pairing.model.message import join
from pairing.planning import Outcome
from pairing.planning.advice import seat_fits
from pairing.planning.explain import helper_network, need_counts, why_here
from pairing.rules.base import SCALE
from pairing.ui.components.seat_map import seat_map, seat_map_data
from pairing.ui.state import Desk
from pairing.ui.text import markdown_safe, plotly_safe

__all__ = [
    "download",
    "mentors_view",
    "needs_view",
    "pairs_view",
    "rules_view",
    "seats_view",
]

_BLUE, _ORANGE = "#1f5f9e", "#d9822b"
_NO_TOOLS = {"displayModeBar": False}


def seats_view(outcome: Outcome, class_id: str) -> None:
    """The seat map of a class, and why the picked student sits where they do."""
    detail = outcome.summary.parts[Part.SEATS].details.get(class_id)
    if detail is None:
        st.info("This class has no seats yet. Press the button above.")
        return
    for note in detail.notes:
        st.info(markdown_safe(note))
    for member in detail.conflict:
        st.markdown(f"- {markdown_safe(member)}")
    if detail.status in (Status.INFEASIBLE, Status.NOT_PLANNED):
        if detail.status is Status.INFEASIBLE:
            st.error("Switch one of these rules off on the left, and press the button again.")
        return
    score, share = detail.objective / SCALE, 100 * (1 - detail.gap)
    proof = (
        "no plan can do better."
        if detail.status is Status.OPTIMAL
        else f"no plan can have more than {detail.bound / SCALE:g} ({share:.0f} % reached)."
    )
    words, switch = st.columns([3, 1], vertical_alignment="center")
    words.markdown(f"**{score:g} points**: {proof} All hard rules hold.")
    staff = switch.toggle(
        "Show needs (staff only)", True, help="Switch off before anybody else sees the screen."
    )
    if staff:
        st.caption("▼ blue: needs help · ▲ orange: helps others · dashed: free. Click a student.")
    selected = st.session_state.get("selected")
    picked = seat_map(seat_map_data(outcome, class_id, staff, selected), f"map {class_id}")
    if picked and picked != selected:
        st.session_state.selected = selected = picked
        st.rerun()
    if selected in outcome.plan.seats_of(class_id) and staff:
        _why(outcome, class_id, str(selected))
        _elsewhere(outcome, class_id, str(selected))


def _why(outcome: Outcome, class_id: str, student_id: str) -> None:
    name = outcome.findings.school.student[student_id].name
    st.subheader(f"Why {markdown_safe(name)} sits here", anchor=False)
    bearings = why_here(outcome.findings, outcome.plan, class_id, student_id)
    if not bearings:
        st.markdown("No rule speaks about this student: any free seat would do.")
        return
    rows = [
        {"rule": bearing.rule, "points": bearing.points, "because": str(bearing.text)}
        for bearing in bearings
    ]
    st.dataframe(pd.DataFrame(rows), hide_index=True, width="stretch")


def _elsewhere(outcome: Outcome, class_id: str, student_id: str) -> None:
    """The best other seats, all others staying where they are but the one swapped with."""
    students = outcome.findings.school.student
    fits = seat_fits(outcome.findings, outcome.plan, class_id, student_id)
    rows = [
        {
            "seat": fit.seat_id,
            "swaps with": students[fit.swaps_with].name if fit.swaps_with else "nobody: it is free",
            "points": fit.change,
        }
        for fit in fits[:5]
        if fit.possible
    ]
    st.subheader(f"Where else {markdown_safe(students[student_id].name)} could sit", anchor=False)
    if not rows:
        st.markdown("No other seat keeps every hard rule while all others stay.")
        return
    st.dataframe(pd.DataFrame(rows), hide_index=True, width="stretch")
    barred = sum(not fit.possible for fit in fits)
    st.caption(f"Everybody else stays. {barred} of {len(fits)} seats would break a hard rule.")


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
        chart.plotly_chart(_heat_map(counts), config=_NO_TOOLS, key="heat map")


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


def pairs_view(outcome: Outcome, class_id: str) -> None:
    """The peer pairs around a class, as a table and as a network."""
    students = outcome.findings.school.student
    rows = [
        {
            "tutee": students[pair.tutee_id].name,
            "tutor": students[pair.tutor_id].name,
            "subject": pair.subject,
            "reasons": join(pair.reasons),
        }
        for pair in outcome.plan.pairs or ()
        if class_id in (students[pair.tutee_id].class_id, students[pair.tutor_id].class_id)
    ]
    _part_notes(outcome, Part.PAIRS)
    if not rows:
        st.info("Nobody in this class needs a peer tutor, or nobody is able to be one.")
        return
    table, chart = st.columns([3, 2], gap="large")
    table.dataframe(pd.DataFrame(rows), hide_index=True, width="stretch")
    network = helper_network(outcome.plan, outcome.findings, class_id)
    names = {node: plotly_safe(students[node].name, 16) for node in network}
    chart.plotly_chart(_network(network, names), config=_NO_TOOLS, key="network")


def _network(network: nx.DiGraph[str], names: dict[str, str]) -> go.Figure:
    places = nx.bipartite_layout(
        network, [node for node in network if network.out_degree(node)], align="vertical"
    )
    figure = go.Figure()
    for tutor, tutee in network.edges:
        (x0, y0), (x1, y1) = places[tutor], places[tutee]
        figure.add_scatter(
            x=[x0, x1], y=[y0, y1], mode="lines", line={"color": "#b8bec6"}, hoverinfo="skip"
        )
    for helps, colour, symbol, side in (
        (True, _ORANGE, "triangle-up", "middle left"),
        (False, _BLUE, "triangle-down", "middle right"),
    ):
        own = [node for node in network if bool(network.out_degree(node)) is helps]
        figure.add_scatter(
            x=[places[node][0] for node in own],
            y=[places[node][1] for node in own],
            mode="markers+text",
            text=[names[node] for node in own],
            textposition=side,
            marker={"size": 11, "color": colour, "symbol": symbol},
            hoverinfo="text",
        )
    figure.update_layout(
        title="Who helps whom",
        height=max(220, 60 + 30 * len(network)),
        showlegend=False,
        margin={"l": 0, "r": 0, "t": 40, "b": 0},
    )
    figure.update_xaxes(visible=False, range=[-2.4, 2.4])
    figure.update_yaxes(visible=False)
    return figure


def mentors_view(outcome: Outcome, class_id: str) -> None:
    """Who carries whom, and every teacher's caseload."""
    school = outcome.findings.school
    _part_notes(outcome, Part.MENTORS)
    if outcome.plan.mentors is None:
        return
    rows = [
        {
            "student": school.student[row.student_id].name,
            "mentor": school.teacher[row.teacher_id].name,
            "reasons": join(row.reasons),
        }
        for row in outcome.plan.mentors
        if school.student[row.student_id].class_id == class_id
    ]
    table, chart = st.columns([3, 2], gap="large")
    if rows:
        table.dataframe(pd.DataFrame(rows), hide_index=True, width="stretch")
    else:
        table.info("Nobody in this class needs a mentor.")
    loads = pd.Series([row.teacher_id for row in outcome.plan.mentors]).value_counts()
    loads = loads.reindex([teacher.teacher_id for teacher in school.teachers], fill_value=0)
    loads = loads.sort_values(kind="stable")[-30:]
    figure = go.Figure(
        go.Bar(
            x=loads.to_numpy(),
            y=[plotly_safe(school.teacher[teacher_id].name, 20) for teacher_id in loads.index],
            orientation="h",
            marker_color=_BLUE,
            texttemplate="%{x}",
            hovertemplate="%{y}: %{x} students<extra></extra>",
        )
    )
    figure.update_layout(
        title="Caseloads in the whole school",
        height=80 + 26 * len(loads),
        margin={"l": 0, "r": 0, "t": 40, "b": 0},
    )
    figure.update_xaxes(visible=False)
    chart.plotly_chart(figure, config=_NO_TOOLS, key="caseloads")
    _teams(outcome, class_id)


def _teams(outcome: Outcome, class_id: str) -> None:
    """The units round the families of the class, where the school has a table of units."""
    school = outcome.findings.school
    if outcome.plan.teams is None:
        return
    rows = [
        {
            "student": school.student[row.student_id].name,
            "need": row.dimension,
            "unit": school.unit[row.unit_id].name,
            "reasons": join(row.reasons),
        }
        for row in outcome.plan.teams
        if school.student[row.student_id].class_id == class_id
    ]
    st.subheader("Teams round families")
    _part_notes(outcome, Part.TEAMS)
    if rows:
        st.dataframe(pd.DataFrame(rows), hide_index=True, width="stretch")
    else:
        st.info("No family in this class needs a unit of the town.")


def _part_notes(outcome: Outcome, part: Part) -> None:
    summary = outcome.summary.parts[part]
    for note in summary.notes:
        st.info(markdown_safe(note))
    if summary.status is Status.INFEASIBLE:
        st.error("These cannot hold together; switch one off on the left, or change the table:")
        for member in summary.conflict:
            st.markdown(f"- {markdown_safe(member)}")


def rules_view(outcome: Outcome, class_id: str) -> None:
    """What each rule brings and costs: the score analysis."""
    detail = outcome.summary.parts[Part.SEATS].details.get(class_id)
    groups = [
        ("Seats", detail.rules if detail else ()),
        ("Peer pairs", outcome.summary.parts[Part.PAIRS].rules),
        ("Mentors", outcome.summary.parts[Part.MENTORS].rules),
        ("Teams", outcome.summary.parts[Part.TEAMS].rules),
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
        data = _archive(own.outcome)
        st.download_button(
            "Download the plan", data, "plan.zip", "application/zip", on_click="ignore"
        )


def _archive(outcome: Outcome) -> bytes:
    """The zip of an outcome, packed once.

    The same outcome gives the same bytes, for Streamlit names a file by its content and ends
    a download whose file another redraw has renamed.
    """
    packed: tuple[Outcome, bytes] | None = st.session_state.get("archive")
    if packed is not None and packed[0] is outcome:
        return packed[1]
    texts = plan_texts(outcome.plan, outcome.summary.as_json(), outcome.findings)
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in texts.items():
            # The BOM tells Excel that the text is UTF-8.
            data = text.encode("utf-8-sig" if name.endswith(".csv") else "utf-8")
            archive.writestr(name, data)
    st.session_state.archive = (outcome, memory.getvalue())
    return memory.getvalue()
