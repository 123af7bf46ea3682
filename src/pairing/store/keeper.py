"""The store: versions of works, saved whole or not at all, and never over somebody else's."""

from __future__ import annotations

import datetime
import hashlib
import json
import uuid
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Select, delete, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, sessionmaker

from pairing.errors import PairingError, StoreBusyError, UnknownVersionError
from pairing.model.messages.message import Message, quote, say
from pairing.store.database import opened
from pairing.store.messages import as_json, from_json
from pairing.store.schema import EntryRow, PieceRow, VersionRow, WorkRow

__all__ = [
    "ClashError",
    "Kept",
    "Store",
    "VersionNote",
    "WorkNote",
    "digest_of",
    "drop_unused",
    "erasures",
    "packed",
    "unpacked",
]

_TRIES = 20
_NOTHING = quote("")
_ERASURE = '["erasure.'
"""How what was done begins in a version from which on something was erased."""


@dataclass(frozen=True, slots=True)
class VersionNote:
    """One version of a work: its number, when, by whom, and what was done."""

    number: int
    at: datetime.datetime
    by: str
    what: Message


@dataclass(frozen=True, slots=True)
class WorkNote:
    """One work and its newest version."""

    work_id: str
    name: str
    last: VersionNote


@dataclass(frozen=True, slots=True)
class Kept:
    """A version as it was kept. ``merged`` names the pieces that came from somebody else."""

    work_id: str
    name: str
    number: int
    manifest: Mapping[str, str]
    merged: frozenset[str] = frozenset()


class ClashError(PairingError):
    """Somebody else changed the same pieces since the version that one began from.

    ``erased``: something was erased since, so that nothing older may be put on top.
    """

    def __init__(self, names: frozenset[str], theirs: VersionNote, *, erased: bool = False) -> None:
        super().__init__(
            say("store.clash", "version {number} changed the same", number=theirs.number)
        )
        self.names = names
        self.theirs = theirs
        self.erased = erased


class Store:
    """Works and their versions in one database.

    Args:
        url: a database as SQLAlchemy names it; SQLite and PostgreSQL are meant.

    Raises StoreUnusableError, which says why, where the database cannot be used.
    """

    def __init__(self, url: str) -> None:
        self.engine = opened(url)
        self.begin = sessionmaker(self.engine, expire_on_commit=False)

    def works(self) -> tuple[WorkNote, ...]:
        """Every work, the one changed last first."""
        newest = (
            select(VersionRow.work_id, func.max(VersionRow.number).label("number"))
            .group_by(VersionRow.work_id)
            .subquery()
        )
        wanted = (
            select(WorkRow, VersionRow)
            .join(VersionRow, VersionRow.work_id == WorkRow.work_id)
            .join(
                newest,
                (newest.c.work_id == VersionRow.work_id) & (newest.c.number == VersionRow.number),
            )
            .order_by(VersionRow.at.desc())
        )
        with self.begin() as session:
            return tuple(
                WorkNote(work.work_id, work.name, _note(version))
                for work, version in session.execute(wanted)
            )

    def versions(self, work_id: str) -> tuple[VersionNote, ...]:
        """The versions of a work, the newest first."""
        wanted = (
            select(VersionRow)
            .where(VersionRow.work_id == work_id)
            .order_by(VersionRow.number.desc())
        )
        with self.begin() as session:
            return tuple(_note(version) for version in session.scalars(wanted))

    def newest(self, work_id: str) -> VersionNote | None:
        """The newest version of a work, or None where there is no such work."""
        with self.begin() as session:
            row = _newest(session, work_id)
            return None if row is None else _note(row)

    def load(self, work_id: str, number: int | None = None) -> tuple[Kept, dict[str, bytes]]:
        """A version, the newest if no number is given, and its pieces by name.

        Raises UnknownVersionError where there is no such version.
        """
        with self.begin() as session:
            row = (
                _newest(session, work_id)
                if number is None
                else session.get(VersionRow, (work_id, number))
            )
            work = session.get(WorkRow, work_id)
            if row is None or work is None:
                raise UnknownVersionError(
                    say(
                        "store.no_version",
                        "no version {number} of {work}",
                        number="" if number is None else number,
                        work=work_id,
                    )
                )
            bodies = _bodies(session, row.pieces.values())
            kept = Kept(work_id, work.name, row.number, dict(row.pieces))
            return kept, {name: bodies[digest] for name, digest in row.pieces.items()}

    def start(self, name: str) -> Kept:
        """A new work of this name, without any version; the first save is number 1."""
        return Kept(uuid.uuid4().hex, name, 0, {})

    def save(
        self,
        base: Kept,
        pieces: Mapping[str, bytes],
        *,
        by: str = "",
        what: Message = _NOTHING,
        over: bool = False,
    ) -> Kept:
        """Keep a version that was begun from ``base``; all of it or nothing.

        What somebody else changed meanwhile is taken over, where it is in other pieces.

        Args:
            base: the version that the work was begun from.
            pieces: every piece by name; those of ``base`` that are missing are dropped.
            by: who saves.
            what: what was done.
            over: save on top of whatever somebody else did to the same pieces. Theirs stays
                among the versions.

        Raises ClashError where the same pieces were changed by somebody else, or something was
        erased meanwhile, and nothing is kept then; StoreBusyError where others save all the time.
        """
        mine = {name: digest_of(body) for name, body in pieces.items()}
        bodies = {mine[name]: body for name, body in pieces.items()}
        for _ in range(_TRIES):
            try:
                return self._save(base, mine, bodies, by, what, over)
            except IntegrityError:
                # Somebody took the number, or wrote the same piece, a moment ago.
                continue
        raise StoreBusyError(say("store.busy", "others save all the time"))

    def _save(
        self,
        base: Kept,
        mine: Mapping[str, str],
        bodies: Mapping[str, bytes],
        by: str,
        what: Message,
        over: bool,
    ) -> Kept:
        with self.begin.begin() as session:
            last = _newest(session, base.work_id)
            manifest, merged = dict(mine), frozenset[str]()
            if last is None and base.number and not over:
                # Somebody removed it meanwhile: that is not undone without a word.
                raise UnknownVersionError(
                    say("store.removed", "{name} was removed meanwhile", name=base.name)
                )
            if last is None:
                session.add(WorkRow(work_id=base.work_id, name=base.name))
                session.flush()
            elif last.number != base.number:
                theirs, changed = (_changes(base.manifest, one) for one in (last.pieces, mine))
                if changed and session.scalar(erasures(base.work_id, base.number)):
                    raise ClashError(frozenset(changed), _note(last), erased=True)
                both = theirs.keys() & changed.keys()
                both = {name for name in both if theirs[name] != mine.get(name)}
                if both and not over:
                    raise ClashError(frozenset(both), _note(last))
                taken = {name: theirs[name] for name in theirs.keys() - both}
                manifest = {
                    name: digest for name, digest in {**mine, **taken}.items() if digest is not None
                }
                merged = frozenset(name for name in taken if mine.get(name) != taken[name])
            number = 1 if last is None else last.number + 1
            wanted = set(manifest.values())
            found = session.scalars(select(PieceRow.digest).where(PieceRow.digest.in_(wanted)))
            for digest in sorted(wanted - set(found)):
                session.add(PieceRow(digest=digest, body=packed(bodies[digest])))
            session.add(
                VersionRow(
                    work_id=base.work_id,
                    number=number,
                    at=datetime.datetime.now(datetime.UTC),
                    by=by,
                    what=json.dumps(as_json(what), ensure_ascii=False),
                    pieces=manifest,
                )
            )
        return Kept(base.work_id, base.name, number, manifest, merged)

    def forget(self, work_id: str) -> None:
        """Remove a work, all its versions and entries, and every piece that no other work has."""
        with self.begin.begin() as session:
            session.execute(delete(EntryRow).where(EntryRow.work_id == work_id))
            for row in session.scalars(select(VersionRow).where(VersionRow.work_id == work_id)):
                session.delete(row)
            session.flush()
            if (work := session.get(WorkRow, work_id)) is not None:
                session.delete(work)
            drop_unused(session)


