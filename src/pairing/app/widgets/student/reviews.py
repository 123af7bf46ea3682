"""Stage reviews of a student: when the next one is due, those there are, and a form for one."""

from __future__ import annotations

import streamlit as st

from pairing.app.state.edits import term_edits
from pairing.app.state.workspace import Workspace
from pairing.app.text import md, t, tn
from pairing.app.widgets.term.keeping import edition, keep, say_who
from pairing.language import day
from pairing.model.records import Review
from pairing.model.school import School
from pairing.monitoring import StudentView, What, people_label

__all__ = ["reviews_section"]

_LINES = 110
_SHOWN = 3


def reviews_section(workspace: Workspace, view: StudentView) -> None:
    """What was written on the rhythm of [monitoring], latest first."""
    st.subheader(t("Stage reviews"), anchor=False)
    weeks = workspace.school.monitoring.review_weeks
    due = next((row for row in view.owed if row.what is What.REVIEW), None)
    if due is not None and due.days_late:
        st.warning(t("A review was due on {date}.", date=day(due.due)))
    elif due is not None:
        st.info(t("The next review is due on {date}.", date=day(due.due)))
    elif weeks:
        st.caption(tn("Every week.", "Every {count} weeks.", weeks))
    for row in view.reviews[:_SHOWN]:
        _review(workspace.findings.school, row)
    if more := view.reviews[_SHOWN:]:
        with st.expander(tn("{count} earlier review", "{count} earlier reviews", len(more))):
            for row in more:
                _review(workspace.findings.school, row)
    with st.expander(t("Write a review"), expanded=bool(due and due.days_late)):
        key = f"{view.student_id} {edition(workspace)}"
        text = st.text_area(t("How things stand"), key=f"review {key}", height=_LINES)
        following = st.text_input(t("What is to be reached next"), key=f"next {key}")
        date = st.date_input(t("Day"), view.on, key=f"review day {key}", max_value=view.on)
        by = say_who()
        ready = bool(by and text.strip())
        if st.button(t("Keep this review"), key=f"keep review {key}", disabled=not ready):
            keep(
                lambda: term_edits.add_review(
                    workspace, view.student_id, by, text, date, following.strip()
                )
            )


def _review(school: School, row: Review) -> None:
    with st.container(border=True):
        st.markdown(
            md(
                "**{date}** · {by}",
                date=day(row.date),
                by=people_label(school, row.by),
            )
        )
        st.markdown(md("{text}", text=row.text))
        if row.next_goal:
            st.markdown(md("Next: {goal}", goal=row.next_goal))
