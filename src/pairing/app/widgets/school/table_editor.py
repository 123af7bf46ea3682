"""Every table of the school: seen, edited, put in use or told where not, and downloaded."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import streamlit as st

from pairing.app.state.edits.school_tables import take_back
from pairing.app.state.edits.table_drafts import Drafts, drafts_of
from pairing.app.state.edits.table_edits import TableEdits, record_cells
from pairing.app.state.entries import whole_school
from pairing.app.state.workspace import Workspace
from pairing.app.text import md, t
from pairing.app.theme import bullets
from pairing.app.widgets.school.table_faults import FAULTY, table_faults
from pairing.app.widgets.school.table_frame import (
    ROW,
    TARGETS,
    column_config,
    frame_of,
    options_of,
    rows_of,
    shown_value,
)
from pairing.io import write_template
from pairing.io.raw.writing import csv_text
from pairing.io.vocabulary.words import header_word, sheet_word
from pairing.language import in_a_row, language
from pairing.model.enums import Role
from pairing.model.records import TABLES, Record, Teacher
from pairing.model.school import School

__all__ = ["table_csv", "table_editor"]

_AT_ONCE = 500
"""So many rows are shown at once, and so many people stand in one list."""
_EVERY = ""
_LINE, _LEAST, _TALLEST = 35, 6, 15
"""The height of a row of the grid, and how many rows it has room for."""


def table_editor(workspace: Workspace, class_id: str) -> None:
    """Choose a table, edit its rows, and put them in use: all of them, or none with its faults."""
    drafts = drafts_of(workspace)
    _told(workspace, drafts)
    which, part, page_ = st.columns([2, 2, 1], vertical_alignment="bottom")
    kind: type[Record] = which.selectbox(
        t("Table"),
        TABLES,
        # Neither counts nor marks: another label would be another list, with nothing chosen.
        format_func=lambda one: sheet_word(one.table),
        key="table shown",
    )
    edits = drafts.base[kind.table]
    only = _class_chosen(workspace.school, edits, class_id, part)
    numbers = _numbers(workspace.school, edits, only)
    page = 0
    if len(numbers) > _AT_ONCE:
        pages = -(-len(numbers) // _AT_ONCE)
        label, key = t("page of {pages}", pages=pages), f"page of {kind.table} {only} {pages}"
        page = int(page_.number_input(label, 1, pages, key=key)) - 1
    drafts.look((kind.table, only, page, language()))
    edits = drafts.base[kind.table]
    numbers = _numbers(workspace.school, edits, only)[page * _AT_ONCE : (page + 1) * _AT_ONCE]
    if drafts.faults:
        table_faults(drafts.faults, drafts.base)
    _grid(workspace, drafts, edits, numbers, only)
    _buttons(workspace, drafts)
    _downloads(workspace, kind)


def _told(workspace: Workspace, drafts: Drafts) -> None:
    """What came of the last change, with a way back while nothing else has changed."""
    used = drafts.used
    if used is None:
        return
    if not used.stands(workspace):
        drafts.used = None
        return
    words, back = st.columns([5, 1], vertical_alignment="center")
    words.success(
        t("These rows are in use now. What is out of date because of them says so on its page.")
    )
    if used.told:
        bullets(used.told, words)
    if back.button(t("Take it back"), width="stretch", disabled=workspace.job is not None):
        take_back(workspace, used)
        drafts.used = None
        drafts.forget(workspace)
        st.rerun()


def _class_chosen(school: School, edits: TableEdits, class_id: str, where: Any) -> str | None:
    """The class whose rows are shown; None for those of all."""
    kind = edits.kind
    if kind.table == "classes" or not _class_column(kind):
        return None
    large = len(edits.before) > _AT_ONCE
    options = [_EVERY, *school.class_]
    chosen = where.selectbox(
        t("Rows of"),
        options,
        options.index(class_id) if large else 0,
        format_func=lambda one: one or t("all classes"),
        key=f"rows of {kind.table} {class_id if large else _EVERY}",
    )
    return chosen or None


def _class_column(kind: type[Record]) -> str | None:
    """The column that says of which class a row is."""
    columns = ("class_id", "student_id", "tutee_id", "layout_id")
    return next((one for one in columns if one in kind.columns()), None)


def _numbers(school: School, edits: TableEdits, only: str | None) -> list[int]:
    """The rows of a class, and those that are nobody's yet."""
    column = _class_column(edits.kind)
    if only is None or column is None:
        return list(edits.numbers())
    if column == "class_id":
        members = {only}
        others = set(school.class_) - members
    elif column == "layout_id":
        members = {row.layout_id or "" for row in school.classes if row.class_id == only}
        others = {row.layout_id for row in school.layouts} - members
    else:
        members = {one.student_id for one in school.members[only]}
        others = school.student.keys() - members
    values = edits.column(column).items()
    return [number for number, value in values if value in members or value not in others]


