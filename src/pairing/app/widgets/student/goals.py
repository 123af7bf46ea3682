"""A student's goals: where each stands, what people decide of it, and which come next."""

from __future__ import annotations

import streamlit as st

from pairing.app.state import visitor
from pairing.app.state.edits import term_edits
from pairing.app.state.entries import log_of
from pairing.app.state.planned import Planned
from pairing.app.state.workspace import Workspace
from pairing.app.text import markdown_safe, md, t, tn
from pairing.app.theme import bullets
from pairing.app.widgets.student.goal_form import goal_form
from pairing.app.widgets.term.keeping import edition, keep, say_who
from pairing.language import N_, day, in_a_row
from pairing.model.enums import GoalStatus
from pairing.model.records import Goal
from pairing.monitoring import (
    GOAL_KINDS,
    GOAL_STATUSES,
    GoalStand,
    ProposedGoal,
    StudentView,
    goal_now,
    goal_words,
    goals_beyond_need,
    people_label,
    person_label,
    proposed_goals,
    together,
)

__all__ = ["goals_section"]

_BUTTONS = {
    GoalStatus.REACHED: N_("Reached"),
    GoalStatus.MISSED: N_("Not yet"),
    GoalStatus.DROPPED: N_("Give it up"),
}


def goals_section(workspace: Workspace, planned: Planned, view: StudentView) -> None:
    """Open goals first, then proposals, then what was reached, and the form for one's own."""
    st.subheader(t("Goals"), anchor=False)
    open_ = [one for one in view.goals if one.goal.status is GoalStatus.OPEN]
    closed = [one for one in view.goals if one.goal.status is not GoalStatus.OPEN]
    beyond = goals_beyond_need(log_of(workspace), planned.plan)
    for stand in open_:
        with st.container(border=True):
            _open(workspace, stand, view, beyond=stand.goal in beyond)
    reached = [one for one in closed if one.goal.status is GoalStatus.REACHED]
    if reached:
        words = tn(
            "{count} goal reached: well done!", "{count} goals reached: well done!", len(reached)
        )
        st.success(words, icon=":material/celebration:")
    school = workspace.findings.school
    proposals = proposed_goals(
        school,
        planned.plan,
        log_of(workspace),
        view.student_id,
        [need.need for need in view.needs],
        view.on,
    )
    if proposals:
        with st.expander(
            tn("{count} goal proposed", "{count} goals proposed", len(proposals)),
            expanded=not open_,
        ):
            name = say_who()
            for proposal in proposals:
                _proposal(workspace, proposal, view, name)
    goal_form(workspace, view)
    if closed:
        words = tn("{count} closed goal", "{count} closed goals", len(closed))
        with st.expander(words):
            for stand in closed[::-1]:
                _closed(workspace, stand, view)


def _head(workspace: Workspace, goal: Goal, view: StudentView) -> None:
    st.markdown(
        md("**{need}** · {kind}", need=t(goal.need), kind=t(GOAL_KINDS[goal.kind]))
        + _with(workspace, goal, view)
    )
    st.markdown(markdown_safe(goal_words(goal)))


def _with(workspace: Workspace, goal: Goal, view: StudentView) -> str:
    others = [one for one in goal.people if one != view.student_id]
    if not others:
        return ""
    names = in_a_row(person_label(workspace.findings.school, one) for one in others)
    return " · " + md("together with {name}", name=names)


def _open(workspace: Workspace, stand: GoalStand, view: StudentView, *, beyond: bool) -> None:
    goal = stand.goal
    _head(workspace, goal, view)
    if (told := goal_now(stand)) is not None:
        # How far a bar reaches would tell the mean of the two, and that the other's mark.
        if stand.way is None or together(goal):
            st.markdown(markdown_safe(told))
        else:
            st.progress(stand.way, markdown_safe(told))
    bullets(stand.notes)
    if beyond:
        st.info(t("Nobody needs help in this now: close the goal?"))
    if goal.agreed_on is not None:
        school = workspace.findings.school
        whom = people_label(school, goal.agreed_with or t("nobody named"))
        st.caption(md("Agreed on {date} with {whom}", date=day(goal.agreed_on), whom=whom))
    if stand.proposal is GoalStatus.REACHED:
        st.success(t("By the marks it is reached. You decide."))
    elif stand.proposal is GoalStatus.MISSED:
        st.warning(t("It is due, and by the marks not reached yet. You decide."))
    elif view.on >= goal.due:
        st.warning(t("It is due: was it reached?"))
    name = visitor.name()
    key = f"{goal.goal_id} {edition(workspace)}"
    if goal.agreed_on is None and st.button(
        t("Agreed with the student today"), key=f"agree {key}", disabled=not name
    ):
        keep(lambda: term_edits.agree(workspace, goal, t("the student"), view.on))
    with st.container(horizontal=True):
        for status, label in _BUTTONS.items():
            wished = status is stand.proposal
            if st.button(
                t(label),
                key=f"{status} {key}",
                type="primary" if wished else "secondary",
                disabled=not name,
            ):
                keep(lambda status=status: term_edits.close_goal(workspace, goal, status))  # type: ignore[misc]
    if not name:
        say_who()


def _proposal(workspace: Workspace, proposal: ProposedGoal, view: StudentView, name: str) -> None:
    goal = proposal.goal
    with st.container(border=True):
        _head(workspace, goal, view)
        st.caption(markdown_safe(proposal.why))
        if st.button(
            t("Agreed with the student: take it"),
            key=f"take {goal.goal_id} {edition(workspace)}",
            disabled=not name,
        ):
            agreed = goal.model_copy(update={"agreed_with": t("the student")})
            keep(lambda: term_edits.add_goal(workspace, agreed))


def _closed(workspace: Workspace, stand: GoalStand, view: StudentView) -> None:
    goal = stand.goal
    told, again = st.columns([4, 1.4], vertical_alignment="center")
    with told:
        _head(workspace, goal, view)
        st.caption(t(GOAL_STATUSES[goal.status]))
    if again.button(
        t("Open it again"),
        key=f"again {goal.goal_id} {edition(workspace)}",
        width="stretch",
        disabled=not visitor.name(),
    ):
        keep(lambda: term_edits.close_goal(workspace, goal, GoalStatus.OPEN))
