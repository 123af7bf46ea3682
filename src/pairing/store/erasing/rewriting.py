"""All versions and entries of a work written anew without some rows: nothing of them stays.

What is kept is kept for good but for this: whom the law, or a person, asks to forget. It is one
transaction, and afterwards the file of the database has none of the old bytes either.
"""

from __future__ import annotations

import datetime
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy import Engine, select, text, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session, undefer

from pairing.errors import UnknownVersionError
from pairing.model.messages.message import Message, say
from pairing.store.keeper import Store, digest_of, drop_unused, packed, unpacked
from pairing.store.messages import as_json
from pairing.store.schema import EntryRow, PieceRow, VersionRow, WorkRow

__all__ = ["ERASED_ENTRIES", "Rewriter", "Rewritten", "compact", "rewrite"]

ERASED_ENTRIES = "erased entries"
"""The piece of the version that tells of an erasure with the uids of the entries that went: an
older backup does not bring them back."""


class Rewriter(Protocol):
    """What becomes of each text of a work.

    ``gone`` counts the rows that it has left out, by what they are of.
    """

    gone: Counter[str]

    def rests_on(self, name: str) -> str:
        """The piece of the same version that decides about this one too; "" where none does."""

    def piece(self, name: str, value: Any, other: Any) -> Any:
        """A piece's value as it is from now on; ``other`` is that of the piece it rests on."""

    def entry(self, table: str, row: dict[str, Any]) -> dict[str, Any] | None:
        """An entry as it is from now on; None where it goes."""

    def note(self, value: Any) -> Any:
        """What was done, by a version's own words."""

    def words(self, said: str) -> str:
        """The name of a work, or of whoever did something."""


@dataclass(frozen=True)
class Rewritten:
    """What a rewriting has done.

    ``rows`` counts the rows that the newest version and the entries have no longer, ``versions``
    the versions in which anything was changed, ``entries`` the entries. ``wiped`` is False where
    others held the database open: its file may have old bytes until the next rewriting.
    """

    rows: Mapping[str, int]
    versions: int
    entries: int
    wiped: bool = True

    @property
    def nothing(self) -> bool:
        """Whether there was nothing to change."""
        return not (self.rows or self.versions or self.entries)


def rewrite(
    store: Store, work_id: str, rewriter: Rewriter, *, done: Message, by: str = ""
) -> Rewritten:
    """Write a work anew, all of it or nothing, and note in its list of versions that it was done.

    Where there is nothing to change, nothing is noted.

    Args:
        store: the store.
        work_id: the work.
        rewriter: what becomes of each text.
        done: what the list of versions tells; its code begins with "erasure.".
        by: who asked for it.

    Raises UnknownVersionError where there is no such work.
    """
    with store.begin.begin() as session:
        work = _alone(session, work_id)
        work.name = rewriter.words(work.name)
        versions = session.scalars(
            select(VersionRow)
            .where(VersionRow.work_id == work_id)
            .order_by(VersionRow.number.desc())
            .options(undefer(VersionRow.pieces))
        ).all()
        pieces = _Pieces(session, rewriter)
        gone, entries = _entries(session, work_id, rewriter)
        rows, changed = Counter[str](), 0
        for number, version in enumerate(versions):
            manifest = pieces.manifest(version.pieces)
            what, who = rewriter.note(json.loads(version.what)), rewriter.words(version.by)
            told = json.dumps(what, ensure_ascii=False)
            if (manifest, told, who) != (version.pieces, version.what, version.by):
                version.pieces, version.what, version.by = manifest, told, who
                changed += 1
            if not number:
                rows = +rewriter.gone
        found = Rewritten(rows, changed, entries)
        if found.nothing:
            return found
        newest = versions[0]
        own = pieces.put(json.dumps(gone).encode())
        session.add(
            VersionRow(
                work_id=work_id,
                number=newest.number + 1,
                at=datetime.datetime.now(datetime.UTC),
                by=rewriter.words(by),
                what=json.dumps(as_json(done), ensure_ascii=False),
                pieces={**newest.pieces, ERASED_ENTRIES: own},
            )
        )
        session.flush()
        drop_unused(session)
    return Rewritten(rows, changed, entries, compact(store.engine))


def _alone(session: Session, work_id: str) -> WorkRow:
    """The work, which nobody else can save to meanwhile."""
    # SQLite locks at the first writing, PostgreSQL at being asked.
    session.execute(
        update(WorkRow).where(WorkRow.work_id == work_id).values(work_id=WorkRow.work_id)
    )
    work = session.get(WorkRow, work_id, with_for_update=True)
    if work is None:
        raise UnknownVersionError(
            say("store.no_work", "the work to which this belongs was removed")
        )
    return work


class _Pieces:
    """The pieces of a work's versions, each written anew once."""

    def __init__(self, session: Session, rewriter: Rewriter) -> None:
        self._session = session
        self._rewriter = rewriter
        self._new: dict[tuple[str, str, str], str] = {}
        self._there = set(session.scalars(select(PieceRow.digest)))

    def manifest(self, before: Mapping[str, str]) -> dict[str, str]:
        """The digests of a version's pieces as they are from now on."""
        found = {}
        for name, digest in before.items():
            other = before.get(self._rewriter.rests_on(name), "")
            key = (name, digest, other)
            if key not in self._new:
                self._new[key] = self._rewritten(*key)
            found[name] = self._new[key]
        return found

    def put(self, body: bytes) -> str:
        """Keep a piece; answers with its digest."""
        digest = digest_of(body)
        if digest not in self._there:
            self._there.add(digest)
            self._session.add(PieceRow(digest=digest, body=packed(body)))
        return digest

    def _rewritten(self, name: str, digest: str, other: str) -> str:
        value = self._value(digest)
        new = self._rewriter.piece(name, value, self._value(other) if other else None)
        if new == value:
            return digest
        return self.put(json.dumps(new, ensure_ascii=False, separators=(",", ":")).encode())

    def _value(self, digest: str) -> Any:
        return json.loads(unpacked(self._session.get_one(PieceRow, digest).body))


def _entries(session: Session, work_id: str, rewriter: Rewriter) -> tuple[list[str], int]:
    """Write the entries anew; answers (the uids of those that went, how many were changed)."""
    gone, changed = [], 0
    for row in session.scalars(select(EntryRow).where(EntryRow.work_id == work_id)):
        before = json.loads(row.body)
        value, by = rewriter.entry(row.table, before), rewriter.words(row.by)
        if value is None:
            gone.append(row.uid)
            session.delete(row)
        elif (value, by) != (before, row.by):
            row.body = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
            row.by = by
            changed += 1
    return gone, changed + len(gone)


def compact(engine: Engine) -> bool:
    """Leave no byte of what was removed in a database's file; False where others hold it open.

    PostgreSQL gives its pages back by itself, in its own time.
    """
    if engine.dialect.name != "sqlite" or not engine.url.database:
        return True
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        try:
            connection.execute(text("VACUUM"))
            busy, _, _ = connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)")).one()
        except OperationalError:
            return False
    return not busy
