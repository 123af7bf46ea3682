"""Why somebody sits somewhere, and which other seats would suit how well."""

from __future__ import annotations

import streamlit as st

from pairing.app.text import labelled, md, t
from pairing.app.theme import bullets, table
from pairing.app.widgets.seat_map.seat_names import seat_name
from pairing.language import N_
from pairing.model.messages.message import join
from pairing.planning import Outcome, seat_fits, why_here

__all__ = ["elsewhere_panel", "why_here_panel"]


def why_here_panel(outcome: Outcome, class_id: str, student_id: str) -> None:
    """What each rule has to say of a student where they sit."""
    name = outcome.school.label(student_id)
    st.subheader(md("Why {name} sits here", name=name), anchor=False)
    bearings = why_here(outcome.context, outcome.plan, class_id, student_id)
    if not bearings:
        st.markdown(t("No rule speaks about this student: any free seat would do."))
        return
    table(
        [
            {
                N_("rule"): t(bearing.rule),
                N_("points"): bearing.points,
                N_("because"): str(bearing.text),
            }
            for bearing in bearings
        ]
    )


def elsewhere_panel(outcome: Outcome, class_id: str, student_id: str) -> None:
    """The best other seats, all others staying where they are but the one swapped with."""
    school = outcome.school
    fits = seat_fits(outcome.context, outcome.plan, class_id, student_id)
    rows = [
        {
            N_("seat"): seat_name(school, class_id, fit.seat_id),
            N_("swaps with"): school.label(fit.swaps_with)
            if fit.swaps_with
            else t("nobody: it is free"),
            N_("points"): fit.change,
        }
        for fit in fits[:5]
        if fit.possible
    ]
    name = school.label(student_id)
    st.subheader(md("Where else {name} could sit", name=name), anchor=False)
    if not rows:
        st.markdown(t("No other seat keeps every hard rule while all others stay."))
        return
    table(rows)
    barred = [fit for fit in fits if not fit.possible]
    st.caption(
        t(
            "Everybody else stays. {barred} of {seats} seats would break a hard rule.",
            barred=len(barred),
            seats=len(fits),
        )
    )
    if barred:
        with st.expander(t("Why not the other {count}", count=len(barred))):
            bullets(
                labelled(seat_name(school, class_id, fit.seat_id), join(fit.broken))
                for fit in barred
            )