def drop_unused(session: Session) -> None:
    """Remove the pieces that no version has any longer."""
    used = {
        digest
        for manifest in session.scalars(select(VersionRow.pieces))
        for digest in manifest.values()
    }
    for digest in session.scalars(select(PieceRow.digest)).all():
        if digest not in used:
            session.delete(session.get_one(PieceRow, digest))


def erasures(work_id: str, since: int = 0) -> Select[int]:
    """How many versions of a work after one tell of an erasure."""
    return select(func.count()).where(
        VersionRow.work_id == work_id,
        VersionRow.number > since,
        VersionRow.what.startswith(_ERASURE, autoescape=True),
    )


def digest_of(body: bytes) -> str:
    """The name under which a piece is kept."""
    return hashlib.sha256(body).hexdigest()


def packed(body: bytes) -> bytes:
    """A piece as the database has it."""
    return zlib.compress(body, 6)


def unpacked(body: bytes) -> bytes:
    """A piece as it was."""
    return zlib.decompress(body)


def _note(row: VersionRow) -> VersionNote:
    # SQLite keeps no time zone; all are written in UTC.
    at = row.at if row.at.tzinfo else row.at.replace(tzinfo=datetime.UTC)
    return VersionNote(row.number, at, row.by, from_json(json.loads(row.what)))


def _newest(session: Session, work_id: str) -> VersionRow | None:
    return session.scalars(
        select(VersionRow)
        .where(VersionRow.work_id == work_id)
        .order_by(VersionRow.number.desc())
        .limit(1)
    ).first()


def _bodies(session: Session, digests: Iterable[str]) -> dict[str, bytes]:
    rows = session.scalars(select(PieceRow).where(PieceRow.digest.in_(set(digests))))
    return {row.digest: unpacked(row.body) for row in rows}


def _changes(before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, str | None]:
    """The pieces whose digest differs, with what they are now; None where one is gone."""
    names = before.keys() | after.keys()
    return {name: after.get(name) for name in names if before.get(name) != after.get(name)}
