"""The front door: pick a class, see who needs what, press one button, see the plan."""

from __future__ import annotations

import time

import streamlit as st

from pairing.model.fault import Fault, InputError
from pairing.planning import Outcome
from pairing.ui.compare import compare_view
from pairing.ui.panel import AT_ONCE, rules_panel, school_panel
from pairing.ui.people import mentors_view, pairs_view
from pairing.ui.seats import SELECTED, seats_view
from pairing.ui.sessions import sessions_view
from pairing.ui.state import Desk, desk
from pairing.ui.text import markdown_safe
from pairing.ui.views import download, needs_view, rules_view

__all__ = ["show"]

_POLL = 0.25
_VIEW = "view"
"""The session's key of the open tab."""
_VIEWS = ("Seats", "Needs", "Pairs", "Mentors", "Sessions", "Compare", "Score")


def show() -> None:
    """Draw the page."""
    st.set_page_config(page_title="pairing", page_icon="🪑", layout="wide")
    try:
        own = desk()
    except InputError as error:
        _faults(error.faults)
        return
    with st.sidebar:
        faults = school_panel(own)
    if faults:
        _faults(faults)
    if own is None:
        st.title("Plan a class in a minute")
        st.info("Upload your school on the left, or get the template to fill in.")
        return
    made = own.collect()
    if made is not None:
        # Whatever was looked at before: who asked for a plan wants to see it.
        st.session_state[_VIEW] = made.value.capitalize()
    with st.sidebar:
        rules_panel(own)
    _page(own)


def _faults(faults: tuple[Fault, ...]) -> None:
    """Everything that is wrong with an upload; what was open before stays open."""
    st.error(f"{len(faults)} thing(s) to mend before this school can be opened:")
    rows = [
        {
            "sheet": fault.table,
            "row": fault.row,
            "column": fault.column,
            "value": fault.value[:200],
            "expected": fault.expected,
            "did you mean": fault.suggestion,
        }
        for fault in faults[:1000]
    ]
    st.dataframe(rows, hide_index=True, width="stretch")


def _page(own: Desk) -> None:
    school = own.school
    classes = tuple(school.class_)
    if not classes:
        st.info("This school has no classes yet. Add rows to the sheet classes.")
        return
    _follow_link(classes)
    st.header("Who helps whom, and who sits where", anchor=False)
    pick, press, every, _ = st.columns([2, 2.2, 2, 2.5], vertical_alignment="bottom")
    class_id = pick.selectbox("Class", classes, key="class_id")
    st.query_params["class"] = class_id
    busy = own.job is not None
    if press.button(
        f"Plan class {markdown_safe(class_id)}", type="primary", width="stretch", disabled=busy
    ):
        own.begin((class_id,))
        st.rerun()
    if every.button("Plan all classes", width="stretch", disabled=busy):
        own.begin(classes)
        st.rerun()
    _progress(own)
    if own.stale and not busy:
        if st.session_state.get(AT_ONCE) and own.has_seats(class_id):
            own.begin((class_id,), from_here=True)
            st.rerun()
        st.warning("Something changed since this plan was made. Press the button for a new one.")
    _tabs(own, class_id)


def _follow_link(classes: tuple[str, ...]) -> None:
    """A link may name a class, a tab and a student: ?class=7A&view=Pairs&student=S014."""
    wanted = st.query_params
    if "class_id" not in st.session_state and wanted.get("class") in classes:
        st.session_state["class_id"] = wanted["class"]
    if _VIEW not in st.session_state and wanted.get("view") in _VIEWS:
        st.session_state[_VIEW] = wanted["view"]
    if SELECTED not in st.session_state and "student" in wanted:
        st.session_state[SELECTED] = wanted["student"]


def _tabs(own: Desk, class_id: str) -> None:
    if own.outcome is None:
        (only,) = st.tabs(["Needs"])
        with only:
            needs_view(own, class_id)
        return
    # The open tab is state of ours: the browser's own memory of it does not outlive new tabs.
    tabs = dict(zip(_VIEWS, st.tabs(_VIEWS, key=_VIEW, on_change="rerun"), strict=True))
    # First, though it stands below: a run that a click cuts short must not take the file away.
    with st.container():
        download(own)
    for name, tab in tabs.items():
        if tab.open:
            st.query_params["view"] = name
            with tab:
                _view(name, own, own.outcome, class_id)


def _view(name: str, own: Desk, outcome: Outcome, class_id: str) -> None:
    match name:
        case "Seats":
            seats_view(own, outcome, class_id)
        case "Needs":
            needs_view(own, class_id)
        case "Pairs":
            pairs_view(outcome, class_id)
        case "Mentors":
            mentors_view(outcome, class_id)
        case "Sessions":
            sessions_view(own, outcome)
        case "Compare":
            compare_view(own, outcome, class_id)
        case "Score":
            rules_view(outcome, class_id)


def _progress(own: Desk) -> None:
    """What a running job is doing, and a way to stop it; redrawn until it ends."""
    if own.job is None:
        return
    if own.job.error is not None:
        error = own.job.error
        own.job = None
        if isinstance(error, InputError):
            _faults(error.faults)
        else:
            st.error(f"Planning failed: {markdown_safe(error)}")
        return
    _running(own)


@st.fragment(run_every=_POLL)
def _running(own: Desk) -> None:
    job = own.job
    if job is None or not job.running:
        time.sleep(0.01)
        st.rerun()
    bar, stop = st.columns([6, 1], vertical_alignment="center")
    step = job.step
    if step is None:
        bar.progress(0.0, "Starting; the very first plan on a machine takes some 30 seconds")
    else:
        best = "" if step.score is None else f": {step.score:g} points of at most {step.bound:g}"
        words = f"{step.part} {markdown_safe(step.where)}{best}"
        bar.progress(min(1.0, step.done / max(step.total, 1e-9)), words)
    if stop.button("Stop", width="stretch", help="Take the best plan so far"):
        job.stop()
