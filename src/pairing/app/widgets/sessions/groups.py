"""The panel of learning groups: a class in groups of three to five, made at a press."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from pairing.app.state.workspace import Workspace
from pairing.app.text import markdown_safe, md, t
from pairing.app.theme import bullets, table
from pairing.app.widgets.proofs import holds_now, still_true
from pairing.language import N_
from pairing.model.enums import Part
from pairing.planning import LARGEST, SMALLEST, Grouping, Outcome, learning_groups

__all__ = ["groups_panel"]

_RESTS_ON = (Part.NEEDS, Part.PAIRS, Part.SEATS)


def groups_panel(workspace: Workspace, outcome: Outcome, class_id: str) -> None:
    """Choose a size, press, and see who learns with whom; needs stay out of the first table."""
    with st.expander(t("Small learning groups")):
        size_, go = st.columns([3, 1], vertical_alignment="bottom")
        size = size_.slider(t("Students of a group, about"), SMALLEST, LARGEST, 4, key="group size")
        if go.button(t("Make groups"), key="make groups"):
            made = learning_groups(outcome.context, class_id, size=size)
            st.session_state.groups = (outcome, class_id, made)
        kept: tuple[Outcome, str, Grouping] | None = st.session_state.get("groups")
        if kept is not None and kept[0] is outcome and kept[1] == class_id:
            # They are made of the tables and rules of the plan, whatever there is by now.
            _groups(outcome, kept[2], holds_now(workspace, class_id, *_RESTS_ON))


def _groups(outcome: Outcome, made: Grouping, now: bool) -> None:
    school = outcome.school
    if not made.groups:
        st.error(t("There are no such groups; these do not hold together:"))
        bullets(made.summary.conflict)
        return
    score, bound = made.summary.objective, made.summary.bound
    if now:
        words = md("**{score} points** of {bound} at most", score=f"{score:g}", bound=f"{bound:g}")
        st.markdown(words)
    names = {
        t("group {number}", number=group.number): [school.label(member) for member in group.members]
        for group in made.groups
    }
    bullets(still_true(made.notes, now))
    longest = max(map(len, names.values()))
    grid = {name: [*who, *[""] * (longest - len(who))] for name, who in names.items()}
    st.dataframe(pd.DataFrame(grid), hide_index=True, width="stretch")
    help_ = [
        {
            "group": group.number,
            "needs help": school.label(pair.tutee_id),
            "can help": school.label(pair.tutor_id),
            N_("subject"): pair.subject,
        }
        for group in made.groups
        for pair in group.help
    ]
    if help_ and st.toggle(t("Show who can help whom (staff only)"), False, key="group help"):
        table(help_)
    for group in made.groups:
        for student_id, subject in group.alone:
            template = N_("{name} has no tutor in {subject} in their group.")
            st.info(markdown_safe(t(template, name=school.label(student_id), subject=subject)))
