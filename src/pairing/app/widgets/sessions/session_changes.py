"""Changing sessions by hand: another time, cancelling one, a teacher who is away; undoing it."""

from __future__ import annotations

import datetime
from dataclasses import replace

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pairing.app.state.edits import session_edits
from pairing.app.state.memo import once
from pairing.app.state.planned import Planned
from pairing.app.state.workspace import Workspace
from pairing.app.text import labelled, markdown_safe, t
from pairing.app.theme import bullets, table
from pairing.app.widgets.sessions.cover_box import ask_who_covers
from pairing.errors import NoAnswerError
from pairing.instances.agenda import LessonTimes
from pairing.language import N_, day, in_a_row
from pairing.model.messages.message import join
from pairing.model.plan import Session
from pairing.model.records import Absence, Cancellation
from pairing.model.school import School
from pairing.model.session_times import start_of
from pairing.planning import (
    Context,
    OtherTime,
    Outcome,
    Rescheduled,
    other_times,
    reschedule,
    still_asked,
    why_then,
)
from pairing.reports.sessions.missed import called_from

__all__ = ["another_time", "last_change", "teacher_away", "undo_sessions"]

_BEST = 5
_PIN = N_("A pinned session stays, whatever is planned anew; one that you moved is pinned.")
_LAST = "last change of sessions"
"""The session's key of what the last change did."""


