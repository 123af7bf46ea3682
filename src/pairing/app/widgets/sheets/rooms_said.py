"""The rooms that sheets do not say: how large each is, and the way to draw it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from pairing.app.text import md, t
from pairing.io.sheets import Answers
from pairing.io.sheets.making.rooms import LONGEST, ROOM, room_size, size_said

__all__ = ["rooms_said"]

_OF_A_CLASS = "class "


def rooms_said(
    answers: Answers, said: dict[str, dict[str, Any]], draw: Callable[[str], None] | None
) -> None:
    """Ask for the rows and columns of each room that was made up, also once they were said.

    Args:
        answers: what was asked and said when the sheets were read.
        said: where another answer is put.
        draw: leads to the drawing of a class's room; None where the class is not open yet.
    """
    for place, own in answers.used.items():
        if not place.startswith(_OF_A_CLASS) or (size := size_said(str(own.get(ROOM, "")))) is None:
            continue
        class_id = place.removeprefix(_OF_A_CLASS)
        words, rows_, columns_, seats, go = st.columns(
            [2.4, 1, 1, 1.2, 1.4], vertical_alignment="bottom"
        )
        words.markdown(
            md("The room of {class_id} is on no sheet. How large is it?", class_id=class_id)
        )
        key = f"{ROOM} {place} {own[ROOM]}"
        rows = rows_.number_input(t("rows"), 1, LONGEST, size[0], key=f"rows of {key}")
        columns = columns_.number_input(t("columns"), 1, LONGEST, size[1], key=f"columns of {key}")
        seats.markdown(t("{count} seats, two to a desk", count=rows * columns))
        if (rows, columns) != size:
            said.setdefault(place, {})[ROOM] = room_size(int(rows), int(columns))
        if draw is not None:
            go.button(
                t("Draw this room"),
                key=f"draw {key}",
                width="stretch",
                on_click=draw,
                args=(class_id,),
                help=t(
                    "Other desks, groups and aisles: seat by seat, under “{page}”.",
                    page=t("Settings"),
                ),
            )
