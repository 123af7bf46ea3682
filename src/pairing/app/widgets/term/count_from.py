"""From when on it is asked what was done: from today, where nothing was written down before."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

import streamlit as st

from pairing.app.state.edits import term_edits
from pairing.app.state.entries import viewer
from pairing.app.state.workspace import Workspace
from pairing.app.text import t, tn
from pairing.language import day
from pairing.model.plan import Plan
from pairing.model.records import Review
from pairing.monitoring import Owed, TermLog, ViewerRole, monday_of, term_of

__all__ = ["count_from"]


def count_from(
    workspace: Workspace, log: TermLog, plan: Plan, owed: Sequence[Owed], today: datetime.date
) -> bool:
    """Propose to count from today, or to take that back; whether it is proposed.

    Who begins to write things down weeks after the plan would be told that all of it is late.
    """
    decides = viewer(workspace).role in (ViewerRole.COORDINATOR, ViewerRole.HEAD)
    term = term_of(log.school, plan, log, today)
    if term.asked_from > term.first:
        if decides:
            _button(workspace, t("Count from the beginning of the term"), None)
        return False
    late = sum(row.days_late > 0 for row in owed)
    days = (*(row.date for row in log.records), *(row.date for row in log.rows(Review)))
    told = any(term.first <= one <= today for one in days)
    if not late or told or monday_of(today) <= term.first:
        return False
    with st.container(border=True):
        st.markdown(
            tn(
                "The term is counted from {date}, and nothing was written down since: {count} "
                "thing would be late.",
                "The term is counted from {date}, and nothing was written down since: {count} "
                "things would be late.",
                late,
                date=day(term.first),
            )
        )
        if decides:
            _button(workspace, t("Count from today"), today, wished=True)
            st.caption(
                t("What was to be done before is then not asked for, and every page says so.")
            )
        else:
            st.caption(t("The coordinator or the homeroom teacher can count from today instead."))
    return True


def _button(
    workspace: Workspace, label: str, since: datetime.date | None, *, wished: bool = False
) -> None:
    st.button(
        label,
        type="primary" if wished else "tertiary",
        on_click=term_edits.count_from,
        args=(workspace, since),
    )
