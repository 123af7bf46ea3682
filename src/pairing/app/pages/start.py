"""The page to start from: the three steps, a school of one's own, and what was kept before."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from pairing.app.state.edits import needs_edits
from pairing.app.state.schools.drops import open_drop, read_again
from pairing.app.state.schools.new_sheets import Upload, dismiss, proposal, propose
from pairing.app.state.schools.opening import (
    open_kept,
    open_sample,
    sheets_read,
    store,
    uploaded_schools,
)
from pairing.app.state.workspace import Workspace
from pairing.app.text import markdown_safe, md, t, tn
from pairing.app.theme import bullets, faults_table, version_words
from pairing.app.widgets.needs.needs_notes import doubts_of
from pairing.app.widgets.school.room_editor import draw_room
from pairing.app.widgets.sheets.drop_line import not_this_file
from pairing.app.widgets.sheets.new_sheets_box import brought, new_sheets_box
from pairing.app.widgets.sheets.sheets_read import sheets_read_box
from pairing.errors import UnknownVersionError
from pairing.io import write_template
from pairing.io.timetables.timetable import ENDINGS
from pairing.io.vocabulary.words import sheet_word
from pairing.language import in_a_row, language
from pairing.model.messages.fault import Fault, InputError
from pairing.model.records import TABLES

__all__ = ["start_page"]

_SHOWN = 8
_NUMBER, _UPLOADS = "number of uploads", "last upload"
"""The session's keys of how many times something was dropped, and what came last."""


