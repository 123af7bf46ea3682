"""The view of sessions: a teacher's week, another time for one of them, who is away, paper."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pandas as pd
import streamlit as st

from pairing.files import Calendars, calendars, sheets
from pairing.files.teacher_week import monday_of, teacher_week
from pairing.files.writing import file_name
from pairing.model.enums import Part
from pairing.model.message import join
from pairing.model.plan import Session
from pairing.model.records import Absence, Cancellation
from pairing.model.school import School
from pairing.planning import (
    Outcome,
    Rescheduled,
    other_times,
    reschedule,
    shortages,
    still_asked,
    why_then,
)
from pairing.rules.agenda import Agenda
from pairing.screening import Findings
from pairing.ui.look import bullets
from pairing.ui.memo import once
from pairing.ui.state import Desk
from pairing.ui.text import markdown_safe

__all__ = ["sessions_view"]

_BEST = 5
_PIN = "A pinned session stays, whatever is planned anew; one that you moved is pinned."
_TOLD = "sessions told"
"""The session's key of what the last change did."""


def sessions_view(own: Desk, outcome: Outcome) -> None:
    """Pick a teacher and a week, see it, and change what does not suit."""
    rows = outcome.plan.sessions
    if not rows:
        st.info(
            "No sessions are planned yet: the five face-to-face of each subject teacher, "
            "mentors' talks, home visits and pairs' times of the coming weeks."
        )
        if st.button("Plan the sessions", type="primary", disabled=own.job is not None):
            own.begin_sessions()
            st.rerun()
        return
    findings = outcome.findings
    teachers = sorted({row.teacher_id for row in rows if row.teacher_id})
    names = {one: f"{findings.school.teacher[one].name} ({one})" for one in teachers}
    who, when, summary = st.columns([2, 2, 2], vertical_alignment="bottom")
    teacher_id = who.selectbox(
        "Teacher", teachers, format_func=lambda one: names[one], key="session teacher"
    )
    mine = [row for row in rows if row.teacher_id == teacher_id]
    mondays = sorted({monday_of(row.date) for row in rows})
    monday = when.selectbox(
        "Week of", mondays, format_func=lambda day: f"{day:%Y-%m-%d}", key="session week"
    )
    week = [row for row in mine if monday_of(row.date) == monday]
    summary.markdown(f"**{len(week)}** this week, **{len(mine)}** in {len(mondays)} weeks")
    st.dataframe(_grid(findings.school, teacher_id, monday, week, own.pinned), width="stretch")
    st.caption(
        "● a session, ◆ a pinned one; the rest are lessons. Staff only: it shows who is helped."
    )
    _tell()
    left, right = st.columns(2, gap="large")
    with left:
        _another_time(own, outcome, week)
    with right:
        _away(own, outcome, teacher_id, monday)
        _paper(outcome, teacher_id, mine)
        _left_out(outcome)


def _when(school: School, date: datetime.date, period_id: str) -> str:
    """A slot as people say it: Tue 10-20, 19:40 (evening)."""
    period = next(one for one in school.periods if one.period_id == period_id)
    return f"{date:%a %m-%d}, {period.start:%H:%M} ({period.kind.value.replace('_', ' ')})"


def _grid(
    school: School,
    teacher_id: str,
    monday: datetime.date,
    week: list[Session],
    pinned: list[Session],
) -> pd.DataFrame:
    """Times of day down, days across; lessons and sessions of one teacher in the cells."""

    def told(row: Session) -> str:
        name = school.student[row.student_id].name
        words = f"{'◆' if row in pinned else '●'} {name}: {row.title}"
        return f"{words}, {row.room}" if row.room else words

    found = teacher_week(school, teacher_id, monday, week)
    cells = [
        ["\n".join([*cell.lessons, *map(told, cell.sessions)]) for cell in line.cells]
        for line in found.lines
    ]
    return pd.DataFrame(
        cells,
        index=[f"{line.start:%H:%M}" for line in found.lines],
        columns=[f"{day:%a %m-%d}" for day in found.days],
    )


def _another_time(own: Desk, outcome: Outcome, week: list[Session]) -> None:
    """The five best other slots of a session, and what is in the way of the rest."""
    st.subheader("Find another time", anchor=False)
    if not week:
        st.caption("No session of this teacher in this week.")
        return
    school = outcome.findings.school
    row = st.selectbox(
        "Session",
        week,
        format_func=lambda one: (
            f"{_when(school, one.date, one.period_id)} · "
            f"{school.student[one.student_id].name}: {one.title}"
        ),
        # A changed plan has other sessions to pick from.
        key=f"session picked {id(outcome)}",
        index=None,
        placeholder="Pick one of this week",
    )
    if row is None:
        return
    _why_then(outcome, row)
    found = once(
        "other times", outcome, row, lambda: other_times(outcome.findings, outcome.plan, row)
    )
    best = [one for one in found if one.possible][:_BEST]
    to = None
    if best:
        to = st.radio(
            "The best other times, all other sessions staying",
            best,
            format_func=lambda one: (
                f"{_when(school, one.date, one.period_id)}: {one.change:+g} points"
            ),
            key="session to",
        )
    else:
        st.info("No other time of that week is free for both.")
    move, stay, off = st.columns(3)
    if move.button("Move it there", type="primary", width="stretch", disabled=to is None) and to:
        _change(own, outcome, outcome.findings, moves=[(row, to.date, to.period_id)])
    pinned = row in own.pinned
    if stay.button("Let it loose" if pinned else "Pin it", width="stretch", help=_PIN):
        own.pin(row, not pinned)
        st.rerun()
    if off.button("Call it off", width="stretch", help="It is not planned again."):
        now = replace(school, cancellations=(*school.cancellations, Cancellation.of(row)))
        _change(own, outcome, replace(outcome.findings, school=now))
    barred = [one for one in found if not one.possible]
    if barred:
        with st.expander(f"Why not the other {len(barred)}"):
            bullets(
                f"{_when(school, one.date, one.period_id)}: {join(one.barred)}" for one in barred
            )


