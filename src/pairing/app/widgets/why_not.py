"""Asking why not another: who else could be chosen, at what cost, and what comes with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

import streamlit as st

from pairing.app.state.memo import once
from pairing.app.state.planned import Planned
from pairing.app.text import md, t
from pairing.app.theme import bullets, table
from pairing.language import N_, in_a_row
from pairing.model.messages.message import join
from pairing.model.plan import Mentorship, Pair, PlanRow
from pairing.model.school import School
from pairing.planning import Change, alternatives, row_words, why_not

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
    shown = {_who(outcome.school, other.row): other for other in found if not other.chosen}
    if all(other.cost is None for other in shown.values()):
        st.info(t("Nobody else may be chosen under the hard rules."))
        return
    who, chain = st.columns([3, 2], gap="large")
    barred = any(other.barred for other in shown.values())
    table(
        [
            {N_("who"): name, N_("change of the plan's points"): _gain(other.cost)}
            | ({N_("in the way"): join(other.barred)} if barred else {})
            for name, other in shown.items()
        ],
        who,
        height=min(320, 40 + 36 * len(shown)),
        column_config={
            t("change of the plan's points"): st.column_config.NumberColumn(
                format="%+g", help=t("Plus: the plan would gain points; minus: it would lose some.")
            )
        },
    )
    wish = chain.selectbox(t("What comes with"), list(shown), key=f"wish {key} {picked}")
    change = why_not(outcome.context, outcome.plan, shown[wish].row)
    if not change.possible:
        chain.error(t("Not possible, because of"))
        bullets((*change.barred, *change.conflict), chain)
        return
    chain.markdown(_change_words(change.cost))
    bullets((*change.told, *_steps(outcome.school, change)), chain)


def _gain(cost: float | None) -> float | None:
    """What the plan would gain, or lose where it is below 0, of what it would lose."""
    return None if cost is None else -cost or 0.0


def _change_words(cost: float) -> str:
    """The same sign as in the table, and in words."""
    if cost == 0:
        return t("**The plan's points stay the same**, and then")
    points = f"{abs(cost):g}"
    if cost < 0:
        return md("**The plan would gain {points} points (+{points})**, and then", points=points)
    return md("**The plan would lose {points} points (−{points})**, and then", points=points)


def _steps(school: School, change: Change) -> list[str]:
    """What comes with it, by whom it is about: from whom to whom, where that is one for one."""
    by_task: dict[str, list[tuple[PlanRow, bool]]] = defaultdict(list)
    for row, taken in change.steps:
        by_task[_about(school, row)].append((row, taken))
    told: list[str] = []
    for about, steps in by_task.items():
        gone = [row for row, taken in steps if not taken]
        new = [row for row, taken in steps if taken]
        if len(gone) == len(new) == 1:
            one, other = _who(school, gone[0]), _who(school, new[0])
            told.append(t("{about}: from {one} to {other}", about=about, one=one, other=other))
        else:
            told += [str(row_words(school, row, taken)) for row, taken in steps]
    return told


def _about(school: School, row: PlanRow) -> str:
    """Whom somebody is chosen for, and in what."""
    match row:
        case Pair(tutee_id=tutee_id, subject=subject):
            return in_a_row((school.label(tutee_id), t(subject)))
        case Mentorship(student_id=student_id):
            return school.label(student_id)
    return ""


def _who(school: School, row: PlanRow) -> str:
    """Who is chosen."""
    match row:
        case Pair(tutor_id=tutor_id):
            return school.label(tutor_id)
        case Mentorship(teacher_id=teacher_id):
            return school.teacher_label(teacher_id)
    return ""
