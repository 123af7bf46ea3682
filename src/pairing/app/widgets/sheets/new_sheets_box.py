"""What new sheets would change of the open school, and the choice what to do with them."""

from __future__ import annotations

import streamlit as st

from pairing.app.state.schools.drops import open_drop
from pairing.app.state.schools.new_sheets import Proposal, dismiss, propose, take
from pairing.app.state.schools.opening import forget_sheets
from pairing.app.state.workspace import Workspace
from pairing.app.text import markdown_safe, md, t
from pairing.app.theme import bullets, faults_table
from pairing.app.widgets.sheets.sheets_read import sheets_read_box
from pairing.model.messages.fault import InputError
from pairing.model.messages.message import Message

__all__ = ["brought", "new_sheets_box"]

_BROUGHT = "brought up to date"


def new_sheets_box(workspace: Workspace, proposed: Proposal) -> None:
    """The list of what changes; nothing does before somebody says so."""
    name = workspace.name
    with st.container(border=True, key="new-sheets"):
        st.markdown("**" + md("What these sheets change in {name}", name=name) + "**")
        if proposed.strange:
            st.warning(md("No pupil on these sheets is in {name} so far.", name=name))
        if proposed.update.changes:
            bullets(proposed.update.changes)
        else:
            st.caption(
                t("Nobody comes or leaves, and no mark is new. Other tables may have more rows.")
            )
        st.caption(
            t(
                "Decisions, pins, records and history stay. What rests on what changed is marked "
                "as out of date until you plan it anew."
            )
        )
        update, other, leave = st.columns([1.4, 1.4, 1])
        if update.button(
            md("Bring {name} up to date", name=name),
            type="secondary" if proposed.strange else "primary",
            width="stretch",
            # A plan that is being made rests on the school as it is.
            disabled=workspace.job is not None,
        ):
            forget_sheets()
            st.session_state[_BROUGHT] = (take(workspace, proposed), workspace.school)
            st.rerun()
        if other.button(
            t("Open as a school of its own"),
            type="primary" if proposed.strange else "secondary",
            width="stretch",
        ):
            _open(proposed)
        if leave.button(t("Leave it as it is"), width="stretch"):
            dismiss()
            st.rerun()
    if (made := proposed.update.made).sheets:
        sheets_read_box(made, lambda answers: propose(workspace, proposed.uploads, answers))
    else:
        # An export says itself what its tables are: there is nothing to correct.
        bullets(made.notes)


def brought(workspace: Workspace) -> None:
    """What bringing the open school up to date has done, until it changes again."""
    told: tuple[tuple[Message, ...], object] | None = st.session_state.get(_BROUGHT)
    if told is None or told[1] is not workspace.school:
        return
    lines = "\n".join(f"- {markdown_safe(one)}" for one in told[0])
    st.success("**" + t("Brought up to date") + "**\n\n" + lines)


def _open(proposed: Proposal) -> None:
    try:
        open_drop(proposed.uploads)
    except InputError as error:
        faults_table(error.faults)
    else:
        st.rerun()
