"""The page of many weeks: new seats each week beside the shift that schools use."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import streamlit as st

from pairing.app.state import rotations
from pairing.app.state.entries import day_now
from pairing.app.state.planned import Planned
from pairing.app.state.rotations import Desk, Way, Weeks
from pairing.app.state.visitor import speak
from pairing.app.state.workspace import Workspace
from pairing.app.text import md, t, tn
from pairing.app.theme import table
from pairing.app.widgets.download import PDF
from pairing.app.widgets.frame.job_bar import draw_bar
from pairing.app.widgets.seat_map.component import Marks, seat_map, seat_map_data
from pairing.app.widgets.seat_map.no_seats import no_seats
from pairing.language import N_, day, language, use
from pairing.monitoring import monday_of
from pairing.planning import Fairness, Week
from pairing.reports import seat_sheet, seat_weeks
from pairing.reports.names import SEAT_WEEKS, SEAT_WEEKS_OF_TEACHER, named_file

__all__ = ["rotation_page"]

_POLL = 0.5
_MOST = 30
_PLANNED, _SHIFT = N_("planned week by week"), N_("shifted by one column and row")


def rotation_page(workspace: Workspace, planned: Planned, class_id: str) -> None:
    """Plan the next weeks, see what each way does to people, put one in force, print them."""
    if not planned.has_seats(class_id):
        no_seats(workspace.school, class_id)
        return
    st.caption(
        t(
            "New neighbours and fair turns in front, while whoever needs help keeps an able "
            "classmate near. The seats of now are the week before the first."
        )
    )
    desk = rotations.desk_of(class_id)
    _ask(workspace, planned, class_id, desk)
    _back(workspace, planned)
    if desk is None:
        return
    if desk.job.error is not None:
        st.error(md("Planning failed: {error}", error=desk.job.error))
    elif desk.job.outcome is None:
        _running(desk)
    else:
        _made(workspace, planned, desk, desk.job.outcome)


def _ask(workspace: Workspace, planned: Planned, class_id: str, desk: Desk | None) -> None:
    count, first, press, _ = st.columns([1, 1.4, 1.6, 3], vertical_alignment="bottom")
    weeks = count.number_input(t("Weeks"), 1, _MOST, 12, key="weeks of rotation")
    since = first.date_input(
        t("From Monday"), rotations.next_monday(day_now(workspace)), key="rotation from"
    )
    busy = workspace.job is not None or (desk is not None and desk.job.running)
    press.button(
        t("Plan the weeks"),
        type="primary",
        width="stretch",
        disabled=busy,
        on_click=rotations.begin,
        # Weeks begin on a Monday, whichever day of it was chosen.
        args=(workspace, planned, class_id, int(weeks), monday_of(since)),
    )


@st.fragment(run_every=_POLL)
def _running(desk: Desk) -> None:
    speak()
    if not desk.job.running:
        time.sleep(0.01)
        st.rerun()
    draw_bar(desk.job, t("Take the weeks made so far"))


def _back(workspace: Workspace, planned: Planned) -> None:
    """What was put in force last, and the way back."""
    used = rotations.in_force(workspace)
    if used is None:
        return
    words, back = st.columns([5, 1], vertical_alignment="center")
    words.success(
        t(
            "In force from {date}: these are the plan's seats now; those before are in the seat "
            "history.",
            date=day(used.since),
        )
    )
    back.button(
        t("Take it back"),
        width="stretch",
        disabled=workspace.job is not None,
        on_click=rotations.take_back,
        args=(workspace, planned, used),
    )


def _made(workspace: Workspace, planned: Planned, desk: Desk, made: Weeks) -> None:
    count = len(made.planned.rotation.weeks)
    if not count:
        st.error(
            md(
                "There are no seats that keep all hard rules. The page “{page}” says which clash.",
                page=t("Seats"),
            )
        )
        return
    stale = desk.stale(workspace)
    if stale:
        st.warning(t("The school, its rules or the pairs changed since: plan the weeks again."))
    if count < desk.asked:
        st.info(
            tn(
                "It was stopped: {count} week is made.",
                "It was stopped: {count} weeks are made.",
                count,
            )
        )
    _beside(made, stale)
    ways = {_PLANNED: made.planned, _SHIFT: made.shift}
    which = st.segmented_control(
        t("Which way"), list(ways), format_func=t, default=_PLANNED, key="way of rotation"
    )
    way = ways[which or _PLANNED]
    week = _week(workspace, way)
    outcome = planned.outcome
    if week is not None:
        outcome = replace(outcome, plan=rotations.plan_of(planned, week))
    data = seat_map_data(outcome, desk.class_id, False, Marks())
    seat_map({**data, "pins": False}, f"week {desk.class_id}", lambda _: None)
    _use(workspace, planned, desk, way, week)
    _by_week(made)


def _beside(made: Weeks, stale: bool) -> None:
    """What each way does to people."""
    ours, shift = made.planned.fair, made.shift.fair
    rows = [
        (N_("able classmates in reach, in the worst week"), *map(_share, (ours, shift))),
        (N_("deskmates who meet again"), str(ours.repeats), str(shift.repeats)),
        (N_("weeks in front: most less fewest"), str(ours.front_spread), str(shift.front_spread)),
        (N_("weeks at the sides: most less fewest"), str(ours.edge_spread), str(shift.edge_spread)),
    ]
    table([{N_("what"): t(what), _PLANNED: one, _SHIFT: other} for what, one, other in rows])
    if not stale:
        # That is proved of the tables of then.
        st.caption(
            t(
                "Deskmates must meet again {least} times at least, whoever sits where.",
                least=ours.least,
            )
        )
    st.caption(
        t("Turns count the seat history too; whom a hard rule binds to a place is left out.")
    )


def _share(fair: Fairness) -> str:
    return f"{100 * fair.coverage:.0f} %"


def _week(workspace: Workspace, way: Way) -> Week | None:
    """The week that is looked at, None for the seats of now; at first that of today, or week 1."""
    weeks = way.rotation.weeks
    today = day_now(workspace)
    begun = [number for number, week in enumerate(weeks) if 0 <= (today - week.since).days < 7]

    def called(number: int | None) -> str:
        if number is None:
            return t("now: the seats of the plan")
        since, count = day(weeks[number].since), len(weeks)
        return t("{number} of {count}: from {date}", number=number + 1, count=count, date=since)

    number = st.selectbox(
        t("Which week"),
        [None, *range(len(weeks))],
        1 + (begun[0] if begun else 0),
        format_func=called,
        key="week of rotation",
    )
    return None if number is None else weeks[number]


def _use(workspace: Workspace, planned: Planned, desk: Desk, way: Way, week: Week | None) -> None:
    """Put the week in force, or print it, or all of them."""
    put, one, every, teacher = st.columns(4)
    put.button(
        t("Put this week in force"),
        type="primary",
        width="stretch",
        disabled=week is None or workspace.job is not None or desk.stale(workspace),
        help=t("Its seats become the plan's; the seats before go to the seat history."),
        on_click=rotations.put_in_force,
        args=(workspace, planned, desk.class_id, week),
    )
    school, spoken = planned.outcome.school, language()

    def sheets(weeks: Sequence[Week], pupils: bool) -> bytes:
        use(spoken)
        if not weeks:
            return seat_sheet(school, planned.plan, desk.class_id, "pupils")
        plans = {one.since: rotations.plan_of(planned, one) for one in weeks}
        return seat_weeks(school, desk.class_id, plans, "pupils" if pupils else "teacher")

    for where, label, weeks, pupils in (
        (one, t("Print this week"), () if week is None else (week,), True),
        (every, t("Print all weeks"), way.rotation.weeks, True),
        (teacher, t("All weeks as the teacher sees them"), way.rotation.weeks, False),
    ):
        # Of two files of one name the wrong one is soon on the wall.
        kind = SEAT_WEEKS if pupils else SEAT_WEEKS_OF_TEACHER
        where.download_button(
            label,
            partial(sheets, weeks, pupils),
            named_file(kind, "pdf", desk.class_id, school.seating_groups),
            PDF,
            width="stretch",
            on_click="ignore",
            key=f"print {label}",
        )
    st.caption(t("Names and places only: no needs, no scores, nothing of who helps whom."))


def _by_week(made: Weeks) -> None:
    """How many able classmates are in reach of those who need them, week by week."""
    with st.expander(t("Week by week")):
        pairs = zip(made.planned.rotation.weeks, made.shift.rotation.weeks, strict=True)
        table(
            [
                {
                    N_("week from"): day(one.since),
                    _PLANNED: _covered(one),
                    _SHIFT: _covered(other),
                }
                for one, other in pairs
            ]
        )
        st.caption(t("Of the able classmates who are wanted in reach of somebody, how many are."))


def _covered(week: Week) -> str:
    return t("{count} of {whole}", count=week.covered, whole=week.wanted)
