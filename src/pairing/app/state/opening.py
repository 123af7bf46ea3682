"""Which school is on a visitor's desk: the one given, a kept one, an upload, or the sample."""

from __future__ import annotations

import contextlib
import sys
import tempfile
import threading
from functools import cache, lru_cache
from pathlib import Path

import streamlit as st

from pairing.app.state.job import running_job
from pairing.app.state.sync import forget_changes, take_up
from pairing.app.state.visitor import CLASS
from pairing.app.state.workspace import Desk
from pairing.errors import UnknownVersionError
from pairing.io import read_school
from pairing.model.messages.fault import InputError
from pairing.model.school import School
from pairing.planning import Context
from pairing.sample import sample_folder
from pairing.store import Kept, Store, default_url

__all__ = ["desk", "open_kept", "open_sample", "open_upload", "store", "warm"]

_DESK = "desk"
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


def _opened(path: Path) -> Desk:
    stamp = max((file.stat().st_mtime for file in (path, *path.glob("*"))), default=0.0)
    with _OPENING:
        school, context = _read(path, stamp)
    own = Desk(school, path.name, known=context)
    forget_changes(own)
    return own


def _given() -> Path | None:
    """The school of the command line, or the sample."""
    if len(sys.argv) > 1 and Path(sys.argv[1]).exists():
        return Path(sys.argv[1])
    return sample_folder()


def warm(path: Path | None) -> None:
    """Open the store and read the first school before anybody asks for them.

    The search is not compiled here: a plan that is asked for meanwhile would compete with it for
    the one compiler there is.
    """
    store()
    if (path := path or sample_folder()) is not None:
        with contextlib.suppress(InputError):  # told on the page
            _opened(path)


def desk() -> Desk | None:
    """The visitor's desk. At first it holds the work that the link names, or the school given.

    Raises InputError with every fault of the school given.
    """
    if _DESK not in st.session_state:
        found = _linked()
        if found is None and (path := _given()) is not None:
            found = _opened(path)
        if found is None:
            return None
        st.session_state[_DESK] = found
    own: Desk = st.session_state[_DESK]
    return own


def _linked() -> Desk | None:
    """The work that the link names, with the job that runs for it; None where there is none."""
    work_id = st.query_params.get("work")
    if work_id is None:
        return None
    with contextlib.suppress(UnknownVersionError, InputError):
        return _kept(work_id)
    return None


def _kept(work_id: str) -> Desk:
    own = Desk(School(), "", kept=Kept(work_id, "", 0, {}))
    take_up(own, store())
    own.job = running_job(work_id)
    return own


def open_kept(work_id: str) -> None:
    """Put a kept work on the desk.

    Raises UnknownVersionError where somebody removed it meanwhile, InputError where it cannot be
    read.
    """
    _lay(_kept(work_id))


def open_sample() -> None:
    """Begin anew with the school given, or the sample."""
    if (path := _given()) is not None:
        _lay(_opened(path))


def open_upload(name: str, data: bytes) -> None:
    """Put an uploaded school on the desk.

    Raises InputError with every fault; the desk then keeps what it had.
    """
    suffix = Path(name).suffix.lower()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"school{suffix}"
        file.write_bytes(data)
        school = read_school(file)
    own = Desk(school, name)
    forget_changes(own)
    _lay(own)


def _lay(own: Desk) -> None:
    """Put another desk in place of the visitor's; what was asked of the old one is over."""
    st.session_state[_DESK] = own
    for key in (CLASS, "selected", "first of two", "student", "compare with"):
        st.session_state.pop(key, None)
    for name in ("work", "class", "student"):
        st.query_params.pop(name, None)
