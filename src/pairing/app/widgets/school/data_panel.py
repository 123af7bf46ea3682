"""What is kept of everybody: taken along as a file, brought back, erased, or grown too old."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from pairing.app.state import erasing
from pairing.app.state.schools.opening import store
from pairing.app.state.visitor import speak
from pairing.app.state.workspace import Workspace
from pairing.app.text import markdown_safe, md, t, tn
from pairing.app.theme import bullets
from pairing.app.widgets.settings.set_elsewhere import field_words
from pairing.errors import UnknownVersionError
from pairing.io.vocabulary.words import sheet_word
from pairing.language import N_, day, in_a_row
from pairing.model.messages.fault import InputError
from pairing.model.records import TABLES
from pairing.model.settings import MonitoringSettings
from pairing.planning import planners
from pairing.store import Rewritten, backup, export_work, other_works, restore

__all__ = ["data_panel"]

_ZIP = "application/zip"
_LEFT = ""
_BESIDE = (N_("pins"), N_("rules"))
"""What rows are of beside tables and parts."""
_DONE = "erased just now"
"""The session's key of what an erasure has done, to be told once."""


def data_panel(workspace: Workspace) -> None:
    """Export and backup, the erasure of a student, and what is older than the school keeps."""
    _told()
    _files(workspace)
    _erasure(workspace)
    _retention(workspace)


def _files(workspace: Workspace) -> None:
    """This work, or the whole store, as one file, and back."""
    st.markdown("**" + t("Take everything along") + "**")
    url = store().engine.url
    where = url.database if url.get_backend_name() == "sqlite" else url.render_as_string()
    st.caption(md("Everything is kept in {where}.", where=where))
    mine, all_of_it = st.columns(2)
    kept = workspace.kept
    if kept is not None:
        work_id = kept.work_id
        mine.download_button(
            t("This school with all its versions (.zip)"),
            lambda: export_work(store(), work_id),
            "pairing-school.zip",
            _ZIP,
            width="stretch",
            help=t(
                "Tables, records, rules, plan, pins, decisions and every version, who and when."
            ),
            on_click="ignore",
        )
    else:
        mine.caption(t("Nothing of this school was changed: there is nothing to take along yet."))
    all_of_it.download_button(
        t("Back everything up"),
        lambda: backup(store()),
        "pairing-backup.zip",
        _ZIP,
        width="stretch",
        on_click="ignore",
    )
    upload = st.file_uploader(
        t("A backup, or a school with its versions"), ["zip"], key="backup file"
    )
    if upload is not None and st.button(t("Bring it in")):
        try:
            count = restore(store(), upload.getvalue())
        except InputError as error:
            st.error(t("This file cannot be read:"))
            bullets(error.faults)
            return
        st.success(
            tn(
                "{count} version came in; nothing that was here is lost.",
                "{count} versions came in; nothing that was here is lost.",
                count,
            )
        )


def _erasure(workspace: Workspace) -> None:
    """Choose a student, see what goes, type the name, and it is gone."""
    with st.expander(t("Erase a student for good")):
        st.caption(
            t(
                "Everything about the student goes from every version, from what was entered and "
                "from backups made afterwards. This cannot be undone."
            )
        )
        class_, who = st.columns(2)
        class_id = class_.selectbox(
            t("Class"),
            [*workspace.school.class_, _LEFT],
            format_func=lambda one: one or t("have left"),
            key="erase of class",
        )
        people = erasing.erasable(workspace, class_id)
        student_id = who.selectbox(
            t("Student"),
            list(people),
            index=None,
            placeholder=t("Pick a student"),
            format_func=lambda one: people.get(one, one),
            key=f"erase {class_id}",
        )
        if student_id is None:
            if not people:
                st.caption(t("Nobody."))
            return
        _what_goes(workspace, student_id)
        name = people[student_id]
        typed = st.text_input(
            md("Type the name to confirm: {name}", name=name), key=f"erase name {student_id}"
        )
        st.button(
            t("Erase for good"),
            type="primary",
            disabled=typed.strip() != name or workspace.job is not None,
            on_click=_erase,
            args=(workspace, student_id, name),
        )


