"""What people decide about needs: near a line, clear or unseen; every decision and its way back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import streamlit as st

from pairing.app.state import visitor
from pairing.app.state.edits import needs_edits
from pairing.app.state.workspace import Workspace
from pairing.app.text import labelled, markdown_safe, md, t, tn
from pairing.language import N_, day, name_key
from pairing.model.enums import Dimension, Ruling
from pairing.model.messages.message import join
from pairing.model.plan import Need
from pairing.model.records import Decision, Student
from pairing.model.school import School

__all__ = ["by_hand", "came_in", "decided", "near_line"]

RowT = TypeVar("RowT")
_AT_ONCE = 12
"""So many lines are drawn at once; of more there are pages."""
_RULINGS = {Ruling.CONFIRMED: N_("confirmed"), Ruling.DISMISSED: N_("dismissed")}


def near_line(workspace: Workspace, waiting: Sequence[Need], *, of_classes: bool = False) -> None:
    """Who lies near a line, each with two buttons; with the class where they are of several."""
    if not waiting:
        return
    by = visitor.name()
    words = t("{count} near a line: please decide", count=len(waiting))
    with st.expander(words, expanded=True):
        _say_who(by)
        _each(workspace, waiting, by, "near line", of_classes)


def came_in(workspace: Workspace, needs: Sequence[Need], *, of_classes: bool = False) -> None:
    """Needs that an exam has shown and nobody has decided about, each with two buttons."""
    undecided = [need for need in needs if not need.confirmed_by]
    if not undecided:
        return
    by = visitor.name()
    words = tn(
        "{count} came into need: please confirm",
        "{count} came into need: please confirm",
        len(undecided),
    )
    with st.expander(words, expanded=True):
        _say_who(by)
        _each(workspace, undecided, by, "came in", of_classes)


def _each(
    workspace: Workspace, waiting: Sequence[Need], by: str, pages: str, of_classes: bool
) -> None:
    """A line for each need, with its reasons, to confirm or to dismiss."""
    school = workspace.findings.school
    for need in _page(waiting, pages):
        told, yes, no = st.columns([4, 2, 1.6], vertical_alignment="center")
        told.markdown(
            md(
                "**{name}**, {need}: {reasons}",
                name=_named(school, need.student_id, of_classes),
                need=t(need.need),
                reasons=join(need.reasons),
            )
        )
        key = f"{need.student_id} {need.need}"
        for column, ruling, label in (
            (yes, Ruling.CONFIRMED, N_("Confirm")),
            (no, Ruling.DISMISSED, N_("Dismiss")),
        ):
            column.button(
                t(label),
                key=f"{label} {key}",
                width="stretch",
                disabled=not by,
                on_click=needs_edits.decide,
                args=(workspace, need.student_id, need.need, ruling, by),
            )


def by_hand(
    workspace: Workspace,
    needs: Sequence[Need],
    students: Sequence[Student],
    *,
    of_classes: bool = False,
) -> None:
    """Dismiss a clear need, or add one that no table shows; each with why."""
    with st.expander(t("Dismiss a need, or add one that no table shows")):
        by = visitor.name()
        _say_who(by)
        # Other lists than before the last decision, and so empty again.
        edition = f"{len(workspace.decisions)} {len(workspace.needs_history.before)}"
        _dismiss(workspace, needs, by, edition, of_classes)
        _add(workspace, students, by, edition, of_classes)


def _dismiss(
    workspace: Workspace, needs: Sequence[Need], by: str, edition: str, of_classes: bool
) -> None:
    school = workspace.findings.school
    which, why, press = st.columns([4, 2, 1.3], vertical_alignment="bottom")
    need = which.selectbox(
        t("Need"),
        list(needs),
        format_func=lambda need: labelled(
            _named(school, need.student_id, of_classes), t(need.need)
        ),
        index=None,
        placeholder=t("Pick one"),
        key=f"dismissed need {edition}",
    )
    reason = why.text_input(t("Why, in a few words"), key=f"dismissed why {edition}")
    if press.button(t("Dismiss it"), width="stretch", disabled=not by or need is None) and need:
        ruling = Ruling.DISMISSED
        needs_edits.decide(workspace, need.student_id, need.need, ruling, by, reason)
        st.rerun()


def _add(
    workspace: Workspace, students: Sequence[Student], by: str, edition: str, of_classes: bool
) -> None:
    school = workspace.findings.school
    who, what, why, press = st.columns([2, 2, 2, 1.3], vertical_alignment="bottom")
    student = who.selectbox(
        t("Student"),
        sorted(students, key=lambda student: name_key(student.name)),
        format_func=lambda student: _named(school, student.student_id, of_classes),
        index=None,
        placeholder=t("Pick one"),
        key=f"added student {edition}",
    )
    need = what.selectbox(
        t("Need"),
        [*school.subjects, *Dimension],
        format_func=lambda need: t(str(need)),
        index=None,
        placeholder=t("Pick one"),
        key=f"added need {edition}",
    )
    reason = why.text_input(
        t("Why, in a few words"),
        key=f"added why {edition}",
        help=t("It counts with severity 1; your name and the day are kept beside it."),
    )
    ready = bool(by and student is not None and need and reason.strip())
    if press.button(t("Add it"), width="stretch", disabled=not ready) and student and need:
        ruling = Ruling.CONFIRMED
        needs_edits.decide(workspace, student.student_id, str(need), ruling, by, reason)
        st.rerun()


def decided(
    workspace: Workspace, decisions: Sequence[Decision], *, of_classes: bool = False
) -> None:
    """Every decision: of whom, what, by whom, when and why, the latest first."""
    if not decisions:
        return
    school = workspace.findings.school
    words = tn("{count} decision of people", "{count} decisions of people", len(decisions))
    with st.expander(words):
        for number, row in _page(list(enumerate(decisions))[::-1], "decided"):
            told, back = st.columns([5, 1.6], vertical_alignment="center")
            facts = {
                "name": _named(school, row.student_id, of_classes),
                "need": t(row.need),
                "ruling": t(_RULINGS[row.ruling]),
                "by": row.by,
                "date": day(row.at),
            }
            text = md("**{name}**, {need}: {ruling} by {by} on {date}", **facts)
            told.markdown(f"{text}: {markdown_safe(row.note)}" if row.note else text)
            back.button(
                t("Take it back"),
                key=f"take back {number} {row.student_id} {row.need}",
                width="stretch",
                on_click=needs_edits.take_back,
                args=(workspace, row),
            )


def _named(school: School, student_id: str, of_classes: bool) -> str:
    """A student, with the class where those beside them are of other classes."""
    name = school.label(student_id)
    if not of_classes:
        return name
    return t("{name} ({class_id})", name=name, class_id=school.student[student_id].class_id)


def _say_who(by: str) -> None:
    if not by:
        st.caption(t("Write your name: a decision keeps who, when and what."))


def _page(rows: Sequence[RowT], key: str) -> Sequence[RowT]:
    """The lines that are drawn, with a field for the page where there are many."""
    pages = -(-len(rows) // _AT_ONCE)
    if pages <= 1:
        return rows
    number = st.number_input(
        t("Page, 1 to {pages}", pages=pages), 1, pages, 1, key=f"page of {key}", width=160
    )
    return rows[(number - 1) * _AT_ONCE : number * _AT_ONCE]
