"""The view of seats: the map, what people do on it by hand, and why somebody sits somewhere."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from pairing.files import seat_sheets
from pairing.model.enums import Part, Status
from pairing.planning import Outcome, SwapTable, swap_table
from pairing.planning.advice import seat_fits
from pairing.planning.explain import why_here
from pairing.planning.summary import PartSummary
from pairing.rules.base import SCALE
from pairing.ui.components.overlays import NEEDS, Overlay, overlays_of
from pairing.ui.components.seat_map import MapEvent, Marks, seat_map, seat_map_data
from pairing.ui.memo import once
from pairing.ui.panel import switch_key
from pairing.ui.state import Desk
from pairing.ui.text import markdown_safe

__all__ = ["SELECTED", "seats_view"]

SELECTED, _FIRST = "selected", "first of two"
_LOOK, _APART = "see why", "keep two apart"


def seats_view(own: Desk, outcome: Outcome, class_id: str) -> None:
    """The seat map of a class: drag to swap, pin, keep apart, undo, and ask why."""
    detail = outcome.summary.parts[Part.SEATS].details.get(class_id)
    if detail is None:
        st.info("This class has no seats yet. Press the button above.")
        return
    for note in detail.notes:
        st.info(markdown_safe(note))
    if detail.status is Status.INFEASIBLE:
        _conflict(own, class_id, detail)
    if detail.status in (Status.INFEASIBLE, Status.NOT_PLANNED):
        return
    if own.news:
        st.toast(markdown_safe(own.news))
        own.news = ""
    _score(detail)
    staff, clicking = _toolbar(own, class_id)
    overlay, links = _over(outcome, class_id) if staff else (None, False)
    selected = st.session_state.get(SELECTED)
    marks = Marks(selected, st.session_state.get(_FIRST), own.pinned_in(class_id), links)
    swaps = _swaps(own, outcome, class_id)
    seat_map(
        seat_map_data(outcome, class_id, staff, marks, swaps, overlay),
        f"map {class_id}",
        lambda event: _heard(own, class_id, event, clicking),
    )
    if staff and clicking == _LOOK:
        st.caption(
            "▼ blue: needs help · ▲ orange: helps others · ◆ pinned · dashed: free. Click a "
            "student to see why; drag one to another seat, or use space and the arrow keys; p pins."
        )
    _print(outcome, class_id)
    if selected in outcome.plan.seats_of(class_id) and staff:
        _pin_button(own, class_id, str(selected))
        _why(outcome, class_id, str(selected))
        _elsewhere(outcome, class_id, str(selected))


def _conflict(own: Desk, class_id: str, detail: PartSummary) -> None:
    """The rules and pins that cannot hold together, each with a button that lets it go."""

    def let_go(owner: str) -> None:
        if not own.let_pin_go(owner):
            st.session_state[switch_key(own, owner)] = False
            own.switch_off(owner)
        own.begin((class_id,))

    st.error("These cannot hold together. Let go of one of them:")
    for number, (words, owner) in enumerate(zip(detail.conflict, detail.owners, strict=True)):
        told, go = st.columns([5, 1.4], vertical_alignment="center")
        told.markdown(f"- {markdown_safe(words)}")
        go.button(
            "Let it go",
            key=f"let go {number}",
            width="stretch",
            on_click=let_go,
            args=(owner,),
            disabled=own.job is not None,
        )
    if own.history.before and st.button("↶ Back to the plan before"):
        own.undo()
        st.rerun()


def _score(detail: PartSummary) -> None:
    score, share = detail.objective / SCALE, 100 * (1 - detail.gap)
    proof = (
        "no plan can do better."
        if detail.status is Status.OPTIMAL
        else f"no plan can have more than {detail.bound / SCALE:g} ({share:.0f} % reached)."
    )
    hard = "All hard rules hold." if not detail.violations else "**Hard rules are broken.**"
    st.markdown(f"**{score:g} points**: {proof} {hard}")


def _toolbar(own: Desk, class_id: str) -> tuple[bool, str]:
    """Undo, redo, the next plan; answers (whether needs are shown, what a click does)."""
    undo, redo, following, click, switch = st.columns(
        [1, 1, 2, 3, 2.4], vertical_alignment="center"
    )
    busy = own.job is not None
    if undo.button("↶ Undo", width="stretch", disabled=busy or not own.history.before):
        own.undo()
        st.rerun()
    if redo.button("↷ Redo", width="stretch", disabled=busy or not own.history.after):
        own.redo()
        st.rerun()
    if following.button(
        "Next plan from here",
        width="stretch",
        disabled=busy,
        help="Better seats with few moves: pinned students stay, each other move must be worth it.",
    ):
        own.begin((class_id,), from_here=True)
        st.rerun()
    clicking = click.segmented_control(
        "A click on two students", (_LOOK, _APART), default=_LOOK, label_visibility="collapsed"
    )
    staff = switch.toggle(
        "Show needs (staff only)", True, help="Switch off before anybody else sees the screen."
    )
    if clicking == _APART:
        first = st.session_state.get(_FIRST)
        name = own.school.student[first].name if first in own.school.student else ""
        st.info(
            f"Now click whom to keep apart from {markdown_safe(name)}."
            if name
            else "Click two students: they will sit apart, and the class is planned anew from here."
        )
    else:
        st.session_state.pop(_FIRST, None)
    return staff, clicking or _LOOK


def _over(outcome: Outcome, class_id: str) -> tuple[Overlay, bool]:
    """What the map shows on top of the names, and whether lines show who helps whom."""
    known = overlays_of(outcome, class_id)
    pick, lines, _ = st.columns([3, 3, 4], vertical_alignment="center")
    title = pick.selectbox("On the seats", known, key="overlay", label_visibility="collapsed")
    links = lines.toggle("Lines: who helps whom", False, key="links")
    return known.get(title, known[NEEDS]), links


def _swaps(own: Desk, outcome: Outcome, class_id: str) -> SwapTable | None:
    """What every swap would change, worked out once for a plan and its pins."""
    if own.job is not None:
        return None
    pins = own.pins_of(class_id)
    return once(
        "swap table",
        outcome,
        (class_id, own.seat_pins),
        lambda: swap_table(outcome.findings, outcome.plan, class_id, pins),
    )


def _print(outcome: Outcome, class_id: str) -> None:
    """The pages to put up or to lay on the desk: names and places, nothing else."""
    with st.expander("Print"):
        titles = ("As pupils see it", "As the teacher sees it", "Door list")
        pages = once(
            "seat sheets",
            outcome,
            class_id,
            lambda: seat_sheets(outcome.findings.school, outcome.plan, class_id),
        )
        for column, title, (name, page) in zip(st.columns(3), titles, pages.items(), strict=False):
            column.download_button(
                title, page, name, "text/html", width="stretch", on_click="ignore"
            )
        st.caption("Open the page and print it. It has no needs and no scores.")


def _heard(own: Desk, class_id: str, event: MapEvent, clicking: str) -> None:
    """Do what a person asked for on the map, before the page is drawn again."""
    if event.swapped is not None:
        own.swap(class_id, *event.swapped)
    if event.pinned is not None:
        own.pin_seat(class_id, event.pinned)
    if event.picked is None:
        return
    if clicking != _APART:
        st.session_state[SELECTED] = st.query_params["student"] = event.picked
        return
    first = st.session_state.pop(_FIRST, None)
    if first is None:
        st.session_state[_FIRST] = event.picked
    elif first != event.picked and own.keep_apart(class_id, first, event.picked):
        own.begin((class_id,), from_here=True)


def _pin_button(own: Desk, class_id: str, student_id: str) -> None:
    pinned = student_id in own.pinned_in(class_id)
    name = markdown_safe(own.school.student[student_id].name)
    label = f"Let {name} loose" if pinned else f"Pin {name} here"
    if st.button(label, key="pin seat", help="Whoever is pinned keeps the seat in every new plan."):
        own.pin_seat(class_id, student_id)
        st.rerun()


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
