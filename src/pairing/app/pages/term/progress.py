"""The page of progress: what an exam changed, who tells how they learn, and what help brought."""

from __future__ import annotations

import streamlit as st

from pairing.app.state.entries import viewer
from pairing.app.state.memo import once
from pairing.app.state.planned import Planned
from pairing.app.state.workspace import Workspace
from pairing.app.text import markdown_safe, t, tn
from pairing.app.theme import bullets, table
from pairing.app.widgets.needs.need_decisions import came_in, near_line
from pairing.app.widgets.term.help_figures import help_figures
from pairing.app.widgets.term.joint_lines import joint_lines
from pairing.app.widgets.term.presenters_box import presenters_box
from pairing.app.widgets.where import whole_school
from pairing.language import N_, day
from pairing.model.enums import ExamKind
from pairing.model.messages.message import join
from pairing.monitoring import (
    Facet,
    HeldExam,
    Moved,
    around,
    exams_held,
    may_see_need,
    rescreened,
    rescreening_notes,
    visible,
)
from pairing.screening import Findings

__all__ = ["progress_page"]

_KINDS = {
    ExamKind.EXAM: N_("exam"),
    ExamKind.QUIZ: N_("quiz"),
    ExamKind.DIAGNOSTIC: N_("diagnostic test"),
    ExamKind.MAKE_UP: N_("make-up exam"),
}


def progress_page(workspace: Workspace, planned: Planned, class_id: str) -> None:
    """After an exam: whose need moved; then what help brought, and how pairs went on."""
    exams = exams_held(workspace.findings.school)
    if not exams:
        st.info(t("No exam was sat."))
        return
    _after_exam(workspace, planned, exams, class_id)
    presenters_box(workspace, planned, class_id)
    help_figures(workspace, planned)
    joint_lines(workspace, planned, class_id)


def _after_exam(
    workspace: Workspace, planned: Planned, exams: tuple[HeldExam, ...], class_id: str
) -> None:
    which, where, _, anew = st.columns([3, 2.4, 1.2, 2.4], vertical_alignment="bottom")
    number = which.selectbox(
        t("What changed with"),
        range(len(exams)),
        format_func=lambda number: _exam_words(exams[number]),
        key="progress exam",
    )
    everywhere = whole_school(where, "progress where")
    anew.button(
        t("Plan anew with few changes"),
        width="stretch",
        disabled=workspace.job is not None,
        help=t("For this class: pairs, mentors and seats that can stay do stay."),
        on_click=workspace.begin,
        args=((class_id,), True),
    )
    exam, findings = exams[number], workspace.findings
    before, after = once("around an exam", findings, exam, lambda: around(findings, exam))
    looker, school = viewer(workspace), findings.school
    asked = [
        student.student_id
        for student in school.students
        if everywhere or student.class_id == class_id
    ]
    seen = {one: visible(looker, school, planned.plan, one) for one in asked}
    shown = {one for one, facets in seen.items() if Facet.NEEDS in facets}
    moved = [
        row
        for row in rescreened(before, after)
        if row.student_id in shown and may_see_need(seen[row.student_id], row.need)
    ]
    _counts(moved)
    if hidden := len(asked) - len(shown):
        st.caption(
            tn(
                "{count} student is not shown: you do not teach them.",
                "{count} students are not shown: you do not teach them.",
                hidden,
            )
        )
    _moved_table(findings, moved)
    bullets(rescreening_notes(before, after))
    if exam == exams[0]:
        _to_decide(workspace, before, moved, shown, everywhere)


def _exam_words(exam: HeldExam) -> str:
    return f"{exam.exam} · {t(_KINDS[exam.kind])} · {day(exam.last)}"


def _counts(moved: list[Moved]) -> None:
    came, left, worse, better = st.container(key="halves-moved").columns(4)
    came.metric(t("Came into need"), sum(row.was == 0 for row in moved))
    left.metric(
        t("Left"),
        sum(row.severity == 0 and not row.waits for row in moved),
        help=t("Without those near a line: they wait for a decision."),
    )
    worse.metric(t("More severe"), sum(0 < row.was < row.severity for row in moved))
    better.metric(t("Less severe"), sum(0 < row.severity < row.was for row in moved))


def _moved_table(findings: Findings, moved: list[Moved]) -> None:
    if not moved:
        st.success(t("Nobody's need has changed with it."))
        return
    school = findings.school
    table(
        [
            {
                N_("student"): school.label(row.student_id),
                N_("class"): school.student[row.student_id].class_id,
                N_("need"): t(row.need),
                N_("severity before"): row.was,
                N_("severity now"): row.severity,
                N_("why"): join(row.why),
            }
            for row in sorted(moved, key=lambda row: (row.was > 0, row.was - row.severity))
        ],
        column_config={
            t(name): st.column_config.NumberColumn(width=90)
            for name in (N_("severity before"), N_("severity now"))
        },
    )
    st.caption(markdown_safe(t("0 no need, 1 mild, 3 severe")))


def _to_decide(
    workspace: Workspace,
    before: Findings,
    moved: list[Moved],
    shown: set[str],
    everywhere: bool,
) -> None:
    """Who came in, to confirm, and who came near a line."""
    new = {(row.student_id, row.need) for row in moved if row.was == 0}
    findings = workspace.findings
    came = [row for row in findings.needs if (row.student_id, row.need) in new]
    came_in(workspace, came, of_classes=everywhere)
    # Who had the need before and is near the line now waits for a decision, too.
    known = {(row.student_id, row.need) for row in before.near_line}
    near_line(
        workspace,
        [
            row
            for row in findings.near_line
            if row.student_id in shown and (row.student_id, row.need) not in known
        ],
        of_classes=everywhere,
    )
