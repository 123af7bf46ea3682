"""A student's needs with what is done about each: reasons, causes, measures, and new measures."""

from __future__ import annotations

import datetime

import streamlit as st

from pairing.app.state.edits import term_edits
from pairing.app.state.planned import Planned
from pairing.app.state.workspace import Workspace
from pairing.app.text import markdown_safe, md, t, tn
from pairing.app.widgets.term.keeping import edition, keep, say_who
from pairing.language import day, in_a_row
from pairing.model.enums import Cause
from pairing.model.plan import Need
from pairing.model.records import Measure
from pairing.monitoring import Facet, ProposedMeasure, StudentView, people_label, proposed_measures

__all__ = ["needs_section"]

_LINES = 76
"""Pixels: room for three lines of a measure."""


def needs_section(workspace: Workspace, planned: Planned, view: StudentView) -> None:
    """One box a need, and one for measures about what is no need any more."""
    st.subheader(t("Needs and measures"), anchor=False)
    if not view.needs:
        st.caption(t("No need was found."))
    for need in view.needs:
        with st.container(border=True):
            st.markdown(md("**{need}** · {degree}", need=t(need.need), degree=t(need.degree)))
            st.markdown("\n".join(f"- {markdown_safe(one)}" for one in need.reasons))
            own = [row for row in view.measures if row.need == need.need]
            if Facet.CAUSES in view.facets:
                _causes(workspace, need, own, view)
            if Facet.MEASURES in view.facets:
                _measures(workspace, own, view)
                _new_measure(workspace, planned, need, own, view)
    known = {need.need for need in view.needs}
    if earlier := [row for row in view.measures if row.need not in known]:
        with st.expander(t("Measures about what is no need now")):
            _measures(workspace, earlier, view, of_need=True)


def _causes(workspace: Workspace, need: Need, own: list[Measure], view: StudentView) -> None:
    """Why, as the tables suggest or a teacher wrote; a measure keeps what a teacher corrects."""
    running = [row for row in own if _runs(row, view.on)]
    words = in_a_row(t(cause.label) for cause in need.causes)
    written = any(row.cause for row in own)
    signs = workspace.school.indicators_of.get(view.student_id, ())
    if written:
        note = t("written by a teacher")
    elif any(row.cause for row in signs if row.dimension == need.need):
        note = t("as the table of signs says")
    else:
        note = t("as the tables suggest")
    st.markdown(md("Causes: {causes} ({note})", causes=words, note=note))
    if not running:
        return
    key = f"causes {view.student_id} {need.need} {edition(workspace)}"
    with st.expander(t("Correct the causes")):
        causes = st.multiselect(
            t("Causes"),
            list(Cause),
            default=list(need.causes),
            format_func=lambda cause: t(cause.label),
            placeholder=t("Pick one or more"),
            key=key,
        )
        by = say_who()
        changed = bool(causes) and tuple(causes) != need.causes
        if st.button(t("Keep the causes"), key=f"keep {key}", disabled=not (by and changed)):
            keep(lambda: term_edits.set_causes(workspace, running, causes))


def _measures(
    workspace: Workspace, own: list[Measure], view: StudentView, *, of_need: bool = False
) -> None:
    for row in own:
        first = f"**{markdown_safe(t(row.need))}**: " if of_need else ""
        time = (
            t("since {date}", date=day(row.since))
            if row.until is None
            else t("{first} to {last}", first=day(row.since), last=day(row.until))
        )
        told, end = st.columns([5, 1.2], vertical_alignment="center")
        text = md(
            "{measure} · {by}, {time}",
            measure=row.measure,
            by=people_label(workspace.findings.school, row.by),
            time=time,
        )
        told.markdown(f"{first}{text}")
        if row.until is None and end.button(
            t("End it"),
            key=f"end {row.subject_matter} {edition(workspace)}",
            width="stretch",
            help=t("It stays in the file, with today as its last day."),
        ):
            keep(lambda row=row: term_edits.end_measure(workspace, row, view.on))  # type: ignore[misc]


def _new_measure(
    workspace: Workspace, planned: Planned, need: Need, own: list[Measure], view: StudentView
) -> None:
    """Take a proposal as it is, edit it, or write one of one's own."""
    proposals = proposed_measures(
        workspace.findings.school, planned.plan, view.student_id, need.need, need.causes, own
    )
    words = tn(
        "Add a measure ({count} proposal)", "Add a measure ({count} proposals)", len(proposals)
    )
    with st.expander(words):
        key = f"{view.student_id} {need.need} {edition(workspace)}"
        picked = st.selectbox(
            t("Begin with a proposal"),
            [*proposals, None],
            format_func=_title,
            key=f"proposal {key}",
        )
        # Another proposal has fields of its own: what is edited in one is not lost in the other.
        key = f"{key} {picked.text.facts if picked else ''}"
        text = st.text_area(
            t("What is done"),
            str(picked.text) if picked else "",
            key=f"measure {key}",
            height=_LINES,
        )
        who, when = st.columns(2)
        by = who.text_input(t("By whom"), str(picked.by) if picked else "", key=f"by {key}")
        since: datetime.date = when.date_input(t("From"), view.on, key=f"from {key}")
        causes: list[Cause] = []
        if Facet.CAUSES in view.facets:
            causes = st.multiselect(
                t("Causes"),
                list(Cause),
                default=list(need.causes),
                format_func=lambda cause: t(cause.label),
                placeholder=t("Pick one or more"),
                key=f"new causes {key}",
            )
        name = say_who()
        ready = bool(name and text.strip() and by.strip())
        if st.button(t("Keep this measure"), key=f"keep {key}", type="primary", disabled=not ready):
            keep(
                lambda: term_edits.add_measure(
                    workspace,
                    view.student_id,
                    need.need,
                    text,
                    by,
                    since,
                    # What the tables suggest is nobody's judgement until it is changed.
                    causes if set(causes) != set(need.causes) else (),
                )
            )


def _title(proposal: ProposedMeasure | None) -> str:
    if proposal is None:
        return t("Own words")
    if proposal.cause is None:
        return str(proposal.text)
    return t("{cause}: {measure}", cause=t(proposal.cause.label), measure=proposal.text)


def _runs(row: Measure, on: datetime.date) -> bool:
    return row.until is None or row.until >= on
