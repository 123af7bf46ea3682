"""What planning has to say of a part, and its conflict where it has no plan."""

from __future__ import annotations

import streamlit as st

from pairing.app.state.planned import Planned
from pairing.app.state.workspace import Workspace
from pairing.app.text import markdown_safe
from pairing.app.widgets.conflict import conflict_panel
from pairing.app.widgets.proofs import holds_now, still_true
from pairing.model.enums import Part, Status

__all__ = ["part_notes"]


def part_notes(workspace: Workspace, planned: Planned, part: Part, class_id: str) -> None:
    """The notes of a part, and what cannot hold together where there is such a thing."""
    summary = planned.outcome.summary.parts[part]
    for note in still_true(summary.notes, holds_now(workspace, class_id, part)):
        st.info(markdown_safe(note))
    if summary.status is Status.INFEASIBLE:
        conflict_panel(workspace, planned, class_id, summary, f"{part} ")
