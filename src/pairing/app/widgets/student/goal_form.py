"""A form for a goal of one's own: over how long, in what, measured how, with whom, by when."""

from __future__ import annotations

import datetime

import streamlit as st

from pairing.app.state.edits import term_edits
from pairing.app.state.workspace import Workspace
from pairing.app.text import t
from pairing.app.widgets.term.keeping import edition, keep, say_who
from pairing.language import N_, name_key
from pairing.model.enums import DIMENSIONS, Dimension, GoalMeasure
from pairing.monitoring import GOAL_KINDS, StudentView

__all__ = ["goal_form"]

_MEASURES = {
    GoalMeasure.PERCENT: N_("per cent of the full score"),
    GoalMeasure.RANK: N_("rank in the grade"),
    GoalMeasure.WORDS: N_("in words"),
}


def goal_form(workspace: Workspace, view: StudentView) -> None:
    """Add a goal; of a side of life it is told in words, for no mark measures it."""
    school = workspace.findings.school
    with st.expander(t("Set another goal")):
        key = f"{view.student_id} {edition(workspace)}"
        kinds, needs = st.columns(2)
        kind = kinds.selectbox(
            t("Kind"),
            GOAL_KINDS,
            format_func=lambda one: t(GOAL_KINDS[one]),
            key=f"goal kind {key}",
        )
        own = dict.fromkeys(need.need for need in view.needs)
        need = needs.selectbox(
            t("In what"),
            list(dict.fromkeys((*own, *school.subjects, *Dimension))),
            format_func=lambda need: t(str(need)),
            key=f"goal need {key}",
        )
        in_words = need in DIMENSIONS
        measure = st.selectbox(
            t("Measured by"),
            [GoalMeasure.WORDS] if in_words else list(GoalMeasure),
            format_func=lambda measure: t(_MEASURES[measure]),
            key=f"goal measure {key} {in_words}",
        )
        target = _target(measure, key)
        until = view.on + datetime.timedelta(weeks=school.monitoring.goal_due_weeks)
        due: datetime.date = st.date_input(t("By when"), until, key=f"goal due {key}")
        partners = {
            one
            for pair in view.pairs
            for one in (pair.tutee_id, pair.tutor_id)
            if one != view.student_id and one in school.student
        }
        partner = st.selectbox(
            t("Together with"),
            sorted(partners, key=lambda one: name_key(school.student[one].name)),
            format_func=school.label,
            index=None,
            placeholder=t("alone"),
            key=f"goal with {key}",
        )
        whom = st.text_input(t("Agreed with"), t("the student"), key=f"goal agreed {key}")
        by = say_who()
        ready = bool(by and target.strip())
        if st.button(t("Keep this goal"), key=f"keep goal {key}", disabled=not ready):
            goal = term_edits.new_goal(
                view.student_id, str(need), kind, measure, target, due, with_id=partner
            )
            agreed = {"agreed_with": whom.strip() or None, "agreed_on": view.on}
            keep(lambda: term_edits.add_goal(workspace, goal.model_copy(update=agreed)))


def _target(measure: GoalMeasure, key: str) -> str:
    """What is to be reached, by a field that lets in what the measure can be."""
    match measure:
        case GoalMeasure.WORDS:
            return st.text_input(t("What is to be reached"), key=f"goal words {key}")
        case GoalMeasure.RANK:
            rank = st.number_input(t("Rank to reach"), 1, 100_000, 1, key=f"goal rank {key}")
            return f"{rank}"
        case GoalMeasure.PERCENT:
            percent = st.number_input(
                t("Per cent to reach"), 0.0, 100.0, 60.0, 1.0, key=f"goal percent {key}"
            )
            return f"{percent:g}"
