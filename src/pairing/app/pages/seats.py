"""The page of seats: the map, what people do on it by hand, and why somebody sits somewhere."""

from __future__ import annotations

import plotly.graph_objects as go
import streamlit as st

from pairing.app.state.address import SELECTED
from pairing.app.state.edits import school_edits
from pairing.app.state.memo import once
from pairing.app.state.planned import Planned
from pairing.app.state.workspace import Workspace
from pairing.app.text import labelled, markdown_safe, md, t
from pairing.app.theme import BLUE, chart
from pairing.app.widgets.conflict import conflict_panel
from pairing.app.widgets.proofs import holds_now
from pairing.app.widgets.seat_map.component import MapEvent, Marks, seat_map, seat_map_data
from pairing.app.widgets.seat_map.no_seats import no_seats
from pairing.app.widgets.seat_map.overlays import NEEDS, Overlay, overlays_of
from pairing.app.widgets.seat_map.seat_reasons import elsewhere_panel, why_here_panel
from pairing.language import N_
from pairing.model.enums import Part, Status
from pairing.planning import (
    CurvePoint,
    Outcome,
    PartSummary,
    SwapTable,
    disruption_curve,
    swap_table,
)

__all__ = ["seats_page"]

_FIRST, _CURVE = "first of two", "disruption"
_LOOK, _APART = N_("see why"), N_("keep two apart")
_SHOW_NEEDS = N_("Show needs (staff only)")


def seats_page(workspace: Workspace, planned: Planned, class_id: str) -> None:
    """The seat map of a class: drag to swap, pin, keep apart, undo, and ask why."""
    outcome = planned.outcome
    detail = outcome.summary.parts[Part.SEATS].details.get(class_id)
    if detail is None:
        if workspace.job is None:
            no_seats(workspace.school, class_id)
        return
    for note in detail.notes:
        st.info(markdown_safe(note))
    if detail.status is Status.INFEASIBLE:
        conflict_panel(workspace, planned, class_id, detail, "")
        if planned.history.before:
            st.button(t("↶ Back to the plan before"), on_click=planned.undo)
    if detail.status in (Status.INFEASIBLE, Status.NOT_PLANNED):
        return
    if workspace.journal.news:
        st.toast(markdown_safe(workspace.journal.news))
        workspace.journal.news = None
    _score(detail, holds_now(workspace, class_id, Part.SEATS))
    staff, clicking = _toolbar(workspace, planned, class_id)
    overlay, links = _over(outcome, class_id) if staff else (None, False)
    selected = st.session_state.get(SELECTED)
    marks = Marks(selected, st.session_state.get(_FIRST), planned.pinned_in(class_id), links)
    swaps = _swaps(workspace, planned, class_id)
    seat_map(
        seat_map_data(outcome, class_id, staff, marks, swaps, overlay),
        f"map {class_id}",
        lambda event: _heard(workspace, planned, class_id, event, clicking),
    )
    if clicking == _LOOK:
        if staff:
            st.caption(t("▼ blue: needs help · ▲ orange: helps others"))
        st.caption(
            t(
                "◆ pinned · dashed: free. Click a student to pin them or see why; drag one to "
                "another seat, or use space and the arrow keys; p pins."
            )
        )
    if selected in outcome.plan.seats_of(class_id):
        _pin_button(planned, class_id, str(selected))
        if staff:
            why_here_panel(outcome, class_id, str(selected))
            elsewhere_panel(outcome, class_id, str(selected))
        else:
            # The reasons tell who needs help: they are not for whoever looks over a shoulder.
            st.info(
                md(
                    "Why here, and where else: turn on “{switch}” above the map.",
                    switch=t(_SHOW_NEEDS),
                )
            )
    _curve(workspace, planned, class_id)


def _score(detail: PartSummary, now: bool) -> None:
    """The points, and what is proved of them where the seats are not out of date."""
    score, share = detail.objective, 100 * (1 - detail.gap)
    points = f"**{md('{points} points', points=f'{score:g}')}**"
    if not now:
        told = t("as judged when these seats were planned; what is best now, a new plan tells.")
        st.markdown(labelled(points, told))
        return
    proof = (
        t("no plan can do better.")
        if detail.status is Status.OPTIMAL
        else md(
            "no plan can have more than {bound} ({share} % reached).",
            bound=f"{detail.bound:g}",
            share=f"{share:.0f}",
        )
    )
    hard = t("Hard rules are broken.") if detail.violations else t("All hard rules hold.")
    if detail.violations:
        hard = f"**{hard}**"
    st.markdown(labelled(points, f"{proof} {hard}"))