@st.cache_data
def _template(spoken: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "school.xlsx"
        write_template(file, language=spoken)
        return file.read_bytes()


def start_page(workspace: Workspace | None) -> None:
    """Three steps to the first plan, an upload, the template, and what was kept."""
    st.subheader(t("A seating plan in a minute"), anchor=False)
    first, second, third = st.columns(3)
    with first.container(border=True, height="stretch"):
        st.markdown("**1 · " + t("Take the sheets you have") + "**")
        st.caption(
            t("A mark sheet, a class list, names alone, the seating plan: as you keep them.")
            + " "
            + t("Or fill in the template.")
        )
        st.download_button(
            t("Get the template"),
            _template(language()),
            "school.xlsx",
            width="stretch",
            on_click="ignore",
        )
    with second.container(border=True, height="stretch"):
        st.markdown("**2 · " + t("Open your own school") + "**")
        faults = _upload(workspace)
    with third.container(border=True, height="stretch"):
        st.markdown("**3 · " + t("See the plan") + "**")
        st.caption(
            t(
                "It begins by itself where nothing is in doubt; else answer what is asked below, "
                "and press the button that plans your class. Then drag, pin, and plan again."
            )
        )
        if workspace is not None:
            st.caption(md("Now open: {name}. You can try everything on it.", name=workspace.name))
            not_this_file(workspace)
    if faults:
        faults_table(faults)
    if workspace is not None:
        if (proposed := proposal(workspace)) is not None:
            new_sheets_box(workspace, proposed)
            return
        brought(workspace)
        _as_of(workspace)
        if (sheets := sheets_read()) is not None:
            sheets_read_box(
                sheets.made,
                lambda answers: read_again(sheets.uploads, answers),
                draw_room,
            )
        else:
            _told(workspace)
        _missing(workspace)
    _kept(workspace)


def _upload(workspace: Workspace | None) -> tuple[Fault, ...]:
    number = st.session_state.get(_NUMBER, 0)
    dropped = st.file_uploader(
        t(
            "Your own mark sheet, class list or timetable, a filled-in template, or a OneRoster "
            "export (.zip)"
        ),
        ["xlsx", "xls", "ods", "csv", "zip", *(ending.lstrip(".") for ending in ENDINGS)],
        accept_multiple_files=True,
        key=f"upload {number}",
    )
    if dropped:
        uploads = [(one.name, one.getvalue()) for one in dropped]
        # What is dropped next is looked at alone, and not together with these.
        st.session_state[_NUMBER], st.session_state[_UPLOADS] = number + 1, uploads
        _open(workspace, uploads)
        st.rerun()
    uploads = st.session_state.get(_UPLOADS, [])
    if schools := st.session_state.get("upload_schools"):
        which = st.selectbox(
            t("Which school of it?"),
            list(schools),
            format_func=lambda org: schools[org] or org,
            index=None,
            placeholder=t("Pick one"),
            key=f"school of {number}",
            help=t("A plan is of one school: nothing crosses from one to another."),
        )
        if which is not None and st.button(t("Open this school"), type="primary"):
            _open(workspace, uploads, which)
            st.rerun()
    known: tuple[Fault, ...] = st.session_state.get("upload_faults", ())
    if known and workspace is not None and workspace.kept is not None:
        st.caption(md("These do not fit into {name}.", name=workspace.name))
        if st.button(t("Open as a school of its own"), width="stretch"):
            _open(None, uploads)
            # Other faults may stand in the way of that.
            st.rerun()
    return known


def _open(
    workspace: Workspace | None, uploads: Sequence[Upload], school: str | None = None
) -> None:
    """Open uploads, or keep their faults, or the schools they have.

    Sheets that come to a work of one's own are proposed for it first.
    """
    st.session_state.upload_faults, st.session_state.upload_schools = (), {}
    dismiss()
    try:
        if school is None and workspace is not None and workspace.kept is not None:
            propose(workspace, uploads)
        else:
            open_drop(uploads, school)
    except InputError as error:
        if school is None and len(uploads) == 1 and (schools := uploaded_schools(*uploads[0])):
            st.session_state.upload_schools = schools
        else:
            st.session_state.upload_faults = error.faults


def _as_of(workspace: Workspace) -> None:
    """The day as of which the plan is made, and the rows whose day has not come."""
    today = workspace.school.today
    chosen = workspace.school.on is not None
    field, words, newest = st.columns([1.4, 2.6, 2], vertical_alignment="bottom")
    key = f"as of {today}"

    def take() -> None:
        needs_edits.set_day(workspace, st.session_state[key])

    field.date_input(
        t("As of"),
        today,
        key=key,
        on_change=take,
        help=t("What is dated later moves nothing. Another day finds other needs."),
    )
    words.caption(
        t("You chose this day.") if chosen else t("The newest day of your tables that has come.")
    )
    if chosen:
        newest.button(
            t("Newest day of the tables"),
            width="stretch",
            on_click=needs_edits.set_day,
            args=(workspace, None),
        )
    for note in doubts_of(workspace.findings):
        if note.code == "screening.later":
            st.warning(markdown_safe(note))


def _told(workspace: Workspace) -> None:
    """What reading the tables left out, took for something, or guessed."""
    notes = workspace.school.notes
    if notes:
        with st.expander(
            tn(
                "{count} thing to know of how the tables were read",
                "{count} things to know of how the tables were read",
                len(notes),
            ),
            expanded=True,
        ):
            bullets(notes)


def _missing(workspace: Workspace) -> None:
    """What the school's tables leave open, and what would come of filling it in."""
    school = workspace.school
    lines = []
    if not school.scores:
        lines.append(t("No exam results: no need in a subject is found, and nobody can tutor."))
    roomless = [class_id for class_id in school.class_ if school.room_of(class_id) is None]
    if roomless:
        lines.append(
            t("No room for {classes}: no seats there.", classes=in_a_row(roomless[:_SHOWN]))
        )
    if not school.timetable:
        lines.append(t("No timetable: sessions can be anywhere in the week."))
    if not school.periods:
        lines.append(t("No periods: no sessions are planned."))
    if not school.relations:
        lines.append(t("No friendships or conflicts: seats and pairs cannot know of them."))
    empty = [
        sheet_word(kind.table)
        for kind in TABLES
        if not school.table(kind.table) and not kind.required
    ]
    with st.expander(
        tn("What is missing: {count} thing", "What is missing: {count} things", len(lines))
        if lines
        else t("Nothing is missing"),
        expanded=False,
    ):
        bullets(lines)
        if empty:
            st.caption(md("Empty sheets, all of them optional: {names}", names=in_a_row(empty)))


def _kept(workspace: Workspace | None) -> None:
    """The works in the store: go on with one, begin anew, or remove one."""
    works = store().works()
    st.subheader(t("Go on with earlier work"), anchor=False)
    if not works:
        st.caption(t("Whatever you plan is kept by itself, and stands here when you come back."))
    open_now = workspace.kept.work_id if workspace is not None and workspace.kept else None
    for work in works[:_SHOWN]:
        name, last, go, drop = st.columns([3, 4, 1.4, 1.4], vertical_alignment="center")
        name.markdown(f"**{markdown_safe(work.name)}**")
        last.caption(markdown_safe(version_words(work.last)))
        if work.work_id == open_now:
            go.caption(t("open now"))
            continue
        if go.button(t("Open"), key=f"open {work.work_id}", width="stretch"):
            try:
                open_kept(work.work_id)
            except InputError as error:
                faults_table(error.faults)
            except UnknownVersionError:
                st.error(t("Somebody has removed it."))
            else:
                st.rerun()
        with drop.popover(t("Remove"), width="stretch"):
            st.markdown(
                md(
                    "All its versions are lost. A backup is made under “{page}”.",
                    page=t("Settings"),
                )
            )
            if st.button(t("Remove for good"), key=f"remove {work.work_id}"):
                store().forget(work.work_id)
                st.rerun()
    if open_now is not None and st.button(t("Begin anew with the school given at the start")):
        open_sample()
        st.rerun()