def _grid(
    workspace: Workspace,
    drafts: Drafts,
    edits: TableEdits,
    numbers: list[int],
    only: str | None,
) -> None:
    kind = edits.kind
    shown = {number: edits.row(number) for number in numbers}
    frame = frame_of(kind, numbers, shown.values())
    faulty = {
        row
        for fault in drafts.faults
        if fault.table == kind.table
        for row in (fault.rows or (fault.row,))
    }
    styled = frame.style.apply(
        lambda own: [FAULTY if one in faulty else "" for one in own], subset=[ROW]
    )
    options = options_of(
        kind,
        lambda table: _known(workspace.school, drafts.base[table], only, shown.values()),
        workspace.school.subjects,
    )
    defaults = {} if only is None else {"class_id": only}
    if kind is Teacher:
        defaults["roles"] = Role.SUBJECT.value
    config = column_config(kind, options, defaults)
    lines = max(_LEAST, min(len(numbers) + 2, _TALLEST))
    edited = st.data_editor(
        styled if faulty else frame,
        num_rows="dynamic",
        hide_index=True,
        width="stretch",
        height=lines * _LINE,
        column_config=config,
        placeholder="",
        key=f"grid {drafts.edition}",
    )
    st.caption(
        t(
            "Type into a cell, or paste rows of a spreadsheet; the last line adds a row, a tick at"
            " the left and the bin take rows away. Columns with * must be filled; ids of new rows"
            " may stay empty."
        )
    )
    # What the grid gives back is compared with what it was given: nothing else was typed.
    before = dict(rows_of(kind, frame))
    drafts.take(kind.table, {n: row for n, row in before.items() if n is not None},
                rows_of(kind, edited))  # fmt: skip


def _known(school: School, edits: TableEdits, only: str | None, rows: Any) -> Mapping[str, str]:
    """The ids of a table with what each is called; of many people, those near at hand."""
    kind, column = edits.kind, edits.kind.key[0]
    ids = dict.fromkeys(edits.column(column).values())
    if kind.table == "students" and len(ids) > _AT_ONCE:
        named = [row.get(one, "") for row in rows for one in TARGETS if one in row]
        members = school.members.get(only or "", ())
        near = {*(one.student_id for one in members), *named}
        ids = {one: None for one in ids if one in near}
    names = {key: row.name for key, row in school.student.items()}
    names |= {key: row.name for key, row in school.teacher.items()}
    return {one: f"{names[one]} ({one})" if one in names else one for one in ids if one}


def _buttons(workspace: Workspace, drafts: Drafts) -> None:
    touched = len(drafts.touched)
    use, drop, words = st.columns([1, 1, 3], vertical_alignment="center")
    busy = workspace.job is not None
    if use.button(
        t("Use these rows"),
        type="primary",
        width="stretch",
        disabled=busy or not touched,
        key="use tables",
    ):
        drafts.put_in_use(workspace)
        st.rerun()
    if drop.button(
        t("Forget what I typed"), width="stretch", disabled=not touched, key="forget tables"
    ):
        drafts.forget(workspace)
        st.rerun()
    if touched:
        names = in_a_row(sheet_word(one.kind.table) for one in drafts.touched)
        words.caption(md("Not in use yet: {tables}", tables=names))


def _downloads(workspace: Workspace, kind: type[Record]) -> None:
    # Asked for when somebody takes a file, and not at each drawing.
    one, whole, words = st.columns([1, 1, 3], vertical_alignment="center")
    one.download_button(
        t("This table (.csv)"),
        lambda: table_csv(whole_school(workspace), kind),
        f"{kind.table}.csv",
        "text/csv",
        width="stretch",
        on_click="ignore",
    )
    spoken = language()
    whole.download_button(
        t("All tables (.xlsx)"),
        lambda: _workbook(whole_school(workspace), spoken),
        "school.xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        width="stretch",
        on_click="ignore",
    )
    words.caption(
        t("As they are in use, with what was entered since. Both can be opened here again.")
    )


def table_csv(school: School, kind: type[Record]) -> bytes:
    """A table in the reader's words, as a file that spreadsheets read rightly."""
    columns = kind.columns()
    rows = (record_cells(record) for record in school.table(kind.table))
    shown = ([shown_value(kind, column, row[column]) for column in columns] for row in rows)
    text = csv_text([header_word(kind.table, column) for column in columns], shown)
    return text.encode("utf-8-sig")


def _workbook(school: School, spoken: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "school.xlsx"
        write_template(file, school, spoken)
        return file.read_bytes()