def _what_goes(workspace: Workspace, student_id: str) -> None:
    rows = _counted(erasing.rows_that_go(workspace, student_id))
    bullets(
        [
            t("Rows of the tables: {rows}", rows=rows)
            if rows
            else t("In the tables of today there is nothing about this student."),
            t("Pairs, mentors, sessions and the seat in the plan go too; the rows of others stay."),
            t("In notes and messages *** stands for the name and the id."),
            t("A name that somebody else has too, and a nickname, stay in notes: look for them."),
            t("Backups and files made before still have the student: delete them yourself."),
        ]
    )


def _erase(workspace: Workspace, student_id: str, name: str) -> None:
    # Called before the page is drawn: what is told is told in the visitor's language.
    speak()
    bare = (
        workspace.school.student[student_id].name
        if student_id in workspace.school.student
        else (name.removesuffix(f" ({student_id})"))
    )
    try:
        found = erasing.erase(workspace, student_id)
    except UnknownVersionError as error:
        st.session_state[_DONE] = str(error), ()
        return
    kept = workspace.kept
    elsewhere = () if kept is None else other_works(store(), kept.work_id, student_id, bare)
    _note(found, t("The student was erased."), elsewhere)


def _retention(workspace: Workspace) -> None:
    """What is older than the school keeps, by table, and a button that removes it."""
    old = erasing.old(workspace)
    years = workspace.school.monitoring.keep_years
    with st.expander(
        tn(
            "Older than {years} years: {count} row",
            "Older than {years} years: {count} rows",
            sum(old.rows.values()),
            years=years,
        )
    ):
        st.caption(
            t(
                "Records, reviews, goals, measures, signs and decisions are kept from {date} on "
                "({field}). Nothing is removed by itself.",
                date=day(old.since),
                field=field_words(N_("After the plan"), MonitoringSettings, "keep_years"),
            )
        )
        if not old.rows:
            st.caption(t("Nothing is older."))
            return
        bullets([_counted(old.rows)])
        sure = st.checkbox(t("Remove them from every version; this cannot be undone"), key="sure")
        st.button(
            t("Remove what is too old"),
            disabled=not sure or workspace.job is not None,
            on_click=_forget_old,
            args=(workspace,),
        )


def _forget_old(workspace: Workspace) -> None:
    speak()
    try:
        found = erasing.forget_old(workspace)
    except UnknownVersionError as error:
        st.session_state[_DONE] = str(error), ()
        return
    _note(found, t("What was too old is removed."))


def _note(found: Rewritten | None, done: str, elsewhere: tuple[str, ...] = ()) -> None:
    """Keep what is to be told once the page is drawn."""
    if found is None:
        words = t("Somebody else changed the same: choose above whose is kept, and try again.")
        st.session_state[_DONE] = words, ()
        return
    more = []
    if found.rows:
        more.append(t("Rows of the tables: {rows}", rows=_counted(found.rows)))
    versions = tn(
        "{count} version was written anew.", "{count} versions were written anew.", found.versions
    )
    more.append(versions)
    if not found.wiped:
        more.append(
            t(
                "Others use the database at this moment: its file may have old traces until the "
                "next time that something is erased or removed."
            )
        )
    if elsewhere:
        more.append(
            t("Still in other work kept here: {names}", names=in_a_row(dict.fromkeys(elsewhere)))
        )
    st.session_state[_DONE] = done, tuple(more)


def _told() -> None:
    known: tuple[str, tuple[str, ...]] | None = st.session_state.pop(_DONE, None)
    if known is not None:
        st.success(markdown_safe(known[0]))
        bullets(known[1])


def _counted(rows: Mapping[str, int]) -> str:
    """Rows by table, or by part of the plan, in the reader's words."""
    return in_a_row(f"{_called(name)} {count}" for name, count in rows.items())


def _called(name: str) -> str:
    parts = {planner.part: planner.title for planner in planners()}
    if name in parts:
        return t(parts[name])
    return sheet_word(name) if any(kind.table == name for kind in TABLES) else t(name)
