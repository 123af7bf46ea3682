"""The views of who helps whom: peer pairs, mentors, teams, and why not another."""

from __future__ import annotations

import networkx as nx
import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from pairing.model.enums import Part, Status
from pairing.model.message import join
from pairing.model.plan import Mentorship, Pair
from pairing.planning import Alternative, Outcome, alternatives, why_not
from pairing.planning.explain import helper_network
from pairing.planning.summary import Baseline
from pairing.rules.base import SCALE
from pairing.ui.groups import groups_panel
from pairing.ui.look import BLUE, GREY, NO_TOOLS, ORANGE, bullets
from pairing.ui.memo import once
from pairing.ui.text import markdown_safe, plotly_safe

__all__ = ["mentors_view", "pairs_view"]


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
    chart.plotly_chart(_network(network, names), config=NO_TOOLS, key="network")
    _ask(
        outcome,
        {
            f"{students[pair.tutee_id].name}, {pair.subject}: {students[pair.tutor_id].name}": pair
            for pair in outcome.plan.pairs or ()
            if students[pair.tutee_id].class_id == class_id
        },
        "pairs",
    )
    groups_panel(outcome, class_id)
    _comparison(outcome)


def _network(network: nx.DiGraph[str], names: dict[str, str]) -> go.Figure:
    places = nx.bipartite_layout(
        network, [node for node in network if network.out_degree(node)], align="vertical"
    )
    figure = go.Figure()
    for tutor, tutee in network.edges:
        (x0, y0), (x1, y1) = places[tutor], places[tutee]
        figure.add_scatter(
            x=[x0, x1], y=[y0, y1], mode="lines", line={"color": GREY}, hoverinfo="skip"
        )
    for helps, colour, symbol, side in (
        (True, ORANGE, "triangle-up", "middle left"),
        (False, BLUE, "triangle-down", "middle right"),
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
            marker_color=BLUE,
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
    chart.plotly_chart(figure, config=NO_TOOLS, key="caseloads")
    if rows:
        _ask(
            outcome,
            {
                f"{school.student[row.student_id].name}: {school.teacher[row.teacher_id].name}": row
                for row in outcome.plan.mentors
                if school.student[row.student_id].class_id == class_id
            },
            "mentors",
        )
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
        bullets(summary.conflict)


_WAYS = {
    "rank_split": "Rank and split",
    "greedy": "Best first, the most severe need first",
    "random": "Any able tutor",
    "stable": "If they chose themselves",
}


def _comparison(outcome: Outcome) -> None:
    """The plan beside what schools do today, and how stable it is."""
    summary = outcome.summary.parts[Part.PAIRS]
    compared = summary.comparison
    if compared is None:
        return
    covered = len({(pair.tutee_id, pair.subject) for pair in outcome.plan.pairs or ()})
    rows = {"This plan": Baseline(summary.objective, covered, summary.violations)}
    rows |= {_WAYS[name]: one for name, one in compared.baselines.items()}
    table = pd.DataFrame(
        [
            {
                "way": way,
                "points": one.objective / SCALE,
                "needs with a tutor": one.covered,
                "hard rules broken": one.violations,
            }
            for way, one in rows.items()
        ]
    )
    with st.expander("Beside other ways of pairing"):
        st.dataframe(table, hide_index=True, width="stretch")
        st.caption(
            f"{compared.blocking} times in the school a tutor and a tutee would both rather have "
            "each other than what the plan gives them; if they chose themselves, the last line "
            "is what they would end up with."
        )


def _ask(outcome: Outcome, rows: dict[str, Pair | Mentorship], key: str) -> None:
    """Pick a couple of the plan: who else could be chosen, and what would come with it."""
    st.subheader("Why not another?")
    picked = st.selectbox("For", rows, index=None, key=f"for {key}", placeholder="Pick one")
    if picked is None:
        return
    found = _alternatives(outcome, rows[picked])
    shown = {_name(outcome, one): one for one in found if not one.chosen}
    far = [one for one in shown.values() if one.cost is not None]
    if not far:
        st.info("Nobody else may be chosen under the hard rules.")
        return
    who, chain = st.columns([3, 2], gap="large")
    columns = {
        "who": list(shown),
        "points the plan would lose": [one.cost for one in shown.values()],
    }
    if any(one.barred for one in shown.values()):
        columns["in the way"] = [join(one.barred) for one in shown.values()]
    who.dataframe(
        pd.DataFrame(columns),
        hide_index=True,
        width="stretch",
        height=min(320, 40 + 36 * len(shown)),
    )
    wish = chain.selectbox("What comes with", list(shown), key=f"wish {key} {picked}")
    change = why_not(outcome.findings, outcome.plan, shown[wish].row)
    if not change.possible:
        chain.error("Not possible, because of")
        bullets((*change.barred, *change.conflict), chain)
        return
    chain.markdown(f"**{-change.cost:+g} points**, and then")
    bullets(change.chain(outcome.findings.school), chain)


def _alternatives(outcome: Outcome, row: Pair | Mentorship) -> tuple[Alternative, ...]:
    """The alternatives to a couple."""
    return once(
        "alternatives", outcome, row, lambda: alternatives(outcome.findings, outcome.plan, row)
    )


def _name(outcome: Outcome, one: Alternative) -> str:
    school = outcome.findings.school
    match one.row:
        case Pair(tutor_id=tutor_id):
            return f"{school.student[tutor_id].name} ({tutor_id})"
        case Mentorship(teacher_id=teacher_id):
            return f"{school.teacher[teacher_id].name} ({teacher_id})"
    return ""
