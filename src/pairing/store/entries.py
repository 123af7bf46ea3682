"""Rows of the term's tables as people enter them: appended, never changed, many people at once."""

from __future__ import annotations

import datetime
import json
import threading
import uuid
from collections.abc import Iterable
from dataclasses import replace
from datetime import tzinfo
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from pairing.errors import UnknownVersionError
from pairing.model.messages.message import say
from pairing.model.records import Goal, HelpRecord, Measure, Record, Review
from pairing.model.school import School
from pairing.store.keeper import Store, erasures
from pairing.store.schema import EntryRow, WorkRow

__all__ = [
    "ENTERED",
    "Entered",
    "EntryBook",
    "body_of",
    "enter",
    "row_of",
    "stamped",
    "with_entries",
]

ENTERED: tuple[type[Record], ...] = (HelpRecord, Measure, Goal, Review)
"""The kinds of row that are entered."""
_KINDS = {kind.table: kind for kind in ENTERED}


class Entered(NamedTuple):
    """A row with who entered it and when."""

    number: int
    at: datetime.datetime
    by: str
    row: Record


def enter(
    store: Store,
    work_id: str,
    rows: Iterable[Record],
    by: str = "",
    *,
    since: int | None = None,
) -> None:
    """Append rows to a work, all of them or none.

    Args:
        store: where the work is kept.
        work_id: the work.
        rows: what is entered.
        by: who enters it.
        since: the version that whoever enters has before them, if any.

    Raises UnknownVersionError where the work was removed, or somebody was erased since that
    version: the rows may be about them.
    """
    now = datetime.datetime.now(datetime.UTC)
    with store.begin.begin() as session:
        if session.get(WorkRow, work_id) is None:
            raise UnknownVersionError(
                say("store.no_work", "the work to which this belongs was removed")
            )
        if since is not None and session.scalar(erasures(work_id, since)):
            raise UnknownVersionError(
                say(
                    "store.erased_since",
                    "a student was erased meanwhile: load the page again, then enter this",
                )
            )
        session.add_all(
            EntryRow(
                uid=uuid.uuid4().hex,
                work_id=work_id,
                at=now,
                by=by,
                table=row.table,
                body=body_of(row),
            )
            for row in rows
        )


class EntryBook:
    """The entries of one work, as far as they were read; each look reads only what is new.

    Several visitors may share one.
    """

    def __init__(self, work_id: str) -> None:
        self.work_id = work_id
        self._known: tuple[Entered, ...] = ()
        self._erasures = 0
        self._lock = threading.Lock()

    def entries(self, store: Store) -> tuple[Entered, ...]:
        """Every entry of the work in order; the same object while nobody enters anything."""
        with self._lock, store.begin() as session:
            own = EntryRow.work_id == self.work_id
            # Asked first: of an erasure that comes in between, the next look knows.
            erased = session.scalar(erasures(self.work_id)) or 0
            if erased != self._erasures:
                self._known, self._erasures = (), erased
            count = session.scalar(select(func.count()).where(own)) or 0
            if count == len(self._known):
                return self._known
            last = self._known[-1].number if self._known else 0
            wanted = select(EntryRow).where(own).order_by(EntryRow.number)
            new = session.scalars(wanted.where(EntryRow.number > last)).all()
            known = self._known
            if len(known) + len(new) != count:
                # Some came late from somebody who began before others.
                known, new = (), session.scalars(wanted).all()
            self._known = (*known, *map(_entered, new))
            return self._known


def stamped(entered: Entered, zone: tzinfo) -> Record:
    """A row that says itself who entered it and when, where its table has columns for that."""
    row = entered.row
    if not isinstance(row, HelpRecord):
        return row
    at = entered.at.astimezone(zone).replace(tzinfo=None, second=0, microsecond=0)
    told = {"entered_at": row.entered_at or at, "entered_by": row.entered_by or entered.by or None}
    return row.model_copy(update=told)


def with_entries(school: School, entries: Iterable[Entered]) -> School:
    """A school whose tables have what was entered since, after the rows that they had."""
    zone = ZoneInfo(school.session_settings.time_zone)
    rows = [stamped(one, zone) for one in entries]
    tables: dict[str, Any] = {
        kind.table: (*school.table(kind.table), *(row for row in rows if isinstance(row, kind)))
        for kind in ENTERED
    }
    return replace(school, **tables) if rows else school


def body_of(row: Record) -> str:
    """A row as it is kept."""
    told = row.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def row_of(table: str, body: str) -> Record:
    """The row of what was kept.

    Raises KeyError where no such table is entered, ValueError where the body is none of it.
    """
    return _KINDS[table].model_validate_json(body)


def _entered(entry: EntryRow) -> Entered:
    # SQLite keeps no time zone; all are written in UTC.
    at = entry.at if entry.at.tzinfo else entry.at.replace(tzinfo=datetime.UTC)
    return Entered(entry.number, at, entry.by, row_of(entry.table, entry.body))
