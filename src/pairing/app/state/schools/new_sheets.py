"""New sheets on an open work: what they would change of its school, and taking them."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import streamlit as st

from pairing.app.state.schools.changed_school import move_into, surviving
from pairing.app.state.workspace import Workspace
from pairing.io.sheets import Answers
from pairing.io.updating import Update, update_in_hand
from pairing.model.messages.fault import InputError
from pairing.model.messages.message import Message, say
from pairing.model.school import School

__all__ = [
    "Proposal",
    "Upload",
    "as_files",
    "dismiss",
    "proposal",
    "propose",
    "take",
]

_PROPOSAL = "new sheets"

Upload = tuple[str, bytes]
"""A file of the visitor's: its name there, and its bytes."""


@dataclass(frozen=True)
class Proposal:
    """What sheets would make of the school that lies open."""

    uploads: tuple[Upload, ...]
    update: Update
    before: School

    @property
    def strange(self) -> bool:
        """Whether the sheets name pupils, and none of them is in the school."""
        return bool(self.update.made.named) and not self.update.known


@contextlib.contextmanager
def as_files(uploads: Sequence[Upload]) -> Iterator[dict[Path, str]]:
    """Uploads as files, whose names are not the visitor's to choose, with what they are called.

    A fault of a whole file is told by what the visitor calls it.
    """
    with tempfile.TemporaryDirectory() as folder:
        found = {}
        for number, (name, data) in enumerate(uploads):
            file = Path(folder) / f"school{number or ''}{Path(name).suffix.lower()}"
            file.write_bytes(data)
            found[file] = name
        try:
            yield found
        except InputError as error:
            called = {file.name: name for file, name in found.items()}
            raise InputError(
                [replace(one, table=called.get(one.table, one.table)) for one in error.faults]
            ) from error


def propose(
    workspace: Workspace, uploads: Sequence[Upload], answers: Answers | None = None
) -> None:
    """Work out what uploads would change of the open school, for ``proposal`` to have.

    Raises InputError with every fault; what was proposed before stays.
    """
    before = workspace.school
    with as_files(uploads) as files:
        known = answers or Answers(workspace.answers)
        update = update_in_hand(list(files), before, known, called=files)
    st.session_state[_PROPOSAL] = Proposal(tuple(uploads), update, before)


def proposal(workspace: Workspace) -> Proposal | None:
    """What is proposed for the school as it is now."""
    found: Proposal | None = st.session_state.get(_PROPOSAL)
    return found if found is not None and found.before is workspace.school else None


def dismiss() -> None:
    """Leave the school as it is."""
    st.session_state.pop(_PROPOSAL, None)


def take(workspace: Workspace, proposed: Proposal) -> tuple[Message, ...]:
    """Bring the work up to date; answers what changed, and what became of its plan."""
    answers = proposed.update.made.answers.kept()
    workspace.answers = workspace.answers | answers
    names = tuple(name for name, _ in proposed.uploads)
    done = say("workspace.brought_up_to_date", "brought up to date by {files}", files=names)
    school = proposed.update.school
    left = workspace.school.student.keys() - school.student.keys()
    _, numbers, _ = surviving(workspace.school.rules, left)
    told = move_into(workspace, school, numbers, done)
    dismiss()
    return (*proposed.update.changes, *told)
