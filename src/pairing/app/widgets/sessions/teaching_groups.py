"""The panel of teaching groups: who is taught together by whom, and when, made at a press."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from pairing.app.state.planned import Planned
from pairing.app.text import markdown_safe, t
from pairing.app.theme import table
from pairing.language import N_, in_a_row
from pairing.model.plan import DEGREES, Session
from pairing.model.school import School
from pairing.planning import (
    GroupTimes,
    Outcome,
    TeachingLimits,
    TeachingPlan,
    group_times,
    teaching_groups,
)

__all__ = ["teaching_groups_panel"]

_KEY = "teaching groups"
_TWO_LINES, _HEADER = 72, 40
"""Heights in pixels; text goes over several lines only in rows twice as high as usual, or more."""


@dataclass(frozen=True, eq=False)
class _Made:
    """Groups and their times, and the plan that they were made beside."""

    outcome: Outcome
    sessions: tuple[Session, ...] | None
    groups: TeachingPlan
    times: GroupTimes


def teaching_groups_panel(planned: Planned) -> None:
    """Choose the sizes, press, and see the groups with their times, beside the sessions."""
    outcome, sessions = planned.outcome, planned.plan.sessions
    with st.expander(t("Teaching groups over classes")):
        st.caption(
            t(
                "Students of a grade with a need in one subject, under a teacher of it, at a time "
                "of the week when all of them are free beside the sessions. Staff only."
            )
        )
        size_, most_, mixed_, go = st.columns([3, 3, 3, 2], vertical_alignment="bottom")
        least, most = size_.slider(t("Students of a group"), 1, 15, (3, 8), key="teaching sizes")
        of_a_teacher = most_.number_input(
            t("Groups of a teacher, at most"), 1, 10, 2, key="teaching groups each"
        )
        mixed = mixed_.checkbox(t("All levels together"), key="teaching mixed")
        if go.button(t("Make groups"), key="make teaching groups"):
            limits = TeachingLimits(least, most, of_a_teacher, not mixed)
            groups = teaching_groups(outcome.findings, limits)
            times = group_times(outcome.context, groups.groups, planned.plan)
            st.session_state[_KEY] = _Made(outcome, sessions, groups, times)
        made: _Made | None = st.session_state.get(_KEY)
        if made is not None and made.outcome is outcome and made.sessions == sessions:
            _show(outcome.school, made)


def _show(school: School, made: _Made) -> None:
    rows = [
        {
            N_("group"): number,
            N_("subject"): t(group.subject),
            N_("grade"): group.grade,
            **({} if group.level is None else {N_("severity"): t(DEGREES[group.level])}),
            N_("teacher"): school.teacher_label(group.teacher_id),
            N_("time"): t("none") if time is None else str(time.when),
            N_("students"): in_a_row(map(school.label, group.students)),
        }
        for number, (group, time) in enumerate(
            zip(made.groups.groups, made.times.times, strict=True), 1
        )
    ]
    if rows:
        # The names of a large group take two lines, in a column that is no wider than the page.
        names = {t("students"): st.column_config.TextColumn(width="large")}
        height = _HEADER + _TWO_LINES * len(rows)
        table(rows, row_height=_TWO_LINES, height=height, column_config=names)
    for note in made.times.notes:
        st.info(markdown_safe(note))
    if made.groups.notes:
        st.markdown(t("Without a group:"))
        st.caption("  \n".join(markdown_safe(note) for note in made.groups.notes))
