"""The head of every page: the class looked at, buttons that plan, what is out of date."""

from __future__ import annotations

import streamlit as st

from pairing.app.state.address import begin, class_key, class_shown, go_to, offered
from pairing.app.state.schools.opening import keep
from pairing.app.state.stale import Why
from pairing.app.state.workspace import Workspace
from pairing.app.text import markdown_safe, t
from pairing.app.widgets.frame.sidebar import AT_ONCE
from pairing.app.widgets.out_of_date import out_of_date, plan_words
from pairing.model.enums import Part
from pairing.reports.group_names import group_title

__all__ = ["header"]

_BLINK = 0.8
"""Seconds for which the page may wait rather than show a bar."""


def header(workspace: Workspace, *, plans: bool = True, picks: bool = True) -> None:
    """Choose a class or a set and plan it, or all.

    Args:
        workspace: the school.
        plans: whether the page is about a plan; else the class alone is chosen.
        picks: whether the page is about a class at all.
    """
    school = workspace.school
    if not (plans or picks):
        return
    groups, sets = offered(school), len(school.seating_groups) > len(school.class_)
    pick, press, every, _ = st.columns([2, 2.2, 2, 2.5], vertical_alignment="bottom")
    class_id = class_shown(school)
    if picks:
        class_id = pick.selectbox(
            t("Class or set") if len(groups) > len(school.class_) else t("Class"),
            groups,
            groups.index(class_id),
            format_func=lambda group_id: group_title(school, group_id),
            key=class_key(),
            persist_state="session",
        )
    if workspace.job is None and workspace.rules_touched:
        workspace.rules_touched = False
        if st.session_state.get(AT_ONCE) and _only_rules(workspace, class_id):
            _plan_at_once(workspace, class_id)
    if not plans:
        return
    busy = workspace.job is not None
    press.button(
        markdown_safe(plan_words(school, class_id)),
        key="plan class",
        type="primary",
        width="stretch",
        disabled=busy,
        on_click=_begin,
        args=(workspace, (class_id,)),
    )
    every.button(
        t("Plan all classes and sets") if sets else t("Plan all classes"),
        width="stretch",
        disabled=busy,
        on_click=_begin,
        args=(workspace, school.seating_groups),
    )
    out_of_date(workspace, class_id)


def _only_rules(workspace: Workspace, class_id: str) -> bool:
    """Whether the class has seats, and nothing but rules has changed since they were planned.

    What a decision about a need or another day would change is for a person to ask for.
    """
    if workspace.planned is None or not workspace.planned.has_seats(class_id):
        return False
    stale = workspace.stale(class_id)
    why = {one for part, reasons in stale.items() if part != Part.SESSIONS for one in reasons}
    return bool(why) and not why & {Why.NEEDS, Why.DAY}


def _plan_at_once(workspace: Workspace, class_id: str) -> None:
    """Plan a class anew from where it is, where a rule has changed.

    That is most often done in the blink of an eye, and so in this very run; what takes longer
    shows its progress, as any other plan does.
    """
    workspace.begin((class_id,), from_here=True)
    if workspace.job is None or not workspace.job.ended_within(_BLINK):
        go_to("Seats")
        return
    workspace.collect()
    keep(workspace)
    if workspace.planned is None or not workspace.planned.has_seats(class_id):
        # What cannot hold together is told there.
        go_to("Seats")


def _begin(workspace: Workspace, classes: tuple[str, ...]) -> None:
    """Start planning. What there is is kept first, so that a page loaded anew finds the job."""
    keep(workspace, always=True)
    begin(workspace, classes)
