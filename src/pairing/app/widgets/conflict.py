"""What cannot hold together, in words, with a button each that lets go of it."""

from __future__ import annotations

import streamlit as st

from pairing.app.state.address import begin
from pairing.app.state.edits import school_edits
from pairing.app.state.planned import Planned
from pairing.app.state.workspace import Workspace
from pairing.app.text import markdown_safe, t
from pairing.planning import PartSummary

__all__ = ["conflict_panel"]


def conflict_panel(
    workspace: Workspace, planned: Planned, class_id: str, summary: PartSummary, key: str
) -> None:
    """The rules and pins of a smallest set that cannot hold; whichever goes, we plan anew."""

    def let_go(owner: str) -> None:
        if not planned.let_pin_go(owner):
            school_edits.switch_off(workspace, owner)
        begin(workspace, (class_id,))

    st.error(t("These cannot hold together. Let go of one of them:"))
    for number, (words, owner) in enumerate(zip(summary.conflict, summary.owners, strict=True)):
        line, go = st.columns([5, 1.4], vertical_alignment="center")
        line.markdown(f"- {markdown_safe(words)}")
        go.button(
            t("Let it go"),
            key=f"let go {key}{number}",
            width="stretch",
            on_click=let_go,
            args=(owner,),
            disabled=workspace.job is not None,
        )
