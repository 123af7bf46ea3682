"""Files that were dropped: opened, planned at once where nothing is in doubt, and taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import streamlit as st

from pairing.app.state import address
from pairing.app.state.schools.new_sheets import Upload
from pairing.app.state.schools.opening import (
    keep,
    open_sample,
    open_upload,
    put_back,
    sheets_read,
    store,
    workspace,
)
from pairing.app.state.workspace import Workspace
from pairing.io.sheets import Answers
from pairing.model.school import School

__all__ = ["Drop", "drop_of", "open_drop", "read_again", "take_back"]

_DROP = "drop"
_ACCOUNT = frozenset(
    f"oneroster.{one}"
    for one in (
        "corrected", "deleted", "disabled", "elsewhere", "empty_class", "from_lowest",
        "known_school", "made_up", "no_class", "not_today", "one_school", "unread",
    )
)  # fmt: skip
"""What an export says of itself: whom it leaves out, and what no export has. Nothing is asked."""


@dataclass(frozen=True)
class Drop:
    """What the open school came from, and what lay open before."""

    workspace: Workspace
    before: Workspace | None
    files: tuple[str, ...]
    planned: bool = False
    """Whether its first plan was begun without being asked for."""

    @property
    def untouched(self) -> bool:
        """Whether nobody has done anything with it by hand, so that nothing but it is lost."""
        own = self.workspace
        by_hand = own.decisions or own.settings or own.needs_history.before
        edited = own.planned is not None and own.planned.history.before
        return not (by_hand or edited)


def open_drop(uploads: Sequence[Upload], school: str | None = None) -> None:
    """Go on with an uploaded school; its first class is planned where nothing is in doubt.

    Args:
        uploads: a whole school in one file, or sheets that make one together.
        school: of an export with several schools, the id of one.

    Raises InputError with every fault; the workspace then stays what it was.
    """
    before = workspace()
    open_upload(uploads, school)
    opened = workspace()
    assert opened is not None
    class_id = _first_class(opened.school)
    planned = class_id is not None and not _doubted(opened.school)
    names = tuple(name for name, _ in uploads)
    st.session_state[_DROP] = Drop(opened, before, names, planned)
    if planned and class_id is not None:
        address.show_class(class_id)
        # Kept first, so that a page loaded anew finds the job.
        keep(opened, always=True)
        address.begin(opened, (class_id,))


def read_again(uploads: Sequence[Upload], answers: Answers) -> None:
    """Read the same sheets with other answers; whoever gave them looks first, and then plans.

    Raises InputError with every fault; the workspace then stays what it was.
    """
    drop: Drop | None = st.session_state.get(_DROP)
    open_upload(uploads, answers=answers)
    opened = workspace()
    if drop is not None and opened is not None:
        st.session_state[_DROP] = replace(drop, workspace=opened, planned=False)


def drop_of(opened: Workspace) -> Drop | None:
    """The drop that a workspace came from; None where it is another one, or came before."""
    found: Drop | None = st.session_state.get(_DROP)
    return found if found is not None and found.workspace is opened else None


def take_back(drop: Drop) -> None:
    """Go back to what lay open before a wrong file, which is kept nowhere."""
    st.session_state.pop(_DROP, None)
    if drop.workspace.job is not None:
        drop.workspace.job.stop()
    if drop.before is None:
        open_sample()
    else:
        put_back(drop.before)
    if drop.workspace.kept is not None:
        store().forget(drop.workspace.kept.work_id)


def _doubted(school: School) -> bool:
    """Whether anything that was read is to be looked at before a plan can rest on it."""
    sheets = sheets_read()
    if sheets is not None:
        return sheets.made.doubted
    return any(note.code not in _ACCOUNT for note in school.notes)


def _first_class(school: School) -> str | None:
    """The first class that can be seated."""
    able = (one for one in school.class_ if school.members[one] and school.room_of(one) is not None)
    return next(able, None)