def another_time(workspace: Workspace, planned: Planned, week: list[Session]) -> None:
    """The five best other slots of a session, and what is in the way of the rest."""
    st.subheader(t("Find another time"), anchor=False)
    if not week:
        st.caption(t("No session of this teacher in this week."))
        return
    outcome, school = planned.outcome, planned.outcome.school
    row = st.selectbox(
        t("Session"),
        week,
        format_func=lambda row: labelled(
            f"{_when_of(school, row)} · {school.label(row.student_id)}", t(row.title)
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
    best = [time for time in found if time.possible][:_BEST]
    times = LessonTimes(school)

    def option(time: OtherTime) -> str:
        called = called_from(times, _there(row, time))
        when = _when(school, time.date, time.period_id, time.start)
        where = when if called is None else f"{when}, {called}"
        return f"{where}: " + t("{points} points", points=f"{time.change:+g}")

    to = None
    if best:
        to = st.radio(
            t("The best other times, all other sessions staying"),
            best,
            format_func=option,
            key="session to",
        )
    else:
        st.info(t("No other time of that week is free for both."))
    move, stay, off = st.columns(3)
    if move.button(t("Move it there"), type="primary", width="stretch", disabled=to is None) and to:
        _change(workspace, planned, outcome.context, moves=[(row, to)])
    pinned = row in planned.session_pins
    if stay.button(t("Let it loose") if pinned else t("Pin it"), width="stretch", help=t(_PIN)):
        session_edits.pin(planned, row, not pinned)
        st.rerun()
    # Not at one press: "cancel" beside other buttons is often taken for "close".
    with off.popover(t("Cancel this session"), width="stretch"):
        st.markdown(t("It is then not held, and is not planned again."))
        if st.button(t("Yes, cancel this session"), width="stretch"):
            now = replace(school, cancellations=(*school.cancellations, Cancellation.of(row)))
            _change(workspace, planned, outcome.context.within(now))
    barred = [time for time in found if not time.possible]
    if barred:
        with st.expander(t("Why not the other {count}", count=len(barred))):
            bullets(
                labelled(_when(school, time.date, time.period_id, time.start), join(time.barred))
                for time in barred
            )


def _why_then(outcome: Outcome, row: Session) -> None:
    """What the session brings and costs where it is."""
    with st.expander(t("Why then?")):
        found = once("why then", outcome, row, lambda: why_then(outcome.context, outcome.plan, row))
        table(
            [
                {N_("rule"): t(wish.rule), N_("points"): wish.points, N_("wish"): str(wish.text)}
                for wish in found
            ]
        )
        st.caption(t("What the plan would lose or gain without this session, all others staying."))


def teacher_away(
    workspace: Workspace, planned: Planned, teacher_id: str, monday: datetime.date
) -> None:
    """A teacher falls ill: plan anew from that day on."""
    with st.expander(t("This teacher is away")):
        since, until = st.columns(2)
        first = since.date_input(t("From"), monday, key=f"away from {monday}")
        last = until.date_input(t("To"), first, key=f"away to {monday} {first}")
        who = st.button(
            t("Who could cover?"),
            width="stretch",
            disabled=last < first,
            help=t("Proposals for each session; nothing changes until you take them."),
        )
        anew = st.button(t("Plan anew from then on"), width="stretch", disabled=last < first)
        if not (who or anew):
            return
        absence = Absence.model_validate({"person_id": teacher_id, "from": first, "to": last})
        context = planned.outcome.context
        school = context.school
        known = (one for one in school.absences if one != absence)
        now = context.within(replace(school, absences=(*known, absence)))
        if who:
            ask_who_covers(planned, now, teacher_id, first)
        _change(workspace, planned, now, since=first)


def _change(
    workspace: Workspace,
    planned: Planned,
    context: Context,
    *,
    since: datetime.date | None = None,
    moves: list[tuple[Session, OtherTime]] | None = None,
) -> None:
    """Re-plan with the fewest changes, keep the answer, and say what changed."""
    try:
        pins = still_asked(context, planned.plan, planned.session_pins)
        change = reschedule(
            context,
            planned.plan,
            since=since,
            moves=[(row, to.date, to.period_id, to.start) for row, to in moves or ()],
            pins=pins,
        )
    except NoAnswerError as error:
        st.error(markdown_safe(error))
        return
    # What a person has moved stays there.
    moved_pins = [(row, _there(row, to)) for row, to in moves or ()]
    session_edits.take(workspace, planned, context, change, moved_pins)
    st.session_state[_LAST] = (change, context.school)
    st.rerun()


def undo_sessions(
    workspace: Workspace, planned: Planned, back: DeltaGenerator, forth: DeltaGenerator
) -> None:
    """Undo and redo of what was changed by hand."""
    history, busy = planned.session_history, workspace.job is not None
    back.button(
        t("↶ Undo"),
        key="undo sessions",
        width="stretch",
        disabled=busy or not history.before,
        help=t("Takes back what you changed last: a session moved, pinned or cancelled, a cover."),
        on_click=session_edits.undo,
        args=(workspace, planned),
    )
    forth.button(
        t("↷ Redo"),
        key="redo sessions",
        width="stretch",
        disabled=busy or not history.after,
        on_click=session_edits.redo,
        args=(workspace, planned),
    )


def last_change() -> None:
    """What the last change did, until the next run."""
    last: tuple[Rescheduled, School] | None = st.session_state.pop(_LAST, None)
    if last is None:
        return
    change, school = last

    def line(row: Session) -> str:
        host = school.host_name(row.teacher_id, row.tutor_id)
        student = school.label(row.student_id)
        return t("{kind} of {host} with {name}", kind=t(row.title), host=host, name=student)

    proved = (
        t("fewer changes are impossible") if change.least else t("fewer changes may be possible")
    )
    lines = [
        *(
            labelled(line(before), f"{_when_of(school, before)} → {_when_of(school, after)}")
            for before, after in change.moved
        ),
        *(labelled(in_a_row((line(row), day(row.date))), t("not held")) for row in change.lost),
        *(labelled(in_a_row((line(row), day(row.date))), t("now held")) for row in change.gained),
    ]
    st.success(
        t(
            "{moved} moved, {lost} not held any more: {proved}.",
            moved=len(change.moved),
            lost=len(change.lost),
            proved=proved,
        )
    )
    bullets(lines)


def _there(row: Session, to: OtherTime) -> Session:
    """The session at another time."""
    return replace(row, date=to.date, period_id=to.period_id, start=to.start, end=to.end)


def _when_of(school: School, row: Session) -> str:
    start = start_of(school, row) or school.period[row.period_id].start
    return _when(school, row.date, row.period_id, start)


def _when(school: School, date: datetime.date, period_id: str, start: datetime.time) -> str:
    """A slot as people say it: Tue 20 Oct, 19:40 (evening)."""
    kind = t(school.period[period_id].kind.value.replace("_", " "))
    return t("{day}, {time} ({kind})", day=day(date), time=f"{start:%H:%M}", kind=kind)
