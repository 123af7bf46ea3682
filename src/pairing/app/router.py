"""The front door: who comes, which school, which class; one button, and the pages behind it."""

from __future__ import annotations

import time

import streamlit as st
from sqlalchemy.exc import SQLAlchemyError

from pairing.app.pages.compare import compare_view
from pairing.app.pages.needs import needs_view
from pairing.app.pages.people import mentors_view, pairs_view
from pairing.app.pages.print import export_view
from pairing.app.pages.seats import SELECTED, seats_view
from pairing.app.pages.sessions import sessions_view
from pairing.app.pages.settings import settings_view
from pairing.app.pages.start import start_view
from pairing.app.state import compiler
from pairing.app.state.opening import desk, store
from pairing.app.state.sync import save, take_up
from pairing.app.state.visitor import (
    BY,
    CLASS,
    LANGUAGE,
    ROLES,
    VIEW,
    chosen,
    class_shown,
    draw_tabs,
    go_to,
    role,
    views,
)
from pairing.app.state.workspace import Desk
from pairing.app.text import markdown_safe, md, t
from pairing.app.theme import faults_table
from pairing.app.widgets.sidebar import AT_ONCE, rules_panel, visitor_panel
from pairing.language import LANGUAGES, use
from pairing.model.enums import Part
from pairing.model.messages.fault import InputError
from pairing.planning import planner_of

__all__ = ["show"]

_TROUBLE = "not saved"
_POLL = 0.5
_STYLE = "<style>[data-testid=stCaptionContainer] { color: inherit; opacity: 0.8; }</style>"
"""Captions in the framework's own grey are too pale to be read by everybody."""
_BLINK = 0.8
"""Seconds for which the page may wait rather than show a bar."""


def show() -> None:
    """Draw the page."""
    st.set_page_config(page_title="pairing", page_icon="🪑", layout="wide")
    st.html(_STYLE)
    _speak()
    try:
        own = desk()
    except InputError as error:
        faults_table(error.faults)
        return
    with st.sidebar:
        visitor_panel(own)
    if own is None:
        start_view(None)
        return
    _collect(own)
    with st.sidebar:
        rules_panel(own)
    _save(own)
    _tell_of_others(own)
    _page(own)


def _collect(own: Desk) -> None:
    """Take the plan of a job that has ended."""
    made = own.collect()
    if made is not None:
        # Whatever was looked at before: who asked for a plan wants to see it.
        go_to(made.value.capitalize())


def _plan_at_once(own: Desk, class_id: str) -> None:
    """Plan a class anew from where it is, where a rule has changed.

    That is most often done in the blink of an eye, and so in this very run; what takes longer
    shows its progress, as any other plan does.
    """
    own.begin((class_id,), from_here=True)
    if own.job is not None and own.job.ended_within(_BLINK):
        _collect(own)
        _save(own)


def _speak() -> None:
    """Take the language from the visitor's choice, from the link, or from the browser."""
    use(chosen(LANGUAGE, list(LANGUAGES), st.query_params.get("lang"), _browser_language()))


def _browser_language() -> str:
    """The language of ours that is nearest to the browser's."""
    told = (st.context.locale or "").replace("_", "-").casefold()
    if not told.startswith("zh"):
        return "en"
    return "zh_TW" if any(one in told for one in ("tw", "hk", "mo", "hant")) else "zh_CN"


def _save(own: Desk, *, always: bool = False, over: bool = False) -> None:
    """Keep what changed; where that is not possible, the page says so."""
    try:
        save(own, store(), st.session_state.get(BY, ""), always=always, over=over)
    except (SQLAlchemyError, OSError) as error:
        st.session_state[_TROUBLE] = str(error)
    if own.kept is not None:
        st.query_params["work"] = own.kept.work_id


def _tell_of_others(own: Desk) -> None:
    """What could not be kept, and what others did to the same work."""
    if trouble := st.session_state.pop(_TROUBLE, None):
        st.error(md("Your work could not be saved: {error}", error=trouble))
    if own.kept is None:
        return
    if own.clash is not None:
        theirs = own.clash.theirs
        st.warning(
            md(
                "While you worked, {who} changed the same: {what}. Nothing is overwritten yet.",
                who=theirs.by or t("somebody else"),
                what=theirs.what,
            )
        )
        mine, take, _ = st.columns([2, 2, 4])
        mine.button(
            t("Keep mine on top"),
            width="stretch",
            help=t("Theirs stays a version."),
            on_click=_save,
            args=(own,),
            kwargs={"over": True},
        )
        take.button(
            t("Take theirs"),
            width="stretch",
            help=t("What you changed is dropped."),
            on_click=take_up,
            args=(own, store()),
        )
        return
    newest = store().newest(own.kept.work_id)
    if newest is not None and newest.number > own.kept.number:
        who = newest.by or t("Somebody else")
        st.info(md("{who} has changed this school: {what}.", who=who, what=newest.what))
        st.button(t("Show it"), on_click=take_up, args=(own, store()))


