"""What is wrong with rows that somebody typed: each fault in words, and its cell marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from pairing.app.state.edits.table_edits import TableEdits
from pairing.app.text import markdown_safe, t, tn
from pairing.app.theme import table
from pairing.app.widgets.school.table_frame import NUMBER, shown_value
from pairing.io.vocabulary.words import header_word, sheet_word
from pairing.language import N_, in_a_row
from pairing.model.messages.fault import Fault
from pairing.model.records import Record

__all__ = ["FAULTY", "table_faults"]

FAULTY = "background-color: #fde0dc; color: #7a1a10; font-weight: bold"
_SHOWN, _ROWS = 1000, 50


def table_faults(faults: Sequence[Fault], tables: Mapping[str, TableEdits]) -> None:
    """Every fault with its row and column, and the rows themselves with those cells marked."""
    st.error(
        tn(
            "Nothing was changed, and what you typed stays: {count} thing to mend.",
            "Nothing was changed, and what you typed stays: {count} things to mend.",
            len(faults),
        )
    )
    table(
        [
            {
                N_("sheet"): sheet_word(fault.table) if fault.table in tables else fault.table,
                N_("row"): fault.first_rows,
                N_("column"): _column_word(fault, tables),
                N_("value"): fault.value[:200],
                N_("expected"): str(fault.expected),
                N_("did you mean"): fault.suggestion,
            }
            for fault in faults[:_SHOWN]
        ]
    )
    for name, edits in tables.items():
        own = [fault for fault in faults if fault.table == name and fault.row is not None]
        if own:
            st.caption(markdown_safe(t("The rows of {table}", table=sheet_word(name))))
            _marked(edits, own)


def _marked(edits: TableEdits, faults: Sequence[Fault]) -> None:
    """The rows that have faults, their cells coloured."""
    kind, there = edits.kind, set(edits.numbers())
    cells = {(fault.row, column) for fault in faults for column in fault.column.split(", ")}
    numbers = sorted({row for row, _ in cells if row in there})[:_ROWS]
    if not numbers:
        return
    words = {column: header_word(kind.table, column) for column in kind.columns()}
    rows = [
        {NUMBER: str(number)}
        | {
            words[column]: shown_value(kind, column, edits.row(number).get(column, ""))
            for column in kind.columns()
        }
        for number in numbers
    ]
    marked = [
        ["", *(FAULTY if (number, column) in cells else "" for column in words)]
        for number in numbers
    ]
    frame = pd.DataFrame(rows)
    styles = pd.DataFrame(marked, columns=frame.columns)
    st.dataframe(frame.style.apply(lambda _: styles, axis=None), hide_index=True, height="content")


def _column_word(fault: Fault, tables: Mapping[str, TableEdits]) -> str:
    if fault.table not in tables:
        return fault.column
    kind: type[Record] = tables[fault.table].kind
    known = kind.columns()
    return in_a_row(
        header_word(fault.table, one) if one in known else one for one in fault.column.split(", ")
    )
