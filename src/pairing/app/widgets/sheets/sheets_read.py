"""How sheets were read: what each was taken for, its columns, what was assumed, and corrections."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from pairing.app.text import markdown_safe, md, t, tn
from pairing.app.theme import bullets, faults_table
from pairing.app.widgets.sheets.rooms_said import rooms_said
from pairing.io.sheets import Answers, Assumption, Import, Page, SheetTold
from pairing.io.sheets.making.rooms import ROOM
from pairing.io.sheets.recognising.headers import blocks_of
from pairing.io.sheets.recognising.recognise import KINDS, NOTHING
from pairing.io.sheets.recognising.vocabulary import SHOWN, Role
from pairing.language import N_
from pairing.model.messages.fault import InputError
from pairing.model.messages.message import word

__all__ = ["sheets_read_box"]

_ROWS = 8
_TAKEN, _LEFT = (
    "background-color: #d9f0dd; color: #14351b",
    "background-color: #eeeeee; color: #555",
)
_AS_READ, _MARKS = N_("as read"), "marks"
_ROLES = (
    Role.ID, Role.NAME, Role.CLASS, Role.GENDER, Role.HEIGHT, Role.VISION, Role.HEARING, Role.AREA,
    Role.TOTAL, Role.RANK,
)  # fmt: skip


def sheets_read_box(
    made: Import,
    again: Callable[[Answers], None],
    draw: Callable[[str], None] | None = None,
) -> None:
    """Each sheet as it came, its columns coloured by what they were taken for, and what to mend.

    Args:
        made: what was read.
        again: reads the same sheets with other answers; it raises InputError with every fault,
            and what was read before then stays.
        draw: leads to the drawing of a class's room, where that class is open.
    """
    asked = len(made.answers.assumed)
    title = tn(
        "How your sheets were read: {count} thing was assumed",
        "How your sheets were read: {count} things were assumed",
        asked,
    )
    if not asked:
        title = t("How your sheets were read")
    with st.expander(title, expanded=True):
        said: dict[str, dict[str, Any]] = {
            place: dict(own) for place, own in made.answers.given.items()
        }
        rooms_said(made.answers, said, draw)
        questions = st.columns(2)
        others = [one for one in made.answers.assumed if one.key != ROOM]
        for number, one in enumerate(others):
            with questions[number % 2]:
                _question(one, number, said)
        if made.notes:
            bullets(made.notes)
        tabs = st.tabs([markdown_safe(told.sheet) for told in made.sheets])
        for number, (tab, told, page) in enumerate(zip(tabs, made.sheets, made.pages, strict=True)):
            with tab:
                _sheet(told, page, number, said)
        anew, keep = st.columns([1, 1])
        if anew.button(t("Read again with these answers"), width="stretch"):
            try:
                again(Answers(said))
            except InputError as error:
                faults_table(error.faults)
            else:
                st.rerun()
        keep.download_button(
            t("Keep the answers"),
            made.answers.as_toml(),
            "answers.toml",
            width="stretch",
            on_click="ignore",
            help=t("The next sheet of the same shape then asks nothing."),
        )


def _question(one: Assumption, number: int, said: dict[str, dict[str, Any]]) -> None:
    """A doubt, with what was assumed as its answer."""
    key, words = f"answer {number} {one.place} {one.key}", markdown_safe(one.words)
    answer: Any
    if one.options:
        answer = st.selectbox(
            words, one.options, one.options.index(str(one.value)), format_func=_spoken, key=key
        )
    elif isinstance(one.value, bool):
        answer = st.checkbox(words, one.value, key=key)
    elif isinstance(one.value, int | float):
        answer = st.number_input(words, value=float(one.value), key=key)
    else:
        answer = st.text_input(words, one.value, key=key)
    if answer != one.value:
        said.setdefault(one.place, {})[one.key] = answer


def _sheet(told: SheetTold, page: Page, number: int, said: dict[str, dict[str, Any]]) -> None:
    """One sheet: what it was taken for, its first rows, and the lists to correct both."""
    blocks = blocks_of(page)
    choices = [*KINDS, NOTHING]
    kind = st.selectbox(
        md("taken for"),
        choices,
        choices.index(told.kind or NOTHING),
        format_func=_spoken,
        key=f"kind {number} {told.sheet}",
    )
    place = told.shape or f"sheet {told.sheet}"
    if kind != (told.kind or NOTHING):
        said.setdefault(place, {})["kind"] = kind
    bullets([*told.taken, *told.left_out, *told.doubts])
    if not blocks or told.kind in ("table", "seating plan", "timetable", "names"):
        st.dataframe(_plain(page), hide_index=True, height="content")
        return
    columns = [column for column in blocks[0].columns if column.header]
    rows = [[_cell(cells, one.place) for one in columns] for _, cells in blocks[0].rows[:_ROWS]]
    headers = _unlike([one.header for one in columns])
    frame = pd.DataFrame(rows, columns=headers)
    colours = {
        header: _TAKEN if one.header in told.columns else _LEFT
        for header, one in zip(headers, columns, strict=True)
    }
    styled = frame.style.apply(lambda own: [colours[str(own.name)]] * len(own))
    st.dataframe(styled, hide_index=True, height="content")
    chosen = st.data_editor(
        pd.DataFrame(
            {
                "column": headers,
                "taken for": [_taken_for(told.columns.get(one.header, "")) for one in columns],
                "should be": [_AS_READ] * len(columns),
            }
        ),
        disabled=["column", "taken for"],
        column_config={
            "column": t("Column"),
            "taken for": t("Taken for"),
            "should be": st.column_config.SelectboxColumn(
                t("Should be"),
                options=[_AS_READ, NOTHING, _MARKS, *(role.value for role in _ROLES)],
                format_func=_spoken,
                required=True,
            ),
        },
        hide_index=True,
        key=f"columns {number} {told.sheet}",
    )
    for one, wanted in zip(columns, chosen["should be"], strict=True):
        if wanted != _AS_READ:
            said.setdefault(place, {})[f"column {one.header}"] = wanted


def _spoken(choice: object) -> str:
    """What may be chosen, in the reader's language: the key of a column, a kind, an answer."""
    own = {role.value: SHOWN[role] for role in _ROLES}
    return str(word(own.get(str(choice), str(choice))))


def _taken_for(column: str) -> str:
    """What a column was taken for; an exam and a subject are the school's own words."""
    return str(word(SHOWN[column])) if isinstance(column, Role) else column


def _plain(page: Page) -> pd.DataFrame:
    """The first rows of a sheet as they came."""
    rows = [[_cell(cells, place) for place in range(page.width)] for _, cells in page.rows[:_ROWS]]
    return pd.DataFrame(rows, columns=[str(place + 1) for place in range(page.width)])


def _cell(cells: tuple[str, ...], place: int) -> str:
    return cells[place].replace("\0", "") if place < len(cells) else ""


def _unlike(headers: list[str]) -> list[str]:
    """Headers of which no two are the same."""
    seen: dict[str, int] = {}
    found = []
    for one in headers:
        seen[one] = seen.get(one, 0) + 1
        found.append(one if seen[one] == 1 else f"{one} {seen[one]}")
    return found
