"""The whole store, or one work of it, as one file, and back."""

from __future__ import annotations

import datetime
import io
import json
import zipfile
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    TypeAdapter,
    ValidationError,
    model_validator,
)
from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from pairing.errors import UnknownVersionError
from pairing.io.raw.unreadable import UnreadableError
from pairing.io.raw.zips import SafeZip
from pairing.model.fields import FIRST_YEAR, LAST_YEAR
from pairing.model.messages.fault import Fault, InputError
from pairing.model.messages.message import say
from pairing.store.entries import row_of
from pairing.store.erasing.rewriting import ERASED_ENTRIES
from pairing.store.keeper import Store, digest_of, packed, unpacked
from pairing.store.messages import from_json
from pairing.store.migrations.from_0_1_0 import is_told, renewed, renewed_note
from pairing.store.schema import EntryRow, PieceRow, VersionRow, WorkRow

__all__ = ["backup", "restore"]

_INDEX, _PIECES, _FORMAT = "works.json", "pieces/", "format"
_MESSAGES_AS_CODES = b"2"
"""What the file ``format`` says; a backup of 0.1.0 has none."""


_LONG = 100_000
"""Characters that a name or a note may have: far more than any has."""


def _of_our_times(at: datetime.datetime) -> datetime.datetime:
    if not FIRST_YEAR <= at.year <= LAST_YEAR:
        raise ValueError("a version is of our times")
    return at


class _Version(BaseModel):
    model_config = ConfigDict(extra="forbid")

    number: int = Field(ge=1, le=2**31 - 1)
    at: Annotated[datetime.datetime, AfterValidator(_of_our_times)]
    by: str = Field(max_length=_LONG)
    what: str = Field(max_length=_LONG)
    pieces: dict[str, str]


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid")

    uid: str = Field(pattern="^[0-9a-f]{32}$")
    at: Annotated[datetime.datetime, AfterValidator(_of_our_times)]
    by: str = Field(max_length=_LONG)
    table: str
    body: str = Field(max_length=_LONG)

    @model_validator(mode="after")
    def _is_a_row(self) -> _Entry:
        try:
            row_of(self.table, self.body)
        except KeyError:
            raise ValueError("no table that is entered") from None
        return self


class _Work(BaseModel):
    model_config = ConfigDict(extra="forbid")

    work_id: str = Field(pattern="^[0-9a-f]{32}$")
    name: str = Field(max_length=_LONG)
    versions: list[_Version]
    entries: list[_Entry] = []


_WORKS = TypeAdapter(list[_Work])


def backup(store: Store, only: str | None = None) -> bytes:
    """Every work, or one, with all its versions and entries, as a zip file of JSON.

    Raises UnknownVersionError where the one that is asked for is not there.
    """
    file = io.BytesIO()
    wanted = select(WorkRow).order_by(WorkRow.work_id)
    if only is not None:
        wanted = wanted.where(WorkRow.work_id == only)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive, store.begin() as session:
        works: list[dict[str, Any]] = []
        named: set[str] = set()
        for work in session.scalars(wanted):
            rows = session.scalars(
                select(VersionRow)
                .where(VersionRow.work_id == work.work_id)
                .order_by(VersionRow.number)
                .options(undefer(VersionRow.pieces))
            )
            versions = [
                _Version(number=row.number, at=row.at, by=row.by, what=row.what, pieces=row.pieces)
                for row in rows
            ]
            named.update(*(one.pieces.values() for one in versions))
            entered = session.scalars(
                select(EntryRow).where(EntryRow.work_id == work.work_id).order_by(EntryRow.number)
            )
            entries = [
                _Entry(uid=row.uid, at=row.at, by=row.by, table=row.table, body=row.body)
                for row in entered
            ]
            told = _Work(work_id=work.work_id, name=work.name, versions=versions, entries=entries)
            works.append(told.model_dump(mode="json"))
        if only is not None and not works:
            raise UnknownVersionError(
                say("store.no_work", "the work to which this belongs was removed")
            )
        archive.writestr(_FORMAT, _MESSAGES_AS_CODES)
        archive.writestr(_INDEX, json.dumps(works, ensure_ascii=False))
        for digest in sorted(named):
            piece = session.get_one(PieceRow, digest)
            archive.writestr(f"{_PIECES}{piece.digest}.json", unpacked(piece.body))
    return file.getvalue()


