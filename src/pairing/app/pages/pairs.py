"""The page of peer pairs: who helps whom, why not another, and other ways of pairing."""

from __future__ import annotations

import networkx as nx
import plotly.graph_objects as go
import streamlit as st

from pairing.app.state.memo import once
from pairing.app.state.planned import Planned
from pairing.app.state.workspace import Workspace
from pairing.app.text import labelled, plotly_safe, t
from pairing.app.theme import BLUE, GREY, ORANGE, chart, table
from pairing.app.widgets.part_notes import part_notes
from pairing.app.widgets.sessions.groups import groups_panel
from pairing.app.widgets.why_not import ask_why_not
from pairing.language import N_, in_a_row, name_key
from pairing.model.enums import Part
from pairing.model.messages.message import join
from pairing.model.pin import Pin
from pairing.planning import Baseline, helper_network

__all__ = ["pairs_page"]


def pairs_page(workspace: Workspace, planned: Planned, class_id: str) -> None:
    """The peer pairs around a class, as a table and as a network."""
    outcome = planned.outcome
    school, students = outcome.school, outcome.school.student
    pairs = sorted(
        (
            pair
            for pair in outcome.plan.pairs or ()
            if class_id in (students[pair.tutee_id].class_id, students[pair.tutor_id].class_id)
        ),
        key=lambda pair: name_key(students[pair.tutee_id].name),
    )
    part_notes(workspace, planned, Part.PAIRS, class_id)
    if not pairs:
        st.info(t("Nobody in this class needs a peer tutor, or nobody is able to be one."))
        return
    rows = [
        {
            N_("tutee"): school.label(pair.tutee_id),
            N_("tutor"): school.label(pair.tutor_id),
            N_("subject"): pair.subject,
            N_("reasons"): join(pair.reasons),
        }
        for pair in pairs
    ]
    # Over the whole width: the reasons are long.
    table(rows)
    network = helper_network(outcome.plan, outcome.findings, class_id)
    names = {node: plotly_safe(school.label(node), 16) for node in network}
    _network(network, names)
    ask_why_not(
        planned,
        {
            labelled(
                in_a_row((school.label(pair.tutee_id), t(pair.subject))),
                school.label(pair.tutor_id),
            ): pair
            for pair in pairs
            if students[pair.tutee_id].class_id == class_id
        },
        "pairs",
    )
    groups_panel(workspace, outcome, class_id)
    _comparison(planned)


def _network(network: nx.DiGraph[str], names: dict[str, str]) -> None:
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
        side_nodes = [node for node in network if bool(network.out_degree(node)) is helps]
        figure.add_scatter(
            x=[places[node][0] for node in side_nodes],
            y=[places[node][1] for node in side_nodes],
            mode="markers+text",
            text=[names[node] for node in side_nodes],
            textposition=side,
            marker={"size": 11, "color": colour, "symbol": symbol},
            hoverinfo="text",
        )
    figure.update_layout(showlegend=False)
    figure.update_xaxes(visible=False, range=[-2.4, 2.4])
    figure.update_yaxes(visible=False)
    chart(figure, t("Who helps whom"), max(220, 60 + 30 * len(network)), "network")


_WAYS = {
    "rank_split": N_("Rank and split"),
    "greedy": N_("Best first, the most severe need first"),
    "random": N_("Any able tutor"),
    "stable": N_("If they chose themselves"),
}
_THIS = N_("This plan")


def _comparison(planned: Planned) -> None:
    """The plan beside what schools do today, and how stable it is."""
    outcome, pins = planned.outcome, tuple(map(Pin, planned.couple_pins))
    summary = outcome.summary.parts[Part.PAIRS]
    compared = once("comparison", outcome, pins, lambda: outcome.comparison(Part.PAIRS, pins))
    if compared is None:
        return
    covered = len({(pair.tutee_id, pair.subject) for pair in outcome.plan.pairs or ()})
    rows = {_THIS: Baseline(summary.reached, covered, summary.violations)}
    rows |= {_WAYS[name]: baseline for name, baseline in compared.baselines.items()}
    with st.expander(t("Beside other ways of pairing")):
        table(
            [
                {
                    N_("way"): t(way),
                    N_("points"): baseline.objective,
                    N_("needs with a tutor"): baseline.covered,
                    N_("hard rules broken"): baseline.violations,
                }
                for way, baseline in rows.items()
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