def _page(own: Desk) -> None:
    classes = tuple(own.school.class_)
    if not classes:
        start_view(own)
        st.info(t("This school has no classes yet. Add rows to the sheet classes."))
        return
    _follow_link()
    pick, press, every, _ = st.columns([2, 2.2, 2, 2.5], vertical_alignment="bottom")
    shown = class_shown(classes)
    class_id = pick.selectbox(t("Class"), classes, classes.index(shown), key=CLASS)
    st.query_params["class"] = class_id
    stale = _stale(own, class_id)
    if stale and st.session_state.get(AT_ONCE) and own.has_seats(class_id):
        _plan_at_once(own, class_id)
        stale = _stale(own, class_id)
    busy = own.job is not None
    press.button(
        md("Plan class {class_id}", class_id=class_id),
        key="plan class",
        type="primary",
        width="stretch",
        disabled=busy,
        on_click=_begin,
        args=(own, (class_id,)),
    )
    every.button(
        t("Plan all classes"),
        width="stretch",
        disabled=busy,
        on_click=_begin,
        args=(own, classes),
    )
    _progress(own)
    if stale:
        st.warning(t("Something changed since this plan was made. Press the button for a new one."))
    _tabs(own, class_id)


def _stale(own: Desk, class_id: str) -> bool:
    """Whether a class's plan is out of date, and no new one is in the making."""
    return own.job is None and bool(own.changed(class_id))


def _begin(own: Desk, classes: tuple[str, ...]) -> None:
    """Start planning. What there is is kept first, so that a page loaded anew finds the job."""
    _save(own, always=True)
    own.begin(classes)


def _follow_link() -> None:
    """A link may name a page and a student: ?view=Pairs&student=S014."""
    wanted = st.query_params
    if VIEW not in st.session_state and wanted.get("view") in views():
        go_to(wanted["view"])
    if SELECTED not in st.session_state and "student" in wanted:
        st.session_state[SELECTED] = wanted["student"]


def _tabs(own: Desk, class_id: str) -> None:
    if VIEW not in st.session_state:
        go_to(ROLES[role()].first if own.outcome is not None else "Start")
    # The open tab is state of ours: the browser's own memory of it does not outlive new tabs.
    name, tab = draw_tabs()
    st.query_params["view"] = name
    with tab:
        _view(name, own, class_id)


def _view(name: str, own: Desk, class_id: str) -> None:
    match name, own.outcome:
        case "Start", _:
            start_view(own)
        case "Needs", _:
            needs_view(own, class_id)
        case "Settings", _:
            settings_view(own, class_id)
        case _, None:
            st.info(t("There is no plan yet. Press the button above."))
        case "Seats", outcome:
            seats_view(own, outcome, class_id)
        case "Pairs", outcome:
            pairs_view(own, outcome, class_id)
        case "Mentors", outcome:
            mentors_view(own, outcome, class_id)
        case "Sessions", outcome:
            sessions_view(own, outcome)
        case "Compare", outcome:
            compare_view(own, outcome, class_id)
        case "Print", outcome:
            export_view(own, outcome, class_id)


def _progress(own: Desk) -> None:
    """What a running job is doing, and a way to stop it; redrawn until it ends."""
    if own.job is None:
        return
    if own.job.error is not None:
        error = own.job.error
        own.job = None
        if isinstance(error, InputError):
            faults_table(error.faults)
        else:
            st.error(md("Planning failed: {error}", error=error))
        return
    _running(own)


@st.fragment(run_every=_POLL)
def _running(own: Desk) -> None:
    _speak()
    job = own.job
    if job is None or not job.running:
        time.sleep(0.01)
        st.rerun()
    bar, stop = st.columns([6, 1], vertical_alignment="center")
    step = job.step
    if step is None or (step.part == Part.SEATS.value and compiler.at_work()):
        words = t("Starting")
        if compiler.at_work():
            words = t("The search is being compiled: this is done once, on a new machine")
        bar.progress(0.0, words)
    else:
        words = f"{t(planner_of(step.part).title)} {markdown_safe(step.where)}"
        if step.score is not None:
            words += ": " + md(
                "{score} points of at most {bound}",
                score=f"{step.score:g}",
                bound=f"{step.bound:g}",
            )
        bar.progress(min(1.0, step.done / max(step.total, 1e-9)), words)
    if stop.button(t("Stop"), width="stretch", help=t("Take the best plan so far")):
        job.stop()
