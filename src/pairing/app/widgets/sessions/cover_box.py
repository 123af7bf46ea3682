"""Who could hold the sessions of a teacher who is away: proposals, and taking some of them."""

from __future__ import annotations

import datetime

import pandas as pd
import streamlit as st

from pairing.app.state.edits import session_edits
from pairing.app.state.planned import Planned
from pairing.app.state.workspace import Workspace
from pairing.app.text import labelled, t
from pairing.app.theme import bullets
from pairing.language import day
from pairing.model.messages.message import join
from pairing.model.plan import Session
from pairing.model.school import School
from pairing.model.session_times import start_of
from pairing.planning import Context, Cover, Covers, propose_covers, take_covers

__all__ = ["ask_who_covers", "covers_box"]

_ASKED = "covers asked for"
"""The session's key of (the outcome asked about, the school as it is now, what is proposed)."""
_TAKEN = "covers taken"


def ask_who_covers(
    planned: Planned, context: Context, teacher_id: str, since: datetime.date
) -> None:
    """Keep what is proposed for a teacher's sessions from a day on, and show it."""
    found = propose_covers(context, planned.plan, teacher_id, since)
    st.session_state[_ASKED] = (id(planned.outcome), context, found)
    st.rerun()


def covers_box(workspace: Workspace, planned: Planned) -> None:
    """What is proposed for each session, and a button that takes what is ticked."""
    if lines := st.session_state.pop(_TAKEN, None):
        st.success(t("Taken, and kept as changes of the plan:"))
        bullets(lines)
    asked: tuple[int, Context, Covers] | None = st.session_state.get(_ASKED)
    if asked is None:
        return
    outcome_id, context, found = asked
    if outcome_id != id(planned.outcome):
        del st.session_state[_ASKED]
        return
    school = context.school
    st.subheader(t("Who could hold these sessions"), anchor=False)
    if not found.proposals:
        st.info(t("No session of these days is left without its teacher."))
    elif not found.best:
        st.caption(t("The search was cut short: better may be possible."))
    open_ = [one for one in found.proposals if one.after is None]
    able = [one for one in found.proposals if one.after is not None]
    ticked = _ticked(school, able, outcome_id) if able else []
    if open_:
        st.warning(t("Nobody can hold these; they stay in the plan until you move or cancel them:"))
        bullets(labelled(_session(school, one.before), join(one.why)) for one in open_)
    take, leave, _ = st.columns([2, 2, 4])
    if able and take.button(
        t("Take what is ticked"), type="primary", width="stretch", disabled=not ticked
    ):
        _take(workspace, planned, context, ticked)
    if leave.button(t("Take nothing"), width="stretch"):
        del st.session_state[_ASKED]
        st.rerun()


def _ticked(school: School, able: list[Cover], outcome_id: int) -> list[Cover]:
    """The proposals that a person has left ticked."""
    take, session, proposal = t("take"), t("session"), t("proposal")
    rows = pd.DataFrame(
        [
            {
                take: True,
                session: _session(school, one.before),
                proposal: _proposal(school, one),
                t("why not nearer to the plan"): str(join(one.why)),
            }
            for one in able
        ]
    )
    edited = st.data_editor(
        rows,
        hide_index=True,
        width="stretch",
        disabled=[name for name in rows.columns if name != take],
        key=f"covers {outcome_id}",
    )
    return [one for one, ticked in zip(able, edited[take].tolist(), strict=True) if ticked]


def _session(school: School, row: Session) -> str:
    who = t(
        "{kind} of {host} with {name}",
        kind=t(row.title),
        host=school.host_name(row.teacher_id, row.tutor_id),
        name=school.label(row.student_id),
    )
    return f"{_when(school, row)} · {who}"


def _proposal(school: School, one: Cover) -> str:
    if one.after is None:
        return ""
    if one.after.covers:
        return t(
            "{name} holds it then ({near}; covers in this plan: {count})",
            name=school.teacher_label(one.after.teacher_id),
            near=t(one.nearness),
            count=one.carried,
        )
    return t("it moves to {time}", time=_when(school, one.after))


def _when(school: School, row: Session) -> str:
    return t("{day}, {time}", day=day(row.date), time=f"{start_of(school, row):%H:%M}")


def _take(workspace: Workspace, planned: Planned, context: Context, taken: list[Cover]) -> None:
    """Keep what a person has taken, and say what it was."""
    change = take_covers(context, planned.plan, taken)
    pinned = set(planned.session_pins)
    # What was pinned stays so where it is now, with whoever holds it.
    moved_pins = [(before, after) for before, after in change.moved if before in pinned]
    session_edits.take(workspace, planned, context, change, moved_pins)
    school = context.school
    st.session_state[_TAKEN] = [
        f"{_session(school, one.before)} → {_proposal(school, one)}" for one in taken
    ]
    del st.session_state[_ASKED]
    st.rerun()
