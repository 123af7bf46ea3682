"""The layout editor: a room from a pattern or seat by seat, with a picture of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from pairing.app.state.address import go_to, show_class
from pairing.app.state.edits import school_edits
from pairing.app.state.workspace import Workspace
from pairing.app.text import markdown_safe, md, plotly_safe, t
from pairing.app.theme import BLUE, GREY, bullets, chart
from pairing.io.vocabulary.aliases import value_name
from pairing.language import N_
from pairing.model.enums import Usable
from pairing.model.many import joined
from pairing.model.messages.message import say
from pairing.model.room.patterns import PATTERNS, patterned
from pairing.model.room.places import MARKS, place_word

__all__ = ["SETTINGS_TAB", "THE_ROOM", "draw_room", "room_editor"]

SETTINGS_TAB = "settings open at"
"""The session's key of the tab of the settings that is open at first."""
THE_ROOM = N_("The room")
"""The tab of the settings where a room is drawn."""

_COLUMNS = ("seat_id", "row", "column", "desk", "group", "tags", "usable")
_DRAFT = "room draft"


def draw_room(class_id: str) -> None:
    """Go to the drawing of a class's room."""
    show_class(class_id)
    # Words of ours, and not of a language: a callback runs before one is spoken.
    st.session_state[SETTINGS_TAB] = THE_ROOM
    go_to("Settings")


def room_editor(workspace: Workspace, class_id: str) -> None:
    """Start from a pattern or from the room as it is; add, remove, move and group seats.

    Where the school has sets, theirs are drawn here too: also that of one that has none yet.
    """
    class_id = _whose(workspace, class_id)
    if (told := school_edits.made_up_room(workspace.school, class_id)) is not None:
        st.info(
            t("Your sheets have no room for this class: one was made up. Draw the real one here.")
            + " "
            + markdown_safe(told)
        )
    draft = _draft(workspace, class_id)
    kind_, rows_, columns_, go_ = st.columns([2, 1, 1, 1.4], vertical_alignment="bottom")
    kind = kind_.selectbox(
        t("Pattern"),
        list(PATTERNS),
        format_func=lambda key: t(PATTERNS[key]),
        key="room pattern",
    )
    rows = rows_.number_input(t("rows"), 1, 30, 6, key="room rows")
    columns = columns_.number_input(t("columns"), 1, 30, 8, key="room columns")
    if go_.button(t("Draw it"), width="stretch", help=t("Replaces the draft below.")):
        draft = _shown(patterned(kind, "room", int(rows), int(columns)))
        _keep_draft(class_id, draft)
    left, right = st.columns(2, gap="large")
    with left:
        edited = st.data_editor(
            draft,
            num_rows="dynamic",
            hide_index=True,
            width="stretch",
            height=420,
            key=f"room of {class_id} {st.session_state.get('room edition', 0)}",
            column_config={
                "seat_id": st.column_config.TextColumn(t("seat"), required=True),
                "row": st.column_config.NumberColumn(
                    str(say("header.row", "row")), min_value=1, required=True, step=1
                ),
                "column": st.column_config.NumberColumn(
                    t("column"), min_value=1, required=True, step=1
                ),
                "desk": st.column_config.TextColumn(t("desk"), required=True),
                "group": st.column_config.TextColumn(t("group")),
                "tags": st.column_config.TextColumn(
                    t("tags"), help=joined(str(place_word(mark)) for mark in MARKS)
                ),
                "usable": st.column_config.CheckboxColumn(t("usable"), default=True),
            },
        )
        st.caption(t("Seats with one desk share a table; row 1 is the front. Add rows at the end."))
    with right:
        _picture(edited)
    needed = len(workspace.school.seated(class_id))
    usable = int(edited["usable"].fillna(True).sum()) if len(edited) else 0
    st.markdown(t("{usable} usable seats for {needed} students", usable=usable, needed=needed))
    if st.button(
        md("Use this room for {class_id}", class_id=class_id),
        type="primary",
        # A plan that is being made rests on the room as it is.
        disabled=workspace.job is not None,
    ):
        faults = school_edits.set_room(workspace, class_id, _records(edited))
        if faults:
            st.error(t("This room cannot be used yet:"))
            bullets(faults)
            return
        st.session_state.pop(_DRAFT, None)
        st.rerun()


def _whose(workspace: Workspace, class_id: str) -> str:
    """The class looked at, or whichever class or set somebody chooses."""
    school = workspace.school
    if not school.sets:
        return class_id
    groups = (*school.class_, *school.set_)
    # Whoever looks at another class begins with its room.
    return st.selectbox(
        t("The room of"), groups, index=groups.index(class_id), key=f"room whose {class_id}"
    )


def _draft(workspace: Workspace, class_id: str) -> pd.DataFrame:
    kept: tuple[str, pd.DataFrame] | None = st.session_state.get(_DRAFT)
    if kept is not None and kept[0] == class_id:
        return kept[1]
    school = workspace.school
    own = school.set_.get(class_id)
    layout_id = own.room if own else school.class_[class_id].layout_id
    return _shown([seat for seat in school.layouts if seat.layout_id == layout_id])


def _keep_draft(class_id: str, draft: pd.DataFrame) -> None:
    st.session_state[_DRAFT] = (class_id, draft)
    # The table's own memory of edits belongs to the draft before.
    st.session_state["room edition"] = st.session_state.get("room edition", 0) + 1


def _shown(seats: Sequence[Any]) -> pd.DataFrame:
    rows = [
        (
            seat.seat_id,
            seat.row,
            seat.column,
            seat.desk,
            seat.group or "",
            joined(str(place_word(tag)) for tag in seat.tags),
            seat.usable is Usable.YES,
        )
        for seat in seats
    ]
    return pd.DataFrame(rows, columns=list(_COLUMNS))


def _records(edited: pd.DataFrame) -> list[dict[str, Any]]:
    """The table as rows of the sheet of layouts; empty cells are left out."""
    return [
        {
            str(name): _cell(str(name), value)
            for name, value in row.items()
            if not pd.isna(value) and value != ""
        }
        for row in edited.to_dict("records")
    ]


def _cell(name: str, value: Any) -> Any:
    """A value of the grid in the words of the tables themselves."""
    if name == "usable":
        return "yes" if value else "no"
    return value_name(name, str(value), "layouts") if name == "tags" else value


def _picture(edited: pd.DataFrame) -> None:
    seats = edited.dropna(subset=["row", "column"])
    if seats.empty:
        return
    usable = seats["usable"].fillna(True).astype(bool)
    figure = go.Figure(
        go.Scatter(
            x=seats["column"],
            y=seats["row"],
            mode="markers+text",
            text=[plotly_safe(desk, 6) for desk in seats["desk"].fillna("")],
            textfont={"size": 10, "color": "white"},
            marker={
                "symbol": "square",
                "size": 30,
                "color": [BLUE if can_be_used else GREY for can_be_used in usable],
            },
            customdata=[
                " ".join(map(plotly_safe, row))
                for row in seats[["seat_id", "group"]].fillna("").to_numpy()
            ],
            hovertemplate="%{customdata}<extra></extra>",
        )
    )
    figure.update_yaxes(autorange="reversed", dtick=1, title=str(say("header.row", "row")))
    figure.update_xaxes(dtick=1, title=t("column"), side="top")
    chart(figure, t("The room, front at the top"), 420, "room picture")
