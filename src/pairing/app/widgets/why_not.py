"""Asking why not another: who else could be chosen, at what cost, and what comes with it."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from pairing.app.state.memo import once
from pairing.app.state.planned import Planned
from pairing.app.text import md, t
from pairing.app.theme import bullets, table
from pairing.language import N_
from pairing.model.messages.message import join
from pairing.model.plan import Mentorship, Pair
from pairing.planning import Alternative, Outcome, alternatives, why_not

__all__ = ["ask_why_not"]


def ask_why_not(planned: Planned, rows: Mapping[str, Pair | Mentorship], key: str) -> None:
    """Pick a couple of the plan: who else could be chosen, and what would come with it."""
    outcome = planned.outcome
    st.subheader(t("Why not another?"), anchor=False)
    picked = st.selectbox(
        t("For"), list(rows), index=None, key=f"for {key}", placeholder=t("Pick one")
    )
    if picked is None:
        return
    row = rows[picked]
    bullets(row.reasons)
    pinned = row in planned.couple_pins
    stays = t("Whoever is pinned stays together in every new plan.")
    st.button(
        t("Let it loose") if pinned else t("Pin it"),
        key=f"pin {key}",
        help=stays,
        on_click=planned.pin_couple,
        args=(row,),
    )
    found = once(
        "alternatives", outcome, row, lambda: alternatives(outcome.context, outcome.plan, row)
    )
    shown = {_name(outcome, other): other for other in found if not other.chosen}
    if all(other.cost is None for other in shown.values()):
        st.info(t("Nobody else may be chosen under the hard rules."))
        return
    who, chain = st.columns([3, 2], gap="large")
    barred = any(other.barred for other in shown.values())
    table(
        [
            {N_("who"): name, N_("points the plan would lose"): other.cost}
            | ({N_("in the way"): join(other.barred)} if barred else {})
            for name, other in shown.items()
        ],
        who,
        height=min(320, 40 + 36 * len(shown)),
    )
    wish = chain.selectbox(t("What comes with"), list(shown), key=f"wish {key} {picked}")
    change = why_not(outcome.context, outcome.plan, shown[wish].row)
    if not change.possible:
        chain.error(t("Not possible, because of"))
        bullets((*change.barred, *change.conflict), chain)
        return
    chain.markdown(md("**{points} points**, and then", points=f"{-change.cost:+g}"))
    bullets((*change.told, *change.chain(outcome.school)), chain)


def _name(outcome: Outcome, alternative: Alternative) -> str:
    school = outcome.school
    match alternative.row:
        case Pair(tutor_id=tutor_id):
            return school.label(tutor_id)
        case Mentorship(teacher_id=teacher_id):
            return school.teacher_label(teacher_id)
    return ""