def _why_then(outcome: Outcome, row: Session) -> None:
    """What the session brings and costs where it is."""
    with st.expander("Why then?"):
        found = once(
            "why then", outcome, row, lambda: why_then(outcome.findings, outcome.plan, row)
        )
        rows = [{"rule": one.rule, "points": one.points, "wish": str(one.text)} for one in found]
        st.dataframe(pd.DataFrame(rows), hide_index=True, width="stretch")
        st.caption("What the plan would lose or gain without this session, all others staying.")


def _away(own: Desk, outcome: Outcome, teacher_id: str, monday: datetime.date) -> None:
    """A teacher falls ill: plan anew from that day on."""
    with st.expander("This teacher is away"):
        since, until = st.columns(2)
        first = since.date_input("From", monday, key=f"away from {monday}")
        last = until.date_input("To", first, key=f"away to {monday} {first}")
        if st.button("Plan anew from then on", width="stretch", disabled=last < first):
            absence = Absence.model_validate({"person_id": teacher_id, "from": first, "to": last})
            school = outcome.findings.school
            now = replace(school, absences=(*school.absences, absence))
            _change(own, outcome, replace(outcome.findings, school=now), since=first)


def _change(
    own: Desk,
    outcome: Outcome,
    findings: Findings,
    *,
    since: datetime.date | None = None,
    moves: list[tuple[Session, datetime.date, str]] | None = None,
) -> None:
    """Re-plan with the fewest changes, keep the answer, and say what changed."""
    try:
        pins = still_asked(findings, outcome.plan, own.pinned)
        done = reschedule(findings, outcome.plan, since=since, moves=moves or (), pins=pins)
    except ValueError as error:
        st.error(markdown_safe(error))
        return
    for row, date, period_id in moves or ():
        # What a person has moved stays there.
        own.pin(row, False)
        own.pin(replace(row, date=date, period_id=period_id), True)
    own.reschedule(findings, done)
    st.session_state[_TOLD] = (done, findings.school)
    st.rerun()


def _tell() -> None:
    """What the last change did, until the next run."""
    told: tuple[Rescheduled, School] | None = st.session_state.pop(_TOLD, None)
    if told is None:
        return
    done, school = told

    def line(row: Session) -> str:
        host = school.host_name(row.teacher_id, row.tutor_id)
        return f"{row.title} of {host} with {school.student[row.student_id].name}"

    proved = "fewer changes are impossible" if done.least else "fewer changes may be possible"
    lines = [
        *(
            f"{line(before)}: {_when(school, before.date, before.period_id)} → "
            f"{_when(school, after.date, after.period_id)}"
            for before, after in done.moved
        ),
        *(f"{line(row)}, {row.date:%a %m-%d}: not held" for row in done.lost),
        *(f"{line(row)}, {row.date:%a %m-%d}: now held" for row in done.gained),
    ]
    st.success(f"{len(done.moved)} moved, {len(done.lost)} not held any more: {proved}.")
    bullets(lines)


def _paper(outcome: Outcome, teacher_id: str, mine: list[Session]) -> None:
    """What a teacher takes along: a calendar, the weeks, the record sheets."""

    def make() -> tuple[Calendars, dict[str, str]]:
        agenda = Agenda.of_plan(outcome.findings, outcome.plan)
        return calendars(agenda, mine, datetime.datetime.now().astimezone()), sheets(agenda, mine)

    name = file_name(teacher_id)
    made, pages = once("paper", outcome, teacher_id, make)
    with st.expander("Calendar and sheets (staff only)"):
        for label, file, data, kind in (
            ("Calendar (.ics)", f"teacher-{name}.ics", made.texts, "text/calendar"),
            ("Weeks to print", f"week-{name}.html", pages, "text/html"),
            ("Record sheets", f"records-{name}.html", pages, "text/html"),
        ):
            if file in data:
                st.download_button(
                    label, data[file], file, kind, width="stretch", on_click="ignore"
                )
        for note in made.notes:
            st.warning(markdown_safe(note))


def _left_out(outcome: Outcome) -> None:
    """What could not be held in the whole school, why, and what one more period would buy."""
    summary = outcome.summary.parts[Part.SESSIONS]
    with st.expander("What is held in the whole school"):
        bullets(summary.notes)
        if st.button("What would one more period buy?", key="shortages"):
            found = shortages(outcome.findings, outcome.plan)
            rows = [
                {
                    "week": one.week,
                    "whose": str(one.who),
                    "left out": one.left_out,
                    "one more period": f"+{one.slot}",
                    "a limit wider by one": f"+{one.limit}",
                }
                for one in found
            ]
            if rows:
                st.dataframe(pd.DataFrame(rows), hide_index=True, width="stretch")
            else:
                st.success("Nothing that one more period would change is left out.")
