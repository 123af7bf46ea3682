"""The page of a teacher's week: what is due first, and each session told of in three taps."""

from __future__ import annotations

import datetime
from urllib.parse import urlencode

import streamlit as st

from pairing.app.state import visitor
from pairing.app.state.entries import day_now, log_of, moment_now, viewer, write
from pairing.app.state.memo import once
from pairing.app.state.planned import Planned
from pairing.app.state.workspace import Workspace
from pairing.app.text import labelled, markdown_safe, t
from pairing.app.widgets.settings.set_elsewhere import caption_with_field
from pairing.app.widgets.term.count_from import count_from
from pairing.app.widgets.term.keeping import keep
from pairing.app.widgets.term.owed_box import owed_box
from pairing.app.widgets.term.record_form import (
    meeting_card,
    minutes_field,
    text_field,
    topics_field,
)
from pairing.app.widgets.term.who_enters import who_enters
from pairing.language import day, name_key
from pairing.model.enums import Held, RecordKind
from pairing.model.plan import Plan
from pairing.model.records import HelpRecord
from pairing.monitoring import (
    Facet,
    TermLog,
    Viewer,
    ViewerRole,
    due_notes,
    meetings_of,
    monday_of,
    owed_on,
    visible,
)

__all__ = ["week_page"]

_EVERYBODY = ""
_SIX = datetime.timedelta(days=6)
_UNPLANNED = (
    RecordKind.MENTORING,
    RecordKind.HOME_VISIT,
    RecordKind.FIRST_VISIT,
    RecordKind.PARENT_CONTACT,
    RecordKind.TALK,
    RecordKind.OTHER,
)
"""What is done without a timetable, the most frequent first."""


def week_page(workspace: Workspace, planned: Planned, class_id: str) -> None:
    """What is due, then the sessions of one person's week, and whatever else was done."""
    plan, log = planned.plan, log_of(workspace)
    today, who = day_now(workspace), viewer(workspace)
    person, monday = _whose_week(workspace, plan, who, today)
    rests_on = log, planned.outcome
    owed = once("owed", rests_on, today, lambda: owed_on(log, plan, today))
    seen = [
        row
        for row in owed
        if (person in (_EVERYBODY, row.person_id))
        and Facet.SESSIONS in visible(who, workspace.school, plan, row.student_id)
    ]
    for note in once("due notes", rests_on, today, lambda: due_notes(log, plan, today)):
        caption_with_field(note)
    if count_from(workspace, log, plan, seen, today):
        with st.expander(t("What would be late")):
            owed_box(workspace.school, seen)
    else:
        owed_box(workspace.school, seen)
    if person == _EVERYBODY:
        st.caption(t("Choose a teacher to write down what was held."))
    else:
        who_enters()
        _meetings(workspace, log, plan, person, monday, today)
        _something_else(workspace, plan, person, class_id)
    _links_for_pairs(workspace, plan, class_id)


def _whose_week(
    workspace: Workspace, plan: Plan, who: Viewer, today: datetime.date
) -> tuple[str, datetime.date]:
    school = workspace.school
    hosts = {row.teacher_id for row in plan.sessions or () if row.teacher_id}
    hosts |= {row.teacher_id for row in plan.mentors or ()}
    people = sorted(
        hosts & school.teacher.keys(), key=lambda one: name_key(school.teacher[one].name)
    )
    if who.role is not ViewerRole.SUBJECT:
        people = [_EVERYBODY, *people]
    person, when = st.container(key="beside-week").columns(2)
    own = people.index(who.person_id) if who.person_id in people else 0
    chosen = person.selectbox(
        t("Whose week"),
        people,
        own,
        format_func=lambda one: school.teacher_label(one) if one else t("Everybody"),
        key=f"week of {who.person_id} {who.role}",
    )
    mondays = sorted({monday_of(row.date) for row in plan.sessions or ()} | {monday_of(today)})
    monday = when.selectbox(
        t("Week of"), mondays, mondays.index(monday_of(today)), format_func=day, key="week shown"
    )
    return chosen or _EVERYBODY, monday