def _toolbar(workspace: Workspace, planned: Planned, class_id: str) -> tuple[bool, str]:
    """Undo, redo, the next plan; answers (whether needs are shown, what a click does)."""
    undo, redo, following, click, switch = st.columns(
        [1, 1, 2, 3, 2.4], vertical_alignment="center"
    )
    busy = workspace.job is not None
    undo.button(
        t("↶ Undo"),
        width="stretch",
        disabled=busy or not planned.history.before,
        on_click=planned.undo,
    )
    redo.button(
        t("↷ Redo"),
        width="stretch",
        disabled=busy or not planned.history.after,
        on_click=planned.redo,
    )
    following.button(
        t("Next plan from here"),
        width="stretch",
        disabled=busy,
        help=t(
            "Better seats with few moves: pinned students stay, each other move must be worth it."
        ),
        on_click=workspace.begin,
        args=((class_id,), True),
    )
    clicking = click.segmented_control(
        t("A click on two students"),
        (_LOOK, _APART),
        format_func=t,
        default=_LOOK,
        label_visibility="collapsed",
        key="clicking",
    )
    staff = switch.toggle(
        t(_SHOW_NEEDS),
        False,
        help=t("Who needs help, who helps, and why somebody sits there. Not for pupils' eyes."),
        key="staff",
        # It is found as it was left, from whichever page somebody comes back.
        persist_state="session",
    )
    if clicking == _APART:
        first = st.session_state.get(_FIRST)
        name = workspace.school.label(first) if first in workspace.school.student else ""
        st.info(
            md("Now click whom to keep apart from {name}.", name=name)
            if name
            else t(
                "Click two students: they will sit apart, and the class is planned anew from here."
            )
        )
    else:
        st.session_state.pop(_FIRST, None)
    return staff, clicking or _LOOK


def _over(outcome: Outcome, class_id: str) -> tuple[Overlay, bool]:
    """What the map shows on top of the names, and whether lines show who helps whom."""
    known = overlays_of(outcome, class_id)
    pick, lines, _ = st.columns([3, 3, 4], vertical_alignment="center")
    key = pick.selectbox(
        t("On the seats"),
        list(known),
        format_func=lambda key: known[key].title if key in known else key,
        key="overlay",
        label_visibility="collapsed",
    )
    links = lines.toggle(t("Lines: who helps whom"), False, key="links")
    return known.get(key, known[NEEDS]), links


def _swaps(workspace: Workspace, planned: Planned, class_id: str) -> SwapTable | None:
    """What every swap would change, worked out once for a plan and its pins."""
    if workspace.job is not None:
        return None
    outcome, pins = planned.outcome, planned.pins_of(class_id)
    return once(
        "swap table",
        outcome,
        (class_id, planned.seat_pins),
        lambda: swap_table(outcome.context, outcome.plan, class_id, pins),
    )


def _heard(
    workspace: Workspace, planned: Planned, class_id: str, event: MapEvent, clicking: str
) -> None:
    """Do what a person asked for on the map, before the page is drawn again."""
    if event.swapped is not None:
        planned.swap(class_id, *event.swapped)
    if event.pinned is not None:
        planned.pin_seat(class_id, event.pinned)
    if event.picked is None:
        return
    if clicking != _APART:
        st.session_state[SELECTED] = event.picked
        return
    first = st.session_state.pop(_FIRST, None)
    if first is None:
        st.session_state[_FIRST] = event.picked
    elif first != event.picked and school_edits.keep_apart(
        workspace, class_id, first, event.picked
    ):
        workspace.begin((class_id,), from_here=True)


def _pin_button(planned: Planned, class_id: str, student_id: str) -> None:
    pinned = student_id in planned.pinned_in(class_id)
    name = planned.outcome.school.label(student_id)
    label = md("Let {name} loose", name=name) if pinned else md("Pin {name} here", name=name)
    stays = t("Whoever is pinned keeps the seat in every new plan.")
    st.button(
        label,
        key="pin seat",
        help=stays,
        on_click=planned.pin_seat,
        args=(class_id, student_id),
    )


def _curve(workspace: Workspace, planned: Planned, class_id: str) -> None:
    """What a few moved students would gain, as a curve to choose a plan from."""
    outcome = planned.outcome
    with st.expander(t("How much better with few moves?")):
        if st.button(t("Work it out"), key="curve", disabled=workspace.job is not None):
            with st.spinner(t("Trying 0, 2, 4, 8 and more moved students")):
                found = disruption_curve(
                    outcome.context, class_id, outcome.plan, pins=planned.pins_of(class_id)
                )
            st.session_state[_CURVE] = (outcome, class_id, found)
        kept: tuple[Outcome, str, tuple[CurvePoint, ...]] | None = st.session_state.get(_CURVE)
        if kept is None or kept[0] is not outcome or kept[1] != class_id:
            return
        points = kept[2]
        figure = go.Figure(
            go.Scatter(
                x=[point.moved for point in points],
                y=[point.points for point in points],
                mode="lines+markers",
                marker_color=BLUE,
                hovertemplate="%{x}: %{y:g}<extra></extra>",
            )
        )
        figure.update_xaxes(title=t("students who move"))
        figure.update_yaxes(title=t("points"))
        chart(figure, t("Gain and disruption"), 300, "disruption curve")
        pick, take = st.columns([3, 1], vertical_alignment="bottom")
        chosen = pick.selectbox(
            t("Plan"),
            range(len(points)),
            format_func=lambda number: t(
                "{moved} move: {points} points",
                moved=points[number].moved,
                points=f"{points[number].points:g}",
            ),
            key="curve point",
        )
        if take.button(t("Take this plan"), width="stretch", disabled=workspace.job is not None):
            planned.take_seats(class_id, points[chosen].seats)
            st.rerun()
