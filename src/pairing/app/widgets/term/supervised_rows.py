"""The mentors of a supervised month: each part in plain words, its numbers in the tooltip."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from pairing.app.text import t
from pairing.app.widgets.tipped_table import Tipped, tipped_table
from pairing.language import N_, in_a_row, name_key
from pairing.model.school import School
from pairing.monitoring import QUESTION_TITLES, Supervised

__all__ = ["supervised_rows"]

_NEARLY_ALL, _MOST, _HALF = 0.9, 0.65, 0.35
"""From such a share on they are nearly all, most, about half."""
_UP, _DOWN = 0.6, 0.4
"""Above and below these, marks and goals went forward or back."""


_PARTS = {
    "completeness": N_("completeness"),
    "regularity": N_("regularity"),
    "detail": N_("detail"),
    "progress": N_("progress"),
}


def supervised_rows(school: School, rows: Iterable[Supervised]) -> None:
    """A table of mentors: those with questions first, then by name."""
    numbers = st.toggle(
        t("Numbers instead of words"), key="supervision in numbers", persist_state="session"
    )
    ordered = sorted(
        rows,
        key=lambda row: (
            not row.questions,
            name_key(school.teacher_label(row.teacher_id)),
            row.grade,
        ),
    )
    tipped_table(_columns(), [_cells(school, row, numbers) for row in ordered])
    st.caption(
        t(
            "The score leaves out what is not known. "
            "Rest the pointer on a word for the numbers behind it."
        )
    )


def _columns() -> list[Tipped]:
    return [
        Tipped(t("mentor")),
        Tipped(t("grade")),
        Tipped(t("students")),
        Tipped(t("complete"), t("records written down, of the help that was planned")),
        Tipped(t("regular"), t("weeks with help, of the open weeks of each student")),
        Tipped(
            t("detailed"),
            t("records of held help with a text of their own, a topic and a next step"),
        ),
        Tipped(t("progress"), t("how the marks and the goals of the students moved")),
        Tipped(t("score"), t("0 to 100, of the parts that are known")),
        Tipped(t("questions")),
    ]


def _cells(school: School, row: Supervised, numbers: bool) -> list[Tipped]:
    complete, regular, detail = row.completeness, row.regularity, row.detail
    parts = [
        _part(
            complete.share,
            t("{recorded} of {planned}", recorded=complete.recorded, planned=complete.planned),
            "",
            numbers,
        ),
        _part(
            regular.share,
            t("{helped} of {weeks} weeks", helped=regular.helped, weeks=regular.weeks),
            "",
            numbers,
        ),
        _part(
            detail.share,
            t("{count} of {all} records", count=detail.with_all, all=detail.held),
            t(
                "{text} with a text, {topic} with a topic, {next} with a next step",
                text=detail.with_text,
                topic=detail.with_topic,
                next=detail.with_next_step,
            ),
            numbers,
        ),
        _progress(row, numbers),
    ]
    return [
        Tipped(school.teacher_label(row.teacher_id)),
        Tipped(row.grade),
        Tipped(str(row.students)),
        *parts,
        _score(row),
        Tipped(in_a_row(t(QUESTION_TITLES[kind]) for kind in row.questions)),
    ]


def _score(row: Supervised) -> Tipped:
    if row.silent:
        return Tipped(
            t("nothing recorded"),
            t("no score: without a record nobody knows what was done; please ask"),
        )
    unknown = in_a_row(t(_PARTS[name]) for name in row.unknown)
    return Tipped(
        t("not known") if row.score is None else f"{row.score:.0f}",
        t("left out, for nothing is known of it: {parts}", parts=unknown) if unknown else "",
    )


def _part(share: float | None, told: str, more: str, numbers: bool) -> Tipped:
    """A part in words or in numbers; the tooltip has the other, and ``more``."""
    if share is None:
        return Tipped(t("not known"))
    words = _words(share)
    shown, behind = (told, words) if numbers else (words, told)
    return Tipped(shown, f"{behind} ({more})" if more else behind)


def _words(share: float) -> str:
    if share >= _NEARLY_ALL:
        return t("nearly all")
    if share >= _MOST:
        return t("most of it")
    if share >= _HALF:
        return t("about half")
    return t("few") if share else t("none")


def _progress(row: Supervised, numbers: bool) -> Tipped:
    progress = row.progress
    if progress.share is None:
        return Tipped(t("not known"))
    told = []
    if progress.closed:
        told.append(
            t("{reached} of {closed} goals", reached=progress.reached, closed=progress.closed)
        )
    if progress.mean_change is not None:
        told.append(
            t(
                "marks {change} standard deviations, of {count} compared",
                change=f"{progress.mean_change:+.2f}",
                count=len(progress.changes),
            )
        )
    forward = t("better") if progress.share > _UP else t("steady")
    words = t("worse") if progress.share < _DOWN else forward
    return Tipped(in_a_row(told), words) if numbers else Tipped(words, in_a_row(told))