def restore(store: Store, data: bytes) -> int:
    """Bring in the works of a backup; answers how many versions are new.

    What is in the store stays. A version that stands in both under one number, and differs,
    stays as the store has it. An entry that was erased here does not come back.

    Raises InputError where the file is no backup, or one that was changed.
    """
    try:
        works, pieces = _read(data)
    except (KeyError, ValidationError, ValueError, TypeError, RecursionError) as error:
        if isinstance(error, UnreadableError) and error.message.code.startswith("limits."):
            raise InputError([Fault("backup", None, "", "", error.message)]) from error
        fault = Fault(
            "backup",
            None,
            "",
            "",
            say("backup.file", "a file that this program has written as a backup"),
        )
        raise InputError([fault]) from error
    new = 0
    with store.begin.begin() as session:
        there = set(session.scalars(select(PieceRow.digest)))
        for work in works:
            if session.get(WorkRow, work.work_id) is None:
                session.add(WorkRow(work_id=work.work_id, name=work.name))
                session.flush()
            for one in work.versions:
                if session.get(VersionRow, (work.work_id, one.number)) is not None:
                    continue
                # What no version names is not kept: it may have been erased here.
                for digest in {*one.pieces.values()} - there:
                    session.add(PieceRow(digest=digest, body=packed(pieces[digest])))
                    there.add(digest)
                session.add(VersionRow(work_id=work.work_id, **one.model_dump()))
                new += 1
            session.flush()
            known = set(
                session.scalars(select(EntryRow.uid).where(EntryRow.work_id == work.work_id))
            )
            known |= _erased(session, work.work_id)
            session.add_all(
                EntryRow(work_id=work.work_id, **entry.model_dump())
                for entry in work.entries
                if entry.uid not in known
            )
    return new


def _erased(session: Session, work_id: str) -> set[str]:
    """The uids of the entries of a work that were erased."""
    versions = session.scalars(
        select(VersionRow).where(VersionRow.work_id == work_id).options(undefer(VersionRow.pieces))
    )
    lists = {row.pieces[ERASED_ENTRIES] for row in versions if ERASED_ENTRIES in row.pieces}
    bodies = (unpacked(session.get_one(PieceRow, digest).body) for digest in lists)
    return {uid for body in bodies for uid in _uids(body)}


def _uids(body: bytes) -> list[str]:
    """The uids of a list of them; what came with a backup may be anything."""
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return []
    return [one for one in found if isinstance(one, str)] if isinstance(found, list) else []


def _read(data: bytes) -> tuple[list[_Work], dict[str, bytes]]:
    with SafeZip(data, "backup_mb") as archive:
        works = _WORKS.validate_json(archive.read(_INDEX, "backup_mb"))
        named = {one for work in works for row in work.versions for one in row.pieces.values()}
        pieces = {
            digest: archive.read(f"{_PIECES}{digest}.json", "backup_mb") for digest in sorted(named)
        }
        as_codes = _FORMAT in archive.names
    if any(digest_of(body) != digest for digest, body in pieces.items()):
        raise ValueError("a piece is not what its name says")
    if not as_codes:
        return _renewed(works, pieces)
    for work in works:
        for one in work.versions:
            from_json(json.loads(one.what))
    return works, pieces


def _renewed(works: list[_Work], pieces: dict[str, bytes]) -> tuple[list[_Work], dict[str, bytes]]:
    """A backup of 0.1.0 as it would be written now."""
    kept: dict[str, bytes] = {}
    for work in works:
        for one in work.versions:
            one.what = json.dumps(renewed_note(one.what), ensure_ascii=False)
            for name, digest in one.pieces.items():
                body = renewed(pieces[digest]) if is_told(name) else pieces[digest]
                one.pieces[name] = digest_of(body)
                kept[one.pieces[name]] = body
    return works, kept
