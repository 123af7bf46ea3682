"""Who could tell others how they learn: for staff to ask, with a tick for those who agree."""

from __future__ import annotations

import streamlit as st
from sqlalchemy.exc import SQLAlchemyError

from pairing.app.state import visitor
from pairing.app.state.entries import day_now, log_of, viewer, write
from pairing.app.state.memo import once
from pairing.app.state.planned import Planned
from pairing.app.state.workspace import Workspace
from pairing.app.text import markdown_safe, md, t
from pairing.errors import UnknownVersionError
from pairing.language import name_key
from pairing.monitoring import Facet, Presenter, agree, agreed, presenters, visible

__all__ = ["presenters_box"]

_FAILED = "presenters not kept"


def presenters_box(workspace: Workspace, planned: Planned, class_id: str) -> None:
    """The best and the most improved of the class's grade in a subject, by name."""
    school = workspace.findings.school
    grade, looker = school.class_[class_id].grade, viewer(workspace)
    found = [
        row
        for row in once("presenters", school, None, lambda: presenters(school))
        if row.grade == grade
        and Facet.MARKS in visible(looker, school, planned.plan, row.student_id)
    ]
    if not found:
        return
    with st.expander(t("Who could tell others how they learn")):
        st.caption(
            t(
                "The best of the grade and those who rose most over their own line. Ask them: only "
                "who agrees is named, and nobody's marks are."
            )
        )
        subject = st.selectbox(
            t("Subject"),
            list(dict.fromkeys(row.subject for row in found)),
            format_func=t,
            key="presenters of",
        )
        yes, today = agreed(log_of(workspace), day_now(workspace)), day_now(workspace)
        own = [row for row in found if row.subject == subject]
        for row in sorted(own, key=lambda row: name_key(school.label(row.student_id))):
            key = f"presents {row.student_id} {subject} {today}"
            st.checkbox(
                md("{name} agrees", name=school.label(row.student_id)),
                (row.student_id, subject) in yes,
                key=key,
                disabled=not visitor.name(),
                help=_why(row),
                on_change=_ticked,
                args=(workspace, row, key),
            )
        if not visitor.name():
            st.caption(t("Write your name: it is kept who asked."))
        if st.session_state.pop(_FAILED, False):
            st.error(t("That could not be kept. Look whether this work is still there."))
        names = [school.label(row.student_id) for row in own if (row.student_id, subject) in yes]
        if names:
            st.success(
                markdown_safe(t("They have agreed: {names}", names=", ".join(sorted(names))))
            )


def _why(row: Presenter) -> str:
    if row.best and row.improved:
        return t("among the best, and among those who rose most")
    return t("among the best") if row.best else t("among those who rose most")


def _ticked(workspace: Workspace, row: Presenter, key: str) -> None:
    """Keep that somebody agrees, or does not any more."""
    today, by = day_now(workspace), visitor.name()
    told = bool(st.session_state[key])
    rows = agree(log_of(workspace), row.student_id, row.subject, told, by, today)
    try:
        write(workspace, rows)
    except (UnknownVersionError, SQLAlchemyError):
        st.session_state[_FAILED] = True
