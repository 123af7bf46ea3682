"""The view of sessions: a teacher's week, another time for one of them, who is away, paper."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pandas as pd
import streamlit as st

from pairing.app.state import plan_edits
from pairing.app.state.memo import once
from pairing.app.state.visitor import BY
from pairing.app.state.workspace import Desk
from pairing.app.text import markdown_safe, md, t
from pairing.app.theme import bullets, table
from pairing.errors import NoAnswerError
from pairing.instances.agenda import Agenda
from pairing.io.writing import file_name
from pairing.language import N_, day, language, name_key
from pairing.model.enums import Part
from pairing.model.messages.message import join
from pairing.model.plan import Session
from pairing.model.records import Absence, Cancellation
from pairing.model.school import School
from pairing.planning import (
    Context,
    Outcome,
    Rescheduled,
    other_times,
    reschedule,
    shortages,
    still_asked,
    why_then,
)
from pairing.reports import Calendars, make_calendars, sheets
from pairing.reports.teacher_week import monday_of, teacher_week

__all__ = ["sessions_view"]

_BEST = 5
_PIN = N_("A pinned session stays, whatever is planned anew; one that you moved is pinned.")
_TOLD = "sessions told"
"""The session's key of what the last change did."""


def sessions_view(own: Desk, outcome: Outcome) -> None:
    """Pick a teacher and a week, see it, and change what does not suit."""
    rows = outcome.plan.sessions
    if not rows:
        st.info(
            t(
                "No sessions are planned yet: the five face-to-face of each subject teacher, "
                "mentors' talks, home visits and pairs' times of the coming weeks."
            )
        )
        if st.button(t("Plan the sessions"), type="primary", disabled=own.job is not None):
            own.begin_sessions()
            st.rerun()
        return
    findings = outcome.findings
    of_teacher = findings.school.teacher
    teachers = sorted(
        {row.teacher_id for row in rows if row.teacher_id},
        key=lambda one: name_key(of_teacher[one].name),
    )
    names = {one: f"{of_teacher[one].name} ({one})" for one in teachers}
    by = st.session_state.get(BY, "").strip()
    own_week = next((at for at, one in enumerate(teachers) if of_teacher[one].name == by), 0)
    who, when, summary = st.columns([2, 2, 2], vertical_alignment="bottom")
    teacher_id = who.selectbox(
        t("Teacher"),
        teachers,
        format_func=lambda one: names[one],
        index=own_week,
        key=f"session teacher {by}",
        help=t("Your own week, where your name on the left is the school's."),
    )
    mine = [row for row in rows if row.teacher_id == teacher_id]
    mondays = sorted({monday_of(row.date) for row in rows})
    monday = when.selectbox(t("Week of"), mondays, format_func=day, key="session week")
    week = [row for row in mine if monday_of(row.date) == monday]
    summary.markdown(
        md(
            "**{now}** this week, **{all}** in {weeks} weeks",
            now=len(week),
            all=len(mine),
            weeks=len(mondays),
        )
    )
    st.dataframe(_grid(findings.school, teacher_id, monday, week, own.pinned), width="stretch")
    st.caption(
        t("● a session, ◆ a pinned one; the rest are lessons. Staff only: it shows who is helped.")
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
    """A slot as people say it: Tue 20 Oct, 19:40 (evening)."""
    period = school.period[period_id]
    kind = t(period.kind.value.replace("_", " "))
    return f"{day(date)}, {period.start:%H:%M} ({kind})"


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
        words = f"{'◆' if row in pinned else '●'} {name}: {t(row.title)}"
        return f"{words}, {row.room}" if row.room else words

    found = teacher_week(school, teacher_id, monday, week)
    cells = [
        ["\n".join([*cell.lessons, *map(told, cell.sessions)]) for cell in line.cells]
        for line in found.lines
    ]
    return pd.DataFrame(
        cells,
        index=[f"{line.start:%H:%M}" for line in found.lines],
        columns=[day(one) for one in found.days],
    )


def _another_time(own: Desk, outcome: Outcome, week: list[Session]) -> None:
    """The five best other slots of a session, and what is in the way of the rest."""
    st.subheader(t("Find another time"), anchor=False)
    if not week:
        st.caption(t("No session of this teacher in this week."))
        return
    school = outcome.school
    row = st.selectbox(
        t("Session"),
        week,
        format_func=lambda one: (
            f"{_when(school, one.date, one.period_id)} · "
            f"{school.student[one.student_id].name}: {t(one.title)}"
        ),
        # A changed plan has other sessions to pick from.
        key=f"session picked {id(outcome)}",
        index=None,
        placeholder=t("Pick one of this week"),
    )
    if row is None:
        return
    _why_then(outcome, row)
    found = once(
        "other times", outcome, row, lambda: other_times(outcome.context, outcome.plan, row)
    )
    best = [one for one in found if one.possible][:_BEST]
    to = None
    if best:
        to = st.radio(
            t("The best other times, all other sessions staying"),
            best,
            format_func=lambda one: (
                f"{_when(school, one.date, one.period_id)}: "
                + t("{points} points", points=f"{one.change:+g}")
            ),
            key="session to",
        )
    else:
        st.info(t("No other time of that week is free for both."))
    move, stay, off = st.columns(3)
    if move.button(t("Move it there"), type="primary", width="stretch", disabled=to is None) and to:
        _change(own, outcome, outcome.context, moves=[(row, to.date, to.period_id)])
    pinned = row in own.pinned
    if stay.button(t("Let it loose") if pinned else t("Pin it"), width="stretch", help=t(_PIN)):
        plan_edits.pin_session(own, row, not pinned)
        st.rerun()
    if off.button(t("Call it off"), width="stretch", help=t("It is not planned again.")):
        now = replace(school, cancellations=(*school.cancellations, Cancellation.of(row)))
        _change(own, outcome, outcome.context.within(now))
    barred = [one for one in found if not one.possible]
    if barred:
        with st.expander(t("Why not the other {count}", count=len(barred))):
            bullets(
                f"{_when(school, one.date, one.period_id)}: {join(one.barred)}" for one in barred
            )


def _why_then(outcome: Outcome, row: Session) -> None:
    """What the session brings and costs where it is."""
    with st.expander(t("Why then?")):
        found = once("why then", outcome, row, lambda: why_then(outcome.context, outcome.plan, row))
        table(
            [
                {N_("rule"): t(one.rule), N_("points"): one.points, N_("wish"): str(one.text)}
                for one in found
            ]
        )
        st.caption(t("What the plan would lose or gain without this session, all others staying."))


def _away(own: Desk, outcome: Outcome, teacher_id: str, monday: datetime.date) -> None:
    """A teacher falls ill: plan anew from that day on."""
    with st.expander(t("This teacher is away")):
        since, until = st.columns(2)
        first = since.date_input(t("From"), monday, key=f"away from {monday}")
        last = until.date_input(t("To"), first, key=f"away to {monday} {first}")
        if st.button(t("Plan anew from then on"), width="stretch", disabled=last < first):
            absence = Absence.model_validate({"person_id": teacher_id, "from": first, "to": last})
            school = outcome.school
            now = replace(school, absences=(*school.absences, absence))
            _change(own, outcome, outcome.context.within(now), since=first)


def _change(
    own: Desk,
    outcome: Outcome,
    context: Context,
    *,
    since: datetime.date | None = None,
    moves: list[tuple[Session, datetime.date, str]] | None = None,
) -> None:
    """Re-plan with the fewest changes, keep the answer, and say what changed."""
    try:
        pins = still_asked(context, outcome.plan, own.pinned)
        done = reschedule(context, outcome.plan, since=since, moves=moves or (), pins=pins)
    except NoAnswerError as error:
        st.error(markdown_safe(error))
        return
    for row, date, period_id in moves or ():
        # What a person has moved stays there.
        plan_edits.pin_session(own, row, False)
        plan_edits.pin_session(own, replace(row, date=date, period_id=period_id), True)
    plan_edits.take_sessions(own, context, done)
    st.session_state[_TOLD] = (done, context.school)
    st.rerun()


def _tell() -> None:
    """What the last change did, until the next run."""
    told: tuple[Rescheduled, School] | None = st.session_state.pop(_TOLD, None)
    if told is None:
        return
    done, school = told

    def line(row: Session) -> str:
        host = school.host_name(row.teacher_id, row.tutor_id)
        student = school.student[row.student_id].name
        return t("{kind} of {host} with {name}", kind=t(row.title), host=host, name=student)

    proved = t("fewer changes are impossible") if done.least else t("fewer changes may be possible")
    lines = [
        *(
            f"{line(before)}: {_when(school, before.date, before.period_id)} → "
            f"{_when(school, after.date, after.period_id)}"
            for before, after in done.moved
        ),
        *((f"{line(row)}, {day(row.date)}: " + t("not held")) for row in done.lost),
        *((f"{line(row)}, {day(row.date)}: " + t("now held")) for row in done.gained),
    ]
    st.success(
        t(
            "{moved} moved, {lost} not held any more: {proved}.",
            moved=len(done.moved),
            lost=len(done.lost),
            proved=proved,
        )
    )
    bullets(lines)


def _paper(outcome: Outcome, teacher_id: str, mine: list[Session]) -> None:
    """What a teacher takes along: a calendar, the weeks, the record sheets."""

    def make() -> tuple[Calendars, dict[str, str]]:
        agenda = Agenda.of_plan(outcome.findings, outcome.plan)
        return make_calendars(agenda, mine, datetime.datetime.now().astimezone()), sheets(
            agenda, mine
        )

    name = file_name(teacher_id)
    made, pages = once("paper", outcome, (teacher_id, language()), make)
    with st.expander(t("Calendar and sheets (staff only)")):
        for label, file, data, kind in (
            (N_("Calendar (.ics)"), f"teacher-{name}.ics", made.texts, "text/calendar"),
            (N_("Weeks to print"), f"week-{name}.html", pages, "text/html"),
            (N_("Record sheets"), f"records-{name}.html", pages, "text/html"),
        ):
            if file in data:
                st.download_button(
                    t(label), data[file], file, kind, width="stretch", on_click="ignore"
                )
        for note in made.notes:
            st.warning(markdown_safe(note))


def _left_out(outcome: Outcome) -> None:
    """What could not be held in the whole school, why, and what one more period would buy."""
    summary = outcome.summary.parts[Part.SESSIONS]
    with st.expander(t("What is held in the whole school")):
        bullets(summary.notes)
        if st.button(t("What would one more period buy?"), key="shortages"):
            found = shortages(outcome.context, outcome.plan)
            rows = [
                {
                    N_("week"): one.week,
                    N_("whose"): str(one.who),
                    N_("left out"): one.left_out,
                    N_("one more period"): f"+{one.slot}",
                    N_("a limit wider by one"): f"+{one.limit}",
                }
                for one in found
            ]
            if rows:
                table(rows)
            else:
                st.success(t("Nothing that one more period would change is left out."))
