"""A line on what the open school was read from: what was assumed and left out, and the way back."""

from __future__ import annotations

import streamlit as st

from pairing.app.state.address import go_to
from pairing.app.state.schools.drops import Drop, drop_of, take_back
from pairing.app.state.schools.opening import sheets_read
from pairing.app.state.workspace import Workspace
from pairing.app.text import labelled, markdown_safe, md, t, tn
from pairing.language import in_a_row, one_by_one

__all__ = ["drop_line", "not_this_file"]

_SAID = 3
"""So many assumptions are said on the page itself."""


def drop_line(workspace: Workspace) -> None:
    """What a plan that began by itself rests on, above its map."""
    drop = drop_of(workspace)
    if drop is None or not drop.planned:
        return
    with st.container(border=True, key="drop-line"):
        words, look, undo = st.columns([5, 1.6, 1.2], vertical_alignment="center")
        words.markdown(_account(drop))
        look.button(
            t("See how it was read"),
            key="how read",
            width="stretch",
            on_click=go_to,
            args=("Start",),
            help=t("What was taken, assumed and left out; all of it can be changed there."),
        )
        with undo:
            not_this_file(workspace)


def not_this_file(workspace: Workspace) -> None:
    """The way back from a wrong file, as long as nothing was done with it by hand."""
    drop = drop_of(workspace)
    if drop is not None and drop.untouched:
        st.button(
            t("Not this file"),
            key="not this file",
            width="stretch",
            on_click=take_back,
            args=(drop,),
            help=t("Back to what lay open before; nothing of this file is kept."),
        )


def _account(drop: Drop) -> str:
    """How many people and marks, what was assumed in words, and how much was left out."""
    school = drop.workspace.school
    count, marks = len(school.students), len(school.scores)
    parts = [
        tn("{count} student", "{count} students", count),
        tn("{count} mark", "{count} marks", marks),
    ]
    files = md("Read from {files}", files=in_a_row(drop.files))
    line = labelled(f"**{files}**", markdown_safe(in_a_row(parts)))
    sheets = sheets_read()
    if sheets is None:
        if notes := len(school.notes):
            words = tn("{count} thing to know", "{count} things to know", notes)
            line += f" · {words}"
        return line
    assumed = [str(one.words) for one in sheets.made.answers.assumed]
    assumed += [str(note) for note in sheets.made.notes]
    left = sum(len(one.left_out) for one in sheets.made.sheets)
    if assumed:
        more = " …" if len(assumed) > _SAID else ""
        said = one_by_one(assumed[:_SAID]) + more
        line += "  \n" + md("Assumed: {words}", words=said)
    if left:
        line += "  \n" + tn("{count} thing left out", "{count} things left out", left)
    return line