def _meetings(
    workspace: Workspace,
    log: TermLog,
    plan: Plan,
    person: str,
    monday: datetime.date,
    today: datetime.date,
) -> None:
    meetings = meetings_of(log, plan, person, monday, monday + _SIX)
    if not meetings:
        st.caption(t("No session is planned in this week."))
    if not visitor.name():
        st.caption(t("Write your name, so that each record says who entered it."))
    # What waits to be told stands first.
    for meeting in sorted(meetings, key=lambda one: one.waits(today), reverse=True):
        meeting_card(workspace, meeting, named=True, today=today)


def _something_else(workspace: Workspace, plan: Plan, person: str, class_id: str) -> None:
    """A visit, a word with the parents, whatever no timetable plans."""
    school = workspace.school
    mentees = [row.student_id for row in plan.mentors or () if row.teacher_id == person]
    helped = [row.student_id for row in plan.sessions or () if row.teacher_id == person]
    others = [row.student_id for row in school.members[class_id]]
    students = [one for one in dict.fromkeys([*mentees, *helped, *others]) if one in school.student]
    with (
        st.expander(t("Something else: a visit, a talk, the parents ...")),
        st.form(f"else {person}", border=False, clear_on_submit=True),
    ):
        student = st.selectbox(t("Student"), students, format_func=school.label)
        kind = st.selectbox(
            t("What was done"),
            _UNPLANNED,
            format_func=lambda one: t(one.value.replace("_", " ")),
        )
        on = st.date_input(t("On which day"), day_now(workspace), max_value=day_now(workspace))
        key = f"else {person}"
        minutes = minutes_field(20, key)
        topics = topics_field([], key)
        text = text_field(t("What it was about"), "", key)
        step = text_field(t("What comes next"), "", f"next {key}", lines=1)
        if st.form_submit_button(t("Save"), type="primary", width="stretch") and student:
            now = moment_now(workspace)
            row = HelpRecord(
                student_id=student,
                by=person,
                kind=kind,
                date=on,
                # Two of a kind on one day are two: the moment tells them apart.
                start=now.time() if on == now.date() else None,
                minutes=minutes,
                held=Held.YES,
                content=tuple(topics),
                text=text.strip() or None,
                next_step=step.strip() or None,
                entered_at=now,
                entered_by=visitor.name() or None,
            )
            keep(lambda: write(workspace, (row,)))


def _links_for_pairs(workspace: Workspace, plan: Plan, class_id: str) -> None:
    """A link for each tutor to tick the times of the pair, which shows nobody's name or need."""
    tutors = sorted({row.tutor_id for row in plan.sessions or () if row.tutor_id})
    if not tutors or workspace.kept is None:
        return
    school = workspace.school
    with st.expander(t("Pairs tick their own times")):
        st.caption(
            t("Each link opens a page with the times of one pair alone: no names, no subjects.")
        )
        st.warning(
            t(
                "There are no passwords: whoever cuts a link short gets to all of this app, with "
                "who needs help. Open these pages for pupils on your own computer."
            )
        )
        links, words = [], t("open the page")
        class_of = {tutor: school.student[tutor].class_id for tutor in tutors}
        # The class that is looked at first; the others as the school has them.
        classes = sorted(set(class_of.values()), key=lambda one: (one != class_id, name_key(one)))
        chosen = st.selectbox(
            t("Class of the tutors"), classes, 0, key=f"class of the tutors {class_id}"
        )
        of_class = [tutor for tutor in tutors if class_of[tutor] == chosen]
        for tutor in sorted(of_class, key=lambda one: name_key(school.student[one].name)):
            asked = urlencode({"work": workspace.kept.work_id, "peer": tutor})
            links.append(labelled(markdown_safe(school.label(tutor)), f"[{words}](?{asked})"))
        st.markdown("\n".join(f"- {link}" for link in links))
