"""The pages of who helps whom: peer pairs, and mentors and teams with their caseloads."""

from __future__ import annotations

import networkx as nx
import pandas as pd
import plotly.graph_objects as go
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pairing.app.state.memo import once
from pairing.app.state.workspace import Desk
from pairing.app.text import markdown_safe, plotly_safe, t
from pairing.app.theme import BLUE, GREY, ORANGE, chart, table
from pairing.app.widgets.conflict import conflict_panel
from pairing.app.widgets.groups import groups_panel
from pairing.app.widgets.why_not import ask_why_not
from pairing.language import N_, name_key
from pairing.model.enums import Part, Status
from pairing.model.messages.message import join
from pairing.planning import Baseline, Outcome, helper_network

__all__ = ["mentors_view", "pairs_view"]

_BARS = 30


def pairs_view(own: Desk, outcome: Outcome, class_id: str) -> None:
    """The peer pairs around a class, as a table and as a network."""
    students = outcome.school.student
    pairs = sorted(
        (
            pair
            for pair in outcome.plan.pairs or ()
            if class_id in (students[pair.tutee_id].class_id, students[pair.tutor_id].class_id)
        ),
        key=lambda pair: name_key(students[pair.tutee_id].name),
    )
    _part_notes(own, outcome, Part.PAIRS, class_id)
    if not pairs:
        st.info(t("Nobody in this class needs a peer tutor, or nobody is able to be one."))
        return
    left, right = st.columns([3, 2], gap="large")
    rows = [
        {
            N_("tutee"): students[pair.tutee_id].name,
            N_("tutor"): students[pair.tutor_id].name,
            N_("subject"): pair.subject,
            N_("reasons"): join(pair.reasons),
        }
        for pair in pairs
    ]
    table(rows, left)
    network = helper_network(outcome.plan, outcome.findings, class_id)
    names = {node: plotly_safe(students[node].name, 16) for node in network}
    _network(network, names, right)
    ask_why_not(
        own,
        outcome,
        {
            f"{students[pair.tutee_id].name}, {pair.subject}: {students[pair.tutor_id].name}": pair
            for pair in pairs
            if students[pair.tutee_id].class_id == class_id
        },
        "pairs",
    )
    groups_panel(outcome, class_id)
    _comparison(outcome)


def _network(network: nx.DiGraph[str], names: dict[str, str], where: DeltaGenerator) -> None:
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
    figure.update_layout(showlegend=False)
    figure.update_xaxes(visible=False, range=[-2.4, 2.4])
    figure.update_yaxes(visible=False)
    chart(figure, t("Who helps whom"), max(220, 60 + 30 * len(network)), "network", where)


def mentors_view(own: Desk, outcome: Outcome, class_id: str) -> None:
    """Who carries whom, and every teacher's caseload."""
    school = outcome.school
    _part_notes(own, outcome, Part.MENTORS, class_id)
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
            N_("student"): school.student[row.student_id].name,
            N_("mentor"): school.teacher[row.teacher_id].name,
            N_("reasons"): join(row.reasons),
        }
        for row in mentors
    ]
    left, right = st.columns([3, 2], gap="large")
    if rows:
        table(rows, left)
    else:
        left.info(t("Nobody in this class needs a mentor."))
    _caseloads(own, outcome, right)
    if rows:
        ask_why_not(
            own,
            outcome,
            {
                f"{school.student[row.student_id].name}: {school.teacher[row.teacher_id].name}": row
                for row in mentors
            },
            "mentors",
        )
    _teams(own, outcome, class_id)


def _caseloads(own: Desk, outcome: Outcome, where: DeltaGenerator) -> None:
    """How many students each teacher carries, and carried in the plan before."""
    school = outcome.school
    ids = [teacher.teacher_id for teacher in school.teachers]

    def loads(one: Outcome) -> pd.Series:
        carried = pd.Series([row.teacher_id for row in one.plan.mentors or ()], dtype=object)
        return carried.value_counts().reindex(ids, fill_value=0)

    now = loads(outcome).sort_values(kind="stable")
    before = next(
        (
            state.outcome
            for state in reversed(own.history.before)
            if state.outcome.plan.mentors not in (None, outcome.plan.mentors)
        ),
        None,
    )
    shown = now[-_BARS:]
    names = [plotly_safe(school.teacher[one].name, 20) for one in shown.index]
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
    loads_in_order = ", ".join(str(one) for one in sorted(now, reverse=True)[:_BARS])
    where.caption(t("From the most loaded: {loads}", loads=loads_in_order))


def _teams(own: Desk, outcome: Outcome, class_id: str) -> None:
    """The units round the families of the class, where the school has a table of units."""
    school = outcome.school
    if outcome.plan.teams is None:
        return
    rows = [
        {
            N_("student"): school.student[row.student_id].name,
            N_("need"): t(row.dimension),
            N_("unit"): school.unit[row.unit_id].name,
            N_("reasons"): join(row.reasons),
        }
        for row in outcome.plan.teams
        if school.student[row.student_id].class_id == class_id
    ]
    st.subheader(t("Teams round families"), anchor=False)
    _part_notes(own, outcome, Part.TEAMS, class_id)
    if rows:
        table(rows)
    else:
        st.info(t("No family in this class needs a unit of the town."))


def _part_notes(own: Desk, outcome: Outcome, part: Part, class_id: str) -> None:
    summary = outcome.summary.parts[part]
    for note in summary.notes:
        st.info(markdown_safe(note))
    if summary.status is Status.INFEASIBLE:
        conflict_panel(own, class_id, summary, f"{part} ")


_WAYS = {
    "rank_split": N_("Rank and split"),
    "greedy": N_("Best first, the most severe need first"),
    "random": N_("Any able tutor"),
    "stable": N_("If they chose themselves"),
}
_THIS = N_("This plan")


def _comparison(outcome: Outcome) -> None:
    """The plan beside what schools do today, and how stable it is."""
    summary = outcome.summary.parts[Part.PAIRS]
    compared = once("comparison", outcome, (), lambda: outcome.comparison(Part.PAIRS))
    if compared is None:
        return
    covered = len({(pair.tutee_id, pair.subject) for pair in outcome.plan.pairs or ()})
    rows = {_THIS: Baseline(summary.reached, covered, summary.violations)}
    rows |= {_WAYS[name]: one for name, one in compared.baselines.items()}
    with st.expander(t("Beside other ways of pairing")):
        table(
            [
                {
                    N_("way"): t(way),
                    N_("points"): one.objective,
                    N_("needs with a tutor"): one.covered,
                    N_("hard rules broken"): one.violations,
                }
                for way, one in rows.items()
            ]
        )
        st.caption(
            t(
                "{count} times in the school a tutor and a tutee would both rather have each other "
                "than what the plan gives them; if they chose themselves, the last line is what "
                "they would end up with.",
                count=compared.blocking,
            )
        )
