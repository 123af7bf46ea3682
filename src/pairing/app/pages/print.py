"""The page of paper and files: for pupils names and places only, for staff the whole plan."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Mapping

import streamlit as st

from pairing.app.state.edits import school_edits
from pairing.app.state.entries import day_now, log_of, viewer
from pairing.app.state.planned import Planned
from pairing.app.state.workspace import Workspace
from pairing.app.text import t
from pairing.app.widgets.download import EXCEL, PDF, WORD, ZIP, made_on_demand
from pairing.app.widgets.seat_map.no_seats import no_seats
from pairing.io.plan_files import plan_texts
from pairing.language import day, name_key
from pairing.model.records import Student
from pairing.planning import Outcome
from pairing.reports import (
    Paper,
    make_calendars,
    make_partner_cards,
    make_student_file,
    plan_workbook,
    seat_sheet,
    sheet_name,
    sheets,
)
from pairing.reports.names import (
    ALL_PARTS,
    CALENDARS_AND_RECORDS,
    CARDS,
    PLAN_FILES,
    STUDENT_FILE,
    STUDENT_FILES,
    named_file,
)
from pairing.reports.seating_plan import Sheet

__all__ = ["print_page"]

_PAPERS: tuple[Paper, ...] = ("A4", "A3")


def print_page(workspace: Workspace, planned: Planned, class_id: str) -> None:
    """Two columns: what pupils and parents may see, and what only staff may."""
    outcome = planned.outcome
    pupils, staff = st.columns(2, gap="large")
    with pupils:
        st.subheader(t("To put up and hand out"), anchor=False)
        st.caption(t("Names and places only: no needs, no scores, nothing of who helps whom."))
        _for_pupils(outcome, class_id)
    with staff:
        st.subheader(t("For staff only"), anchor=False)
        st.caption(t("These tell who needs help. Keep them in the staff room."))
        _for_staff(workspace, outcome, class_id)
        if outcome.plan.seats_of(class_id):
            _in_force(workspace, planned, class_id)


def _for_pupils(outcome: Outcome, class_id: str) -> None:
    school, plan = outcome.school, outcome.plan
    if not plan.seats_of(class_id):
        no_seats(school, class_id)
        return
    paper: Paper = (
        st.segmented_control(t("Paper"), _PAPERS, default="A4", key="paper") or _PAPERS[0]
    )

    def sheet(label: str, which: Sheet) -> None:
        def make() -> bytes:
            return seat_sheet(school, plan, class_id, which, paper)

        made_on_demand(label, sheet_name(school, class_id, which), PDF, make)

    sheet(t("Seating plan as pupils see it"), "pupils")
    sheet(t("Seating plan as the teacher sees it"), "teacher")
    sheet(t("Door list"), "door")
    mine = any(
        class_id in (school.student[row.tutee_id].class_id, school.student[row.tutor_id].class_id)
        for row in plan.pairs or ()
    )
    if mine:
        made_on_demand(
            t("Partner cards"),
            named_file(CARDS, "pdf", class_id, school.class_),
            PDF,
            lambda: make_partner_cards(school, plan, class_id),
        )
        st.caption(t("One card for the two of a pair: it does not say who helps."))


def _for_staff(workspace: Workspace, outcome: Outcome, class_id: str) -> None:
    findings, plan = outcome.findings, outcome.plan
    made_on_demand(
        t("Download the plan"),
        named_file(PLAN_FILES, "zip"),
        ZIP,
        lambda: _zip(plan_texts(plan, outcome.summary.as_json(), findings)),
    )
    st.caption(t("CSV files of every part: keep them, compare them, or read them in elsewhere."))
    made_on_demand(
        t("All parts as Excel"),
        named_file(ALL_PARTS, "xlsx"),
        EXCEL,
        lambda: plan_workbook(findings, plan),
    )
    members = [
        student
        for student in findings.school.members.get(class_id, ())
        if student.student_id in findings.needs_of
    ]
    if members:
        # Asked for now: the files are made when the page is drawn no more.
        log, looks, on = log_of(workspace), viewer(workspace), day_now(workspace)
        members.sort(key=lambda student: name_key(student.name))

        def file_of(student: Student) -> str:
            return named_file(STUDENT_FILE, "docx", student.student_id, findings.school.student)

        def file_for(student: Student) -> bytes:
            return make_student_file(findings, plan, log, looks, student.student_id, on)

        picked = st.selectbox(
            t("One file a student"),
            members,
            format_func=lambda student: findings.school.label(student.student_id),
            key="file of",
        )
        single, every = st.columns(2)
        with single:
            made_on_demand(
                t("This student's file (.docx)"),
                file_of(picked),
                WORD,
                lambda: file_for(picked),
            )
        with every:
            made_on_demand(
                t("All files of the class (.zip)"),
                named_file(STUDENT_FILES, "zip", class_id, findings.school.class_),
                ZIP,
                lambda: _zip({file_of(student): file_for(student) for student in members}),
            )
    if plan.sessions:
        made_on_demand(
            t("Calendars and record sheets of all teachers (.zip)"),
            named_file(CALENDARS_AND_RECORDS, "zip"),
            ZIP,
            lambda: _zip(_papers(outcome)),
        )


def _in_force(workspace: Workspace, planned: Planned, class_id: str) -> None:
    """From which day the plan holds: it enters the history that the next plan looks back on."""
    st.subheader(t("Put this plan in force"), anchor=False)
    st.caption(
        t(
            "Its seats, pairs and mentors enter the history: the next plan gives new neighbours "
            "and fair turns, and knows who was together."
        )
        if class_id in workspace.school.class_
        else t(
            "Its seats enter the history: the next plan gives new neighbours, in the class room "
            "too, and fair turns."
        )
    )
    since, put = st.columns([2, 1], vertical_alignment="bottom")
    today = workspace.school.today
    first = since.date_input(t("From"), today, key=f"in force {class_id} {today}")
    put.button(
        t("Put in force"),
        width="stretch",
        on_click=school_edits.put_in_force,
        args=(workspace, planned, class_id, first),
    )
    newest = max(
        (row.since for row in workspace.school.past_seats.get(class_id, ())),
        default=None,
    )
    if newest is not None:
        st.caption(t("Newest in the history: from {date}.", date=day(newest)))


def _papers(outcome: Outcome) -> dict[str, str | bytes]:
    agenda = outcome.context.agenda(outcome.plan)
    rows = outcome.plan.sessions or ()
    made = make_calendars(agenda, rows, datetime.datetime.now().astimezone())
    return {**made.texts, **sheets(agenda, rows)}


def _zip(files: Mapping[str, str | bytes]) -> bytes:
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            # The BOM tells Excel that the text is UTF-8.
            signed = "utf-8-sig" if name.endswith(".csv") else "utf-8"
            data = content.encode(signed) if isinstance(content, str) else content
            archive.writestr(name, data)
    return memory.getvalue()
