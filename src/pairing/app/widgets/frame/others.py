"""What others did to the same work meanwhile, and what could not be kept."""

from __future__ import annotations

import streamlit as st

from pairing.app.state.schools.opening import keep, store, trouble
from pairing.app.state.sync import take_up
from pairing.app.state.workspace import Workspace
from pairing.app.text import md, t
from pairing.store import ClashError

__all__ = ["tell_of_others"]


def tell_of_others(workspace: Workspace) -> None:
    """Say what could not be kept, who changed the same, and that there is something newer."""
    if error := trouble():
        st.error(md("Your work could not be saved: {error}", error=error))
    if workspace.kept is None:
        return
    if workspace.clash is not None:
        _choose(workspace, workspace.clash)
        return
    newest = store().newest(workspace.kept.work_id)
    if newest is not None and newest.number > workspace.kept.number:
        who = newest.by or t("Somebody else")
        st.info(md("{who} has changed this school: {what}.", who=who, what=newest.what))
        st.button(t("Show it"), on_click=take_up, args=(workspace, store()))


def _choose(workspace: Workspace, clash: ClashError) -> None:
    """Two changed the same: the second says which is to be the newest."""
    st.warning(
        md(
            "While you worked, {who} changed the same: {what}. Nothing is overwritten yet.",
            who=clash.theirs.by or t("somebody else"),
            what=clash.theirs.what,
        )
    )
    mine, take, _ = st.columns([2, 2, 4])
    if clash.erased:
        st.caption(
            t("Something was erased for good: what was begun before cannot be put on top of that.")
        )
    else:
        mine.button(
            t("Keep mine on top"),
            width="stretch",
            help=t("Theirs stays a version."),
            on_click=keep,
            args=(workspace,),
            kwargs={"over": True},
        )
    take.button(
        t("Take theirs"),
        width="stretch",
        help=t("What you changed is dropped."),
        on_click=take_up,
        args=(workspace, store()),
    )
