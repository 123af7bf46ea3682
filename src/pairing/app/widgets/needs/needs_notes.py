"""What a reader of the needs should know, and the pass marks that only a person can draw."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pairing.app.state.edits import needs_edits
from pairing.app.state.edits.needs_edits import BroadExam
from pairing.app.state.workspace import Workspace
from pairing.app.text import md, t, tn
from pairing.app.theme import bullets
from pairing.model.messages.message import Message
from pairing.screening import Findings, doubts

__all__ = ["doubts_of", "needs_notes", "undo_buttons"]

_KNOWN = "doubts of needs"


def doubts_of(findings: Findings) -> tuple[Message, ...]:
    """What is to be said of the needs, worked out once for the findings."""
    kept: tuple[Findings, tuple[Message, ...]] | None = st.session_state.get(_KNOWN)
    if kept is None or kept[0] is not findings:
        kept = (findings, tuple(doubts(findings)))
        st.session_state[_KNOWN] = kept
    return kept[1]


def needs_notes(workspace: Workspace) -> None:
    """The notes in full, and a field for the pass mark of each exam in which it is no sign."""
    notes = doubts_of(workspace.findings)
    broad, marked = needs_edits.broad_exams(workspace), needs_edits.marked_exams(workspace)
    if not (notes or broad or marked):
        return
    title = tn(
        "{count} note on how needs are read", "{count} notes on how needs are read", len(notes)
    )
    with st.expander(title, expanded=bool(broad)):
        bullets(notes)
        if broad:
            st.markdown("**" + t("Exams whose pass mark is no sign of need") + "**")
        for exam in broad:
            _pass_mark(workspace, exam)
        for row in marked:
            told, back = st.columns([5, 1.6], vertical_alignment="center")
            told.markdown(
                md(
                    "{subject}, {exam}: pass mark {mark}",
                    subject=row.subject,
                    exam=row.exam,
                    mark=f"{row.pass_mark:g}",
                )
            )
            back.button(
                t("The usual one"),
                key=f"usual {row.subject} {row.exam}",
                width="stretch",
                on_click=needs_edits.set_pass_mark,
                args=(workspace, row.exam, row.subject, None),
            )


def _pass_mark(workspace: Workspace, exam: BroadExam) -> None:
    words, field, press = st.columns([4, 2, 1.6], vertical_alignment="bottom")
    words.markdown(
        md(
            "{subject}, {exam}: {share} % of those who sat lie under {mark} of {full}",
            subject=exam.subject,
            exam=exam.exam,
            share=f"{100 * exam.share:.0f}",
            mark=f"{exam.mark:g}",
            full=f"{exam.full:g}",
        )
    )
    key = f"{exam.subject} {exam.exam} {exam.mark:g}"
    mark = field.number_input(
        t("Pass mark"), 0.0, exam.full, exam.mark, step=1.0, format="%g", key=f"mark {key}"
    )
    press.button(
        t("Use it"),
        key=f"use {key}",
        width="stretch",
        disabled=mark == exam.mark,
        on_click=needs_edits.set_pass_mark,
        args=(workspace, exam.exam, exam.subject, mark),
    )


def undo_buttons(workspace: Workspace, back: DeltaGenerator, forth: DeltaGenerator) -> None:
    """Undo and redo of decisions, pass marks and the day."""
    history = workspace.needs_history
    back.button(
        t("↶ Undo"),
        key="undo needs",
        width="stretch",
        disabled=not history.before,
        help=t("Takes back the last decision, pass mark or day."),
        on_click=needs_edits.undo,
        args=(workspace,),
    )
    forth.button(
        t("↷ Redo"),
        key="redo needs",
        width="stretch",
        disabled=not history.after,
        on_click=needs_edits.redo,
        args=(workspace,),
    )
