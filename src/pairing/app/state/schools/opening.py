"""Which school a visitor works on: the one given, a kept one, an upload, or the sample."""

from __future__ import annotations

import contextlib
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import streamlit as st
from sqlalchemy.exc import SQLAlchemyError

from pairing.app.state import address
from pairing.app.state.jobs.job import follow, running_job
from pairing.app.state.schools.new_sheets import Upload, as_files, dismiss
from pairing.app.state.sync import changed, forget_changes, save, take_up
from pairing.app.state.visitor import name
from pairing.app.state.workspace import Workspace
from pairing.errors import UnknownVersionError
from pairing.io import Reading, read_any, read_school, schools_to_choose
from pairing.io.sheets import Answers, Import
from pairing.io.updating import update_in_hand
from pairing.language import language, of_environment, translated
from pairing.model.messages.fault import InputError
from pairing.model.school import School
from pairing.planning import Context
from pairing.sample import sample_folder
from pairing.store import Kept, Store, default_url

__all__ = [
    "Sheets",
    "attend",
    "forget_sheets",
    "keep",
    "open_kept",
    "open_sample",
    "open_upload",
    "put_back",
    "sheets_read",
    "store",
    "trouble",
    "uploaded_schools",
    "warm",
    "workspace",
]

_WORKSPACE, _TROUBLE, _SHEETS = "workspace", "not saved", "sheets as they came"
_SAMPLE = "sample and its language"
_OPENING = threading.Lock()
"""Visitors who come at the same moment wait for the first of them."""


def store() -> Store:
    """The store of this server."""
    with _OPENING:
        return _store()


@cache
def _store() -> Store:
    return Store(default_url())


@lru_cache(maxsize=4)
def _read(path: Path, _stamp: float) -> tuple[School, Context]:
    """A school that visitors share: it is read and screened once, until its files change."""
    school = read_school(path)
    context = Context.of(school)
    for class_id in school.class_:
        # Looked up once for all who come.
        context.findings.able(class_id, "")
    return school, context


def _opened(path: Path, called: str) -> Workspace:
    stamp = max((file.stat().st_mtime for file in (path, *path.glob("*"))), default=0.0)
    with _OPENING:
        school, context = _read(path, stamp)
    found = Workspace(school, called, known=context)
    # Nothing of it is kept before the first change: it can be read again.
    forget_changes(found)
    return found


def _first() -> Workspace:
    """The school of the command line, or the sample of the visitor's language."""
    if len(sys.argv) > 1 and (given := Path(sys.argv[1])).exists():
        return _opened(given, given.name)
    found = _opened(sample_folder(language()), translated("Sample school"))
    st.session_state[_SAMPLE] = found, language()
    return found


def _speaks_otherwise(known: Workspace) -> bool:
    """Whether it is the sample of another language than the visitor's, and as it was opened."""
    sample, spoken = st.session_state.get(_SAMPLE, (None, None))
    return (
        known is sample
        and spoken != language()
        and known.kept is None
        and known.job is None
        and not changed(known)
    )


def warm(path: Path | None) -> None:
    """Open the store and read the first school before anybody asks for them.

    The search is not compiled here: a plan that is asked for meanwhile would compete with it for
    the one compiler there is.
    """
    store()
    path = path or sample_folder(of_environment())
    with contextlib.suppress(InputError):  # told on the page
        _opened(path, path.name)


def workspace() -> Workspace | None:
    """The visitor's workspace. At first it has the work that the link names, or the school given.

    Raises InputError with every fault of the school given.
    """
    known: Workspace | None = st.session_state.get(_WORKSPACE)
    if known is not None and _speaks_otherwise(known):
        open_sample()
        known = st.session_state[_WORKSPACE]
    if known is not None and not (address.came_back() and _elsewhere(known)):
        return known
    found = _linked() or known or _first()
    st.session_state[_WORKSPACE] = found
    return found


def _elsewhere(known: Workspace) -> bool:
    """Whether the browser's button back or forward led to another work."""
    work_id = st.query_params.get("work")
    return work_id is not None and (known.kept is None or known.kept.work_id != work_id)


