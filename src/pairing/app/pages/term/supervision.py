"""The page of supervision: a month by mentor, in words with the numbers behind, and questions."""

from __future__ import annotations

import datetime

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pairing.app.state import visitor
from pairing.app.state.entries import day_now, log_of, viewer
from pairing.app.state.memo import once
from pairing.app.state.planned import Planned
from pairing.app.state.workspace import Workspace
from pairing.app.text import markdown_safe, md, t, tn
from pairing.app.theme import table
from pairing.app.widgets.settings.set_elsewhere import caption_with_field
from pairing.app.widgets.term.supervised_rows import supervised_rows
from pairing.app.widgets.term.who_enters import who_enters
from pairing.language import N_, day, language, use
from pairing.model.plan import Plan
from pairing.model.school import School
from pairing.monitoring import (
    QUESTION_TITLES,
    Question,
    Supervision,
    TermLog,
    ViewerRole,
    month_of,
    supervise,
    term_of,
)
from pairing.reports import make_supervision_book
from pairing.reports.names import SUPERVISION, named_file

__all__ = ["supervision_page"]

_DAY = datetime.timedelta(days=1)
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SHOWN = 40
"""So many questions stand on the page; the workbook has them all."""


def supervision_page(workspace: Workspace, planned: Planned) -> None:
    """A month of all mentors for a coordinator; of their own for everybody else."""
    plan, log = planned.plan, log_of(workspace)
    who, today = viewer(workspace), day_now(workspace)
    left, right = st.columns([2, 1], vertical_alignment="bottom")
    months = _months(log, plan, today)
    month = left.selectbox(
        t("Month"), months, len(months) - 1, format_func=_month, key="month supervised"
    )
    rests_on = log, planned.outcome
    whole = once(
        "supervision", rests_on, (month, today), lambda: supervise(log, plan, month, today)
    )
    found = whole.seen_by(who)
    if who.role is not ViewerRole.COORDINATOR:
        st.caption(t("A coordinator sees all mentors here; you see what is yours."))
    for note in found.notes:
        caption_with_field(note)
    if who.role is not ViewerRole.COORDINATOR:
        who_enters()
    if not found.rows:
        st.info(_nothing(workspace.school, who.role))
        return
    _download(workspace.school, found, right.container())
    st.caption(t("Counted from {first} to {last}.", first=day(found.first), last=day(found.last)))
    supervised_rows(workspace.school, found.rows)
    _questions(workspace.school, found)


def _months(log: TermLog, plan: Plan, today: datetime.date) -> list[datetime.date]:
    """The first days of the months of the term up to today."""
    term = term_of(log.school, plan, log, today)
    until = min(today, term.last) if today >= term.first else today
    first, _ = month_of(min(term.first, until))
    found = [first]
    while (following := month_of(found[-1])[1] + _DAY) <= until:
        found.append(following)
    return found


def _month(first: datetime.date) -> str:
    return t("{year}-{month}", year=first.year, month=f"{first:%m}")


def _nothing(school: School, role: ViewerRole) -> str:
    if role is ViewerRole.COORDINATOR:
        return t("No teacher carries a student or has written anything down in this month.")
    name = visitor.name()
    if not name:
        return t("Write your name first: your own month is shown here, and nobody else's.")
    found = sum(row.name == name for row in school.teachers)
    if found > 1:
        return md(
            "{count} teachers are called “{name}”, and nobody can tell which of them you are. "
            "Ask whoever keeps the table of teachers to give each a name of their own.",
            count=found,
            name=name,
        )
    if not found:
        return md(
            "The table of teachers has nobody called “{name}”. Write the name as it stands there.",
            name=name,
        )
    return t("You carry no student and have written nothing down in this month.")


def _download(school: School, found: Supervision, where: DeltaGenerator) -> None:
    spoken = language()

    def made() -> bytes:
        use(spoken)
        return make_supervision_book(school, found)

    file = named_file(SUPERVISION, "xlsx", f"{found.first:%Y-%m}")
    where.download_button(
        t("Download as Excel"), made, file, _EXCEL, width="stretch", on_click="ignore"
    )


def _questions(school: School, found: Supervision) -> None:
    st.subheader(t("Questions"), anchor=False)
    if not any(row.completeness.recorded for row in found.rows):
        st.info(t("Nothing is recorded in this month: there is nothing to ask about."))
        return
    if not found.questions:
        st.success(t("Nothing looks as if it had to be asked about."))
        return
    st.caption(
        t("They are questions and no verdicts: most have a simple answer. Ask before you judge.")
    )
    for question in found.questions[:_SHOWN]:
        _question(school, question)
    more = len(found.questions) - _SHOWN
    if more > 0:
        st.caption(
            tn(
                "{count} more question stands in the Excel file.",
                "{count} more questions stand in the Excel file.",
                more,
            )
        )


def _question(school: School, question: Question) -> None:
    title = md(
        "{name}: {question}",
        name=school.teacher_label(question.teacher_id),
        question=t(QUESTION_TITLES[question.kind]),
    )
    with st.expander(title):
        st.markdown(markdown_safe(question.ask))
        reasoned = any(question.reasons)
        table(
            [
                {
                    N_("student"): school.label(record.student_id),
                    N_("day"): day(record.date),
                    N_("time"): "" if record.start is None else f"{record.start:%H:%M}",
                    N_("minutes"): record.minutes,
                    N_("text"): record.text or "",
                    N_("next step"): record.next_step or "",
                    N_("entered"): _moment(record.entered_at),
                    **({N_("why"): str(reason)} if reasoned else {}),
                }
                for record, reason in zip(question.records, question.reasons, strict=True)
            ],
            key=f"asked {question.teacher_id} {question.kind}",
        )


def _moment(at: datetime.datetime | None) -> str:
    return "" if at is None else f"{day(at.date())} {at:%H:%M}"
