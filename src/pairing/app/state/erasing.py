"""What a person has erased for good: a student, or what is too old, and what is looked at then."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import streamlit as st

from pairing.app.state import visitor
from pairing.app.state.address import SELECTED
from pairing.app.state.entries import entries_of, moment_now
from pairing.app.state.journal import Journal
from pairing.app.state.schools.opening import store
from pairing.app.state.sync import save, take_up
from pairing.app.state.workspace import Workspace
from pairing.store import (
    Rewritten,
    erase_student,
    former_students,
    kept_since,
    old_rows,
    remove_old,
    rows_about,
)

__all__ = ["Old", "erasable", "erase", "forget_old", "old", "rows_that_go"]

_HELD = ("once ", "log of the term", "tables at work", "compared version", "disruption")
"""What the session keeps beside the workspace begins so: it may have who was erased."""


@dataclass(frozen=True)
class Old:
    """What is older than the school keeps: from which day on it keeps, and rows by table."""

    since: date
    rows: Mapping[str, int]


def erasable(workspace: Workspace, class_id: str) -> dict[str, str]:
    """Who can be erased, as they are called by id: of a class, or with "" who has left."""
    school = workspace.school
    if class_id:
        return {one.student_id: school.label(one.student_id) for one in school.members[class_id]}
    if workspace.kept is None:
        return {}
    left = former_students(store(), workspace.kept.work_id, school)
    return {student_id: f"{name} ({student_id})" for student_id, name in left.items()}


def rows_that_go(workspace: Workspace, student_id: str) -> dict[str, int]:
    """How many rows of each table go with a student, those entered since among them."""
    found = rows_about(workspace.school, student_id)
    for one in entries_of(workspace):
        row = one.row.model_dump()
        found[one.row.table] += student_id in (
            row.get("student_id"),
            row.get("by"),
            row.get("with_id"),
        )
    return dict(+found)


def erase(workspace: Workspace, student_id: str) -> Rewritten | None:
    """Erase a student from every version; None where the work could not be kept first.

    Raises UnknownVersionError where somebody removed the work.
    """
    by = visitor.name()
    # What was typed last goes too, and what is erased is not saved again.
    save(workspace, store(), by, always=True)
    if workspace.kept is None or workspace.clash is not None:
        return None
    found = erase_student(store(), workspace.kept.work_id, workspace.school, student_id, by)
    if st.session_state.get(SELECTED) == student_id:
        st.session_state[SELECTED] = None
    _anew(workspace)
    return found


def old(workspace: Workspace) -> Old:
    """What is older than the school keeps by its settings, on the clock's day."""
    since = kept_since(moment_now(workspace).date(), workspace.school.monitoring.keep_years)
    beside = (*(one.row for one in entries_of(workspace)), *workspace.decisions)
    return Old(since, old_rows(workspace.school, beside, since))


def forget_old(workspace: Workspace) -> Rewritten | None:
    """Remove what is too old from every version; None where the work could not be kept first.

    Raises UnknownVersionError where somebody removed the work.
    """
    by, since = visitor.name(), old(workspace).since
    save(workspace, store(), by, always=True)
    if workspace.kept is None or workspace.clash is not None:
        return None
    found = remove_old(store(), workspace.kept.work_id, since, by)
    _anew(workspace)
    return found


def _anew(workspace: Workspace) -> None:
    """Take up what is left, and nothing of what was in hand."""
    workspace.memo, workspace.journal = {}, Journal()
    take_up(workspace, store())
    for key in [one for one in st.session_state if str(one).startswith(_HELD)]:
        del st.session_state[key]
