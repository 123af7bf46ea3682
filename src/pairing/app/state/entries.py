"""What is entered after the plan: read beside the work's tables, and appended at once."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from functools import lru_cache
from zoneinfo import ZoneInfo

import streamlit as st

from pairing.app.state import visitor
from pairing.app.state.schools.opening import store
from pairing.app.state.sync import save
from pairing.app.state.workspace import Workspace
from pairing.model.records import Record
from pairing.model.school import School
from pairing.monitoring import TermLog, Viewer, ViewerRole
from pairing.store import Entered, EntryBook, enter, stamped, with_entries

__all__ = ["day_now", "entries_of", "log_of", "moment_now", "viewer", "whole_school", "write"]

_LOG = "log of the term"


@lru_cache(maxsize=16)
def _book(work_id: str) -> EntryBook:
    """The entries of a work, which all visitors of this server share."""
    return EntryBook(work_id)


def entries_of(workspace: Workspace) -> tuple[Entered, ...]:
    """What was entered of the work in hand; the same object while nobody enters anything."""
    kept = workspace.kept
    return () if kept is None else _book(kept.work_id).entries(store())


def log_of(workspace: Workspace) -> TermLog:
    """What was written down of the school in hand, with what others enter meanwhile.

    The same object while neither the tables nor the entries change.
    """
    entries = entries_of(workspace)
    known: tuple[object, object, TermLog] | None = st.session_state.get(_LOG)
    if known is not None and known[0] is workspace.school and known[1] is entries:
        return known[2]
    zone = ZoneInfo(workspace.school.session_settings.time_zone)
    log = TermLog(workspace.school, tuple(stamped(one, zone) for one in entries))
    st.session_state[_LOG] = workspace.school, entries, log
    return log


def whole_school(workspace: Workspace) -> School:
    """The school in hand with what was entered since in its tables, as it is handed on."""
    return with_entries(workspace.school, entries_of(workspace))


def write(workspace: Workspace, rows: Iterable[Record]) -> None:
    """Append rows to the work, which is kept first where it never was.

    Raises UnknownVersionError where somebody removed the work, or erased a student since it was
    opened; SQLAlchemyError where the store
    cannot be written.
    """
    save(workspace, store(), visitor.name(), always=True)
    if workspace.kept is not None:
        kept = workspace.kept
        enter(store(), kept.work_id, rows, visitor.name(), since=kept.number)


def viewer(workspace: Workspace) -> Viewer:
    """Who looks: the role that the visitor has chosen, and the teacher whose name they wrote.

    Where several teachers have the name, or none, it is nobody in particular.
    """
    name = visitor.name()
    own = [row.teacher_id for row in workspace.school.teachers if name and row.name == name]
    return Viewer(ViewerRole(visitor.role()), own[0] if len(own) == 1 else "")


def moment_now(workspace: Workspace) -> datetime.datetime:
    """The time of day where the school is, to the minute, as its tables have it."""
    zone = ZoneInfo(workspace.school.session_settings.time_zone)
    return datetime.datetime.now(zone).replace(tzinfo=None, second=0, microsecond=0)


def day_now(workspace: Workspace) -> datetime.date:
    """The day on which one looks: as the school's settings say, else the clock's."""
    return workspace.school.on or moment_now(workspace).date()
