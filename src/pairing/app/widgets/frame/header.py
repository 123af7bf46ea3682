"""The head of every page: the class looked at, buttons that plan, what is out of date."""

from __future__ import annotations

import streamlit as st

from pairing.app.state.address import begin, class_key, class_shown
from pairing.app.state.opening import keep
from pairing.app.state.workspace import Workspace
from pairing.app.text import md, t
from pairing.app.widgets.frame.sidebar import AT_ONCE

__all__ = ["header"]

_BLINK = 0.8
"""Seconds for which the page may wait rather than show a bar."""


def header(workspace: Workspace, classes: tuple[str, ...]) -> None:
    """Choose a class and plan it, or all of them."""
    pick, press, every, _ = st.columns([2, 2.2, 2, 2.5], vertical_alignment="bottom")
    shown = class_shown(classes)
    class_id = pick.selectbox(
        t("Class"), classes, classes.index(shown), key=class_key(), persist_state="session"
    )
    stale = _stale(workspace, class_id)
    if stale and st.session_state.get(AT_ONCE) and _has_seats(workspace, class_id):
        _plan_at_once(workspace, class_id)
        stale = _stale(workspace, class_id)
    busy = workspace.job is not None
    press.button(
        md("Plan class {class_id}", class_id=class_id),
        key="plan class",
        type="primary",
        width="stretch",
        disabled=busy,
        on_click=_begin,
        args=(workspace, (class_id,)),
    )
    every.button(
        t("Plan all classes"),
        width="stretch",
        disabled=busy,
        on_click=_begin,
        args=(workspace, classes),
    )
    if stale:
        st.warning(t("Something changed since this plan was made. Press the button for a new one."))


def _stale(workspace: Workspace, class_id: str) -> bool:
    """Whether a class's plan is out of date, and no new one is in the making."""
    return workspace.job is None and bool(workspace.stale_parts(class_id))


def _has_seats(workspace: Workspace, class_id: str) -> bool:
    return workspace.planned is not None and workspace.planned.has_seats(class_id)


def _plan_at_once(workspace: Workspace, class_id: str) -> None:
    """Plan a class anew from where it is, where a rule has changed.

    That is most often done in the blink of an eye, and so in this very run; what takes longer
    shows its progress, as any other plan does.
    """
    begin(workspace, (class_id,), from_here=True)
    if workspace.job is not None and workspace.job.ended_within(_BLINK):
        workspace.collect()
        keep(workspace)


def _begin(workspace: Workspace, classes: tuple[str, ...]) -> None:
    """Start planning. What there is is kept first, so that a page loaded anew finds the job."""
    keep(workspace, always=True)
    begin(workspace, classes)