def _linked() -> Workspace | None:
    """The work that the link names, with the job that runs for it; None where there is none."""
    work_id = st.query_params.get("work")
    if work_id is None:
        return None
    with contextlib.suppress(UnknownVersionError, InputError):
        return _kept(work_id)
    return None


def _kept(work_id: str) -> Workspace:
    found = Workspace(School(), "", kept=Kept(work_id, "", 0, {}))
    take_up(found, store())
    found.job = running_job(work_id)
    return found


def keep(changed: Workspace, *, always: bool = False, over: bool = False) -> None:
    """Keep what changed; where that is not possible, ``trouble`` has why."""
    try:
        save(changed, store(), name(), always=always, over=over)
    except UnknownVersionError as error:
        # Somebody removed the work: the next change begins one of its own.
        changed.kept = None
        st.session_state[_TROUBLE] = str(error)
    except (SQLAlchemyError, OSError) as error:
        st.session_state[_TROUBLE] = str(error)


def attend(workspace: Workspace) -> None:
    """See to it that the plan which is being made is kept, though the tab be closed meanwhile."""
    job = workspace.job
    if job is None or job.unseen is not None:
        return
    by = name()

    def unseen() -> None:
        if workspace.collect() is not None:
            # Where nobody looks there is nobody to tell; the page tries again when it is back.
            with contextlib.suppress(SQLAlchemyError, OSError, UnknownVersionError):
                save(workspace, store(), by, always=True)

    job.unseen = unseen
    if workspace.kept is None:
        # Whoever comes back with the same address finds the job.
        keep(workspace, always=True)
    if workspace.kept is not None:
        follow(workspace.kept.work_id, job)


def trouble() -> str | None:
    """Why the last change could not be kept; told once."""
    found: str | None = st.session_state.pop(_TROUBLE, None)
    return found


def open_kept(work_id: str) -> None:
    """Go on with a kept work.

    Raises UnknownVersionError where somebody removed it meanwhile, InputError where it cannot be
    read.
    """
    _replace(_kept(work_id))


def open_sample() -> None:
    """Begin anew with the school given, or the sample."""
    _replace(_first())


@dataclass(frozen=True)
class Sheets:
    """Uploads of sheets that are no tables of a school, and how they were read."""

    uploads: tuple[Upload, ...]
    made: Import


def open_upload(
    uploads: Sequence[Upload], school: str | None = None, answers: Answers | None = None
) -> None:
    """Go on with an uploaded school, which is kept at once: nobody else has it.

    Args:
        uploads: a whole school in one file, or sheets that make one together.
        school: of an export with several schools, the id of one.
        answers: what the visitor said of sheets.

    Raises InputError with every fault; the workspace then stays what it was.
    """
    with as_files(uploads) as files:
        if len(files) == 1:
            file, name = next(iter(files.items()))
            found = read_any(file, school=school, answers=answers, called=name)
        else:
            made = update_in_hand(list(files), School(), answers or Answers(), called=files)
            found = Reading(made.school, made.made)
    opened = Workspace(found.school, ", ".join(name for name, _ in uploads))
    _replace(opened)
    if found.sheets is not None:
        opened.answers = found.sheets.answers.kept()
        st.session_state[_SHEETS] = Sheets(tuple(uploads), found.sheets)


def put_back(found: Workspace) -> None:
    """Go on with a workspace that lay open before."""
    _replace(found)


def forget_sheets() -> None:
    """What was read of sheets is no more what the open school is."""
    st.session_state.pop(_SHEETS, None)


def sheets_read() -> Sheets | None:
    """How the sheets of the school in hand were read; None where it was no sheets."""
    found: Sheets | None = st.session_state.get(_SHEETS)
    return found


def uploaded_schools(file_name: str, data: bytes) -> dict[str, str]:
    """The names by id of the schools of an upload, where it has several to choose from."""
    with as_files([(file_name, data)]) as files:
        return schools_to_choose(next(iter(files)))


def _replace(found: Workspace) -> None:
    """Put another workspace in place of the visitor's; what was asked of the old one is over."""
    st.session_state[_WORKSPACE] = found
    dismiss()
    for key in ("first of two", "compare with", _SHEETS):
        st.session_state.pop(key, None)
    address.forget()
