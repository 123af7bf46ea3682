"""The form of one record, and the card of a meeting that is told of in three taps."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

import streamlit as st

from pairing.app.state import visitor
from pairing.app.state.entries import day_now, moment_now, write
from pairing.app.state.workspace import Workspace
from pairing.app.text import markdown_safe, t
from pairing.app.widgets.term.keeping import keep
from pairing.language import N_, day, in_a_row
from pairing.model.enums import Held, SessionKind, Topic
from pairing.model.plan import Session
from pairing.model.records import HelpRecord, Record
from pairing.model.session_times import place_of, start_of
from pairing.monitoring import Meeting, told_of

__all__ = ["meeting_card", "minutes_field", "text_field", "topics_field"]

_LONGEST = 2000
"""Letters of a text: a page of them, and more than anybody writes on a phone."""
_TOPIC_WORDS = {
    Topic.STUDY: N_("study"),
    Topic.THOUGHT: N_("attitude"),
    Topic.PSYCHOLOGY: N_("feelings"),
    Topic.SAFETY: N_("safety"),
}
_OPEN = "meeting that is told of"
_HELD, _ELSEWHEN, _MISSED, _CORRECT = "held", "another day", "missed", "correct"


def meeting_card(
    workspace: Workspace, meeting: Meeting, *, named: bool, today: datetime.date
) -> None:
    """What is held, and three buttons; the form opens under the one that is pressed.

    Args:
        workspace: the school.
        meeting: one slot of one host.
        named: whether the students' names and the subject may stand there.
        today: nothing is held before its day.
    """
    school, first = workspace.school, meeting.first
    place = place_of(school, first)
    key = f"{first.host_id} {first.date} {place} {first.kind} {first.student_id}"
    with st.container(border=True, key=f"meeting {key}"):
        st.markdown(_title(workspace, meeting, named=named))
        for session, record in zip(meeting.sessions, meeting.records, strict=True):
            if record is not None:
                name = school.label(session.student_id) if named else ""
                st.markdown(_told(record, name))
        opened = st.session_state.get(_OPEN)
        mode = opened[1] if opened is not None and opened[0] == key else ""
        if meeting.open_sessions:
            with st.container(horizontal=True, gap="small"):
                for label, own in (
                    (t("Held"), _HELD),
                    (t("Another day"), _ELSEWHEN),
                    (t("Missed"), _MISSED),
                ):
                    st.button(
                        label,
                        key=f"{own} {key}",
                        type="primary" if mode == own else "secondary",
                        width="stretch",
                        disabled=first.date > today,
                        on_click=_toggle,
                        args=(key, own),
                    )
        else:
            st.button(
                t("Correct"),
                key=f"{_CORRECT} {key}",
                on_click=_toggle,
                args=(key, _CORRECT),
                type="tertiary",
            )
        if mode == _CORRECT:
            _correction(workspace, meeting, key, named=named)
        elif mode and meeting.open_sessions:
            _form(workspace, meeting, key, mode, named=named)


def _toggle(key: str, mode: str) -> None:
    opened = (key, mode)
    st.session_state[_OPEN] = None if st.session_state.get(_OPEN) == opened else opened


def _title(workspace: Workspace, meeting: Meeting, *, named: bool) -> str:
    school, first = workspace.school, meeting.first
    start = start_of(school, first)
    when = (
        day(first.date)
        if start is None
        else t("{day}, {time}", day=day(first.date), time=f"{start:%H:%M}")
    )
    if not named:
        return f"**{markdown_safe(when)}**"
    names = in_a_row(school.label(row.student_id) for row in meeting.sessions)
    about = f" · {markdown_safe(t(first.topic))}" if first.topic else ""
    line = f"**{markdown_safe(when)}** · {markdown_safe(t(first.title))}{about}"
    return f"{line}  \n{markdown_safe(names)}"


def _told(record: HelpRecord, name: str) -> str:
    """One line about what is told already."""
    words = [name] if name else []
    if record.held is Held.YES:
        words.append(t("held, {minutes} min", minutes=record.minutes))
    else:
        words.append(t("did not take place"))
    if record.text:
        words.append(record.text)
    sign = "✓" if record.held is Held.YES else "✗"
    return f"{sign} {markdown_safe(' · '.join(words))}"


def _form(workspace: Workspace, meeting: Meeting, key: str, mode: str, *, named: bool) -> None:
    sessions = meeting.open_sessions
    first = meeting.first
    usual = workspace.school.session_settings.of(SessionKind(first.kind)).minutes
    with st.form(f"form {mode} {key}", border=False):
        there = sessions
        if named and len(sessions) > 1:
            there = _who(workspace, sessions, key)
        on: datetime.date | None = first.date
        if mode == _ELSEWHEN:
            # Nothing stands there: the planned day would be taken for the one it was.
            on = st.date_input(
                t("On which day"),
                None,
                max_value=max(first.date, day_now(workspace)),
                key=f"day {key}",
            )
        held = mode != _MISSED
        minutes = minutes_field(usual, key) if held else 0
        topics = topics_field([meeting.topic], key) if held and named else []
        text = text_field(t("What it was about") if held else t("Why not"), "", key)
        step = text_field(t("What comes next"), "", f"next {key}", lines=1) if named else ""
        if st.form_submit_button(t("Save"), type="primary", width="stretch"):
            if on is None or (mode == _ELSEWHEN and on == first.date):
                st.warning(t("Say on which other day it was."))
                return
            rows = told_of(
                workspace.school,
                there,
                held=held,
                minutes=minutes,
                day=on,
                content=topics,
                text=text,
                next_step=step,
                entered_at=moment_now(workspace),
                entered_by=visitor.name() if named else first.host_id,
            )
            keep(lambda: _enter(workspace, rows))


def _who(workspace: Workspace, sessions: tuple[Session, ...], key: str) -> tuple[Session, ...]:
    """Of several students together, those who were there."""
    names = {workspace.school.label(row.student_id): row for row in sessions}
    chosen = st.pills(
        t("Who was there"),
        list(names),
        selection_mode="multi",
        default=list(names),
        key=f"who {key}",
    )
    return tuple(names[name] for name in chosen)


def _correction(workspace: Workspace, meeting: Meeting, key: str, *, named: bool) -> None:
    """The record anew; the row that was there stays on record."""
    rows = [row for row in meeting.records if row is not None]
    record = rows[0]
    if named and len(rows) > 1:
        names = {workspace.school.label(row.student_id): row for row in rows}
        record = names[st.selectbox(t("Student"), list(names), key=f"whose {key}")]
    own = f"{key} {record.student_id}"
    with st.form(f"correction {own}", border=False):
        held = st.toggle(t("It was held"), record.held is Held.YES, key=f"held {own}")
        minutes = minutes_field(record.minutes, f"correct {own}")
        topics = topics_field(record.content, f"correct {own}") if named else record.content
        text = text_field(t("What it was about"), record.text or "", f"correct {own}")
        step = record.next_step or ""
        if named:
            step = text_field(t("What comes next"), step, f"correct next {own}", lines=1)
        st.caption(t("What was written first stays on record, with who wrote it and when."))
        if st.form_submit_button(t("Save"), type="primary", width="stretch"):
            changed = record.model_copy(
                update={
                    "held": Held.YES if held else Held.NO,
                    "minutes": minutes if held else 0,
                    "content": tuple(topics),
                    "text": text.strip() or None,
                    "next_step": step.strip() or None,
                    "entered_at": moment_now(workspace),
                    "entered_by": (visitor.name() if named else record.by) or None,
                }
            )
            keep(lambda: _enter(workspace, (changed,)))


def minutes_field(usual: int, key: str) -> int:
    """How long it took."""
    return st.number_input(t("Minutes"), 1, 600, max(1, usual), step=5, key=f"minutes {key}")


def topics_field(usual: Sequence[Topic], key: str) -> list[Topic]:
    """What it was about, of the closed list."""
    return st.pills(
        t("About"),
        list(Topic),
        selection_mode="multi",
        default=list(usual),
        format_func=lambda topic: t(_TOPIC_WORDS[topic]),
        key=f"topics {key}",
    )


def text_field(label: str, before: str, key: str, *, lines: int = 2) -> str:
    """A text of some lines, or of one."""
    if lines == 1:
        return st.text_input(label, before, max_chars=_LONGEST, key=f"text {key}")
    return st.text_area(label, before, max_chars=_LONGEST, height=90, key=f"text {key}")


def _enter(workspace: Workspace, rows: tuple[Record, ...]) -> None:
    """Append rows; then nothing is told of that meeting any more, and its form closes."""
    write(workspace, rows)
    st.session_state[_OPEN] = None
