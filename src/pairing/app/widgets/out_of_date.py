"""What is out of date, part by part, and why; it stays until somebody asks for a new one."""

from __future__ import annotations

from collections import defaultdict

import streamlit as st

from pairing.app.state.stale import Why
from pairing.app.state.workspace import Workspace
from pairing.app.text import md, t
from pairing.language import in_a_row
from pairing.model.enums import Part
from pairing.model.school import School
from pairing.planning import planner_of

__all__ = ["out_of_date", "plan_words"]


def plan_words(school: School, group_id: str) -> str:
    """What the button says that plans a class or a set."""
    if group_id in school.class_:
        return t("Plan class {class_id}", class_id=group_id)
    return t("Plan set {set_id}", set_id=group_id)


def out_of_date(workspace: Workspace, class_id: str) -> None:
    """One line for each cause, with the parts that rest on it; none while a plan is made."""
    stale = {} if workspace.job is not None else workspace.stale(class_id)
    if not stale:
        return
    parts_of: dict[tuple[Why, ...], list[str]] = defaultdict(list)
    for part, why in stale.items():
        title = t(planner_of(part).title)
        if part == Part.SEATS:
            title = t("{part} of {class_id}", part=title, class_id=class_id)
        parts_of[why].append(title)
    lines = [
        md(
            "Out of date: {why} ({parts}).",
            why=in_a_row(t(one.value) for one in why),
            parts=in_a_row(parts),
        )
        for why, parts in parts_of.items()
    ]
    beside = stale.keys() - {Part.SESSIONS}
    lines.append(
        md(
            "All of it stays until you press “{button}”.",
            button=plan_words(workspace.school, class_id),
        )
        if beside
        else md(
            "They stay until you press “{button}” on the page “{page}”.",
            button=t("Plan the sessions anew"),
            page=t("Sessions"),
        )
    )
    st.warning("\n\n".join(lines))
