"""The page of a student's file: needs, measures, goals, reviews, who helps, what happened."""

from __future__ import annotations

from collections.abc import Iterator

import streamlit as st

from pairing.app.state.address import SELECTED
from pairing.app.state.entries import day_now, log_of, viewer
from pairing.app.state.memo import once
from pairing.app.state.planned import Planned
from pairing.app.state.workspace import Workspace
from pairing.app.text import labelled, md, t
from pairing.app.theme import bullets
from pairing.app.widgets.seat_map.seat_names import seat_name
from pairing.app.widgets.student.days import helpers_section, records_section, sessions_section
from pairing.app.widgets.student.files import student_files
from pairing.app.widgets.student.goals import goals_section
from pairing.app.widgets.student.marks import marks_section
from pairing.app.widgets.student.needs import needs_section
from pairing.app.widgets.student.reviews import reviews_section
from pairing.app.widgets.term.who_enters import who_enters
from pairing.language import day, in_a_row, name_key
from pairing.model.plan import Plan
from pairing.model.records import Student
from pairing.monitoring import FACET_WORDS, OWED_WORDS, Facet, StudentView, student_view

__all__ = ["students_page"]


def students_page(workspace: Workspace, planned: Planned, class_id: str) -> None:
    """The file of one student of the class, as far as the visitor may see it."""
    findings = workspace.findings
    picked = _picked(workspace, class_id)
    if picked is None:
        st.info(t("This class has no students yet."))
        return
    log, looks, on = log_of(workspace), viewer(workspace), day_now(workspace)
    view = once(
        "student's file",
        (findings, planned.plan, log),
        (looks, picked.student_id, on),
        lambda: student_view(findings, planned.plan, log, looks, picked.student_id, on),
    )
    if not view.facets:
        st.info(t("You do not teach this student: there is nothing to show."))
        return
    who_enters()
    _summary(workspace, picked, view)
    main, side = st.columns([3, 2], gap="large")
    with main:
        if Facet.NEEDS in view.facets:
            needs_section(workspace, planned, view)
        if Facet.GOALS in view.facets:
            goals_section(workspace, planned, view)
        if Facet.REVIEWS in view.facets:
            reviews_section(workspace, view)
    with side:
        if Facet.MARKS in view.facets:
            marks_section(view)
        if Facet.HELPERS in view.facets:
            helpers_section(workspace, view)
        if Facet.SESSIONS in view.facets:
            sessions_section(workspace, view)
        records_section(workspace, view)
        student_files(workspace, planned, view)


def _picked(workspace: Workspace, class_id: str) -> Student | None:
    """The student of the list; at first the one whom the address or the map of seats names."""
    findings = workspace.findings
    members = sorted(findings.school.members[class_id], key=lambda one: name_key(one.name))
    if not members:
        return None
    ids = [one.student_id for one in members]
    selected = st.session_state.get(SELECTED)
    if selected not in ids:
        # Whoever opens the page has most likely to do with somebody who is helped.
        selected = next((one for one in ids if one in findings.needs_of), ids[0])
    picked = st.selectbox(
        t("Student"),
        members,
        index=ids.index(selected),
        format_func=lambda one: findings.school.label(one.student_id),
        key=f"file shown {class_id}",
        width=320,
    )
    st.session_state[SELECTED] = picked.student_id
    return picked


def _seats(workspace: Workspace, student_id: str) -> Iterator[str]:
    """The seat in the class room, and after it those in the rooms of sets, by their names."""
    school = workspace.school
    plan = workspace.planned.plan if workspace.planned is not None else Plan()
    for group_id in school.groups_of[student_id]:
        if (seat_id := plan.seats_of(group_id).get(student_id)) is not None:
            name = seat_name(school, group_id, seat_id)
            yield name if group_id in school.class_ else labelled(group_id, name)


def _summary(workspace: Workspace, student: Student, view: StudentView) -> None:
    school = workspace.findings.school
    told = [student.class_id, t(student.attends.value)]
    if view.seat:
        told.extend(_seats(workspace, student.student_id))
    if view.mentors:
        names = in_a_row(school.teacher_label(row.teacher_id) for row in view.mentors)
        told.append(t("mentor {name}", name=names))
    st.markdown(
        md("**{name}** · {facts}", name=school.label(student.student_id), facts=" · ".join(told))
    )
    late = [row for row in view.owed if row.days_late]
    lines = []
    for sort in dict.fromkeys(row.what for row in late):
        # What is owed the longest stands first.
        own = [row for row in late if row.what is sort]
        name = t(OWED_WORDS[sort]) if len(own) == 1 else f"{t(OWED_WORDS[sort])} × {len(own)}"
        lines.append(t("Overdue: {what}, since {date}", what=name, date=day(own[0].due)))
    if lines:
        bullets(lines, st.container(gap=None))
    st.caption(t("Confidential: staff only"))
    if view.hidden:
        what = in_a_row(t(FACET_WORDS[one]) for one in view.hidden)
        st.caption(md("Not shown to you: {what}.", what=what))
