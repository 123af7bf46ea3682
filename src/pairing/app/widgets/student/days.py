"""What happens with a student: who helps, sessions held and to come, records, the family."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence

import streamlit as st

from pairing.app.state.workspace import Workspace
from pairing.app.text import markdown_safe, md, t, tn
from pairing.instances.agenda import LessonTimes
from pairing.language import day, in_a_row
from pairing.model.enums import Held
from pairing.model.plan import Session
from pairing.model.records import HelpRecord
from pairing.model.session_times import start_of
from pairing.monitoring import Facet, StudentView, person_label
from pairing.reports.sessions.missed import called_from

__all__ = ["helpers_section", "records_section", "sessions_section"]

_SHOWN = 5


def helpers_section(workspace: Workspace, view: StudentView) -> None:
    """The mentor, the partners of both sides, the units."""
    school = workspace.findings.school
    st.subheader(t("Who helps"), anchor=False)
    lines = [
        md("Mentor: {name}", name=person_label(school, row.teacher_id)) for row in view.mentors
    ]
    for row in view.pairs:
        words = (
            md(
                "Learns {subject} with {name}",
                subject=t(row.subject),
                name=person_label(school, row.tutor_id),
            )
            if row.tutee_id == view.student_id
            else md(
                "Helps {name} in {subject}",
                subject=t(row.subject),
                name=person_label(school, row.tutee_id),
            )
        )
        lines.append(words)
    lines += [
        md(
            "{unit}: {dimension}",
            unit=person_label(school, row.unit_id),
            dimension=t(row.dimension),
        )
        for row in view.teams
    ]
    if lines:
        _list(lines)
    else:
        st.caption(t("The plan has nobody for this student."))


def sessions_section(workspace: Workspace, view: StudentView) -> None:
    """What comes next, and what was, with whether it was held as far as that is written down."""
    st.subheader(t("Sessions"), anchor=False)
    coming = [row for row, _ in view.sessions if row.date >= view.on]
    past = [pair for pair in view.sessions if pair[0].date < view.on][::-1]
    if not view.sessions:
        st.caption(t("No sessions are planned."))
    times = LessonTimes(workspace.findings.school)
    lines = [_session(times, row, view.student_id) for row in coming]
    _list(lines[:_SHOWN])
    if len(coming) > _SHOWN:
        with st.expander(tn("{count} more to come", "{count} more to come", len(coming) - _SHOWN)):
            _list(lines[_SHOWN:])
    if past:
        with st.expander(
            tn("{count} session before today", "{count} sessions before today", len(past))
        ):
            _list(
                f"{_session(times, row, view.student_id)}{_held(record, view)}"
                for row, record in past
            )


def _list(lines: Iterable[str]) -> None:
    """Lines of Markdown as one list; nothing where there are none."""
    if told := "\n".join(f"- {line}" for line in lines):
        st.markdown(told)


def records_section(workspace: Workspace, view: StudentView) -> None:
    """What was written down of help, and of the family, as far as the viewer may read it."""
    if view.facets & {Facet.RECORDS, Facet.OWN_RECORDS}:
        st.subheader(t("Records"), anchor=False)
        if Facet.RECORDS not in view.facets:
            st.caption(t("Only what you wrote yourself."))
        _records(workspace, view.records)
    if Facet.CONTACTS in view.facets or view.contacts:
        st.subheader(t("Home visits and words with the family"), anchor=False)
        _records(workspace, view.contacts)


def _records(workspace: Workspace, rows: Sequence[HelpRecord]) -> None:
    if not rows:
        st.caption(t("Nothing is written down yet."))
    for row in rows[:_SHOWN]:
        _record(workspace, row)
    if more := rows[_SHOWN:]:
        with st.expander(tn("{count} earlier", "{count} earlier", len(more))):
            for row in more:
                _record(workspace, row)


def _record(workspace: Workspace, row: HelpRecord) -> None:
    time = (
        tn("{count} minute", "{count} minutes", row.minutes)
        if row.held is Held.YES
        else t("did not take place")
    )
    topics = in_a_row(t(one.value) for one in row.content)
    facts = {
        "date": day(row.date),
        "kind": t(row.kind.value.replace("_", " ")),
        "name": person_label(workspace.findings.school, row.by),
        "time": time,
    }
    first = md("**{date}** · {kind} · {name} · {time}", **facts)
    st.markdown(f"{first} · {markdown_safe(topics)}" if topics else first)
    if row.text:
        st.markdown(markdown_safe(row.text))
    if row.next_step:
        st.markdown(md("Next: {goal}", goal=row.next_step))


def _session(times: LessonTimes, row: Session, student_id: str) -> str:
    """When, what and with whom, seen from the student, and from which lesson they are called."""
    school = times.school
    other = row.host_id if row.student_id == student_id else row.student_id
    line = md(
        "{when}: {what} with {name}",
        when=_when(row.date, start_of(school, row)),
        what=f"{t(row.title)} {t(row.topic)}".strip(),
        name=person_label(school, other),
    )
    called = called_from(times, row, student_id)
    return line if called is None else f"{line} · {markdown_safe(called)}"


def _when(date: datetime.date, start: datetime.time | None) -> str:
    if start is None:
        return day(date)
    return t("{day}, {time}", day=day(date), time=f"{start:%H:%M}")


def _held(record: HelpRecord | None, view: StudentView) -> str:
    if record is not None:
        words = t("held") if record.held is Held.YES else t("did not take place")
    elif Facet.RECORDS in view.facets:
        words = t("not written down")
    else:
        return ""
    return f" · {markdown_safe(words)}"
