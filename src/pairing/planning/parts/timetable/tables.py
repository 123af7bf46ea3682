"""The tables of sessions: how a session is written as a row, and read back from one."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from pairing.model.enums import SessionKind
from pairing.model.fields import read_day, read_time
from pairing.model.messages.expected import DATE, EMPTY, TIME
from pairing.model.messages.message import say
from pairing.model.plan import Session
from pairing.planning.parts.tables import CellError, PlanTable

__all__ = ["session_tables"]

_TIMES = ("start", "end")
_PLAIN = ("student_id", "teacher_id", "subject", "kind", "date", "period_id", "room")
_COLUMNS = (*_PLAIN, *_TIMES, "covers")
_PEER_COLUMNS = ("tutee_id", "tutor_id", "subject", "date", "period_id", "room", *_TIMES)


def session_tables(part: str) -> tuple[PlanTable[Session], ...]:
    """The tables of the part; a pair's times have no teacher, and so a table of their own."""
    filled = ("student_id", "subject", "kind", "date")
    needed = (*filled, "teacher_id")
    peers = PlanTable(
        "peer_times",
        _PEER_COLUMNS,
        ("tutee_id", "tutor_id", "subject", "date"),
        _parse_peers,
        needed=_PEER_COLUMNS[:-3],
        takes=lambda row: bool(row.tutor_id),
        cells=lambda row: [
            row.student_id,
            row.tutor_id,
            row.subject,
            row.date,
            row.period_id,
            row.room,
            *_time_cells(row),
        ],
        optional=True,
    )
    return (
        PlanTable(
            part,
            _COLUMNS,
            filled,
            _parse,
            needed=needed,
            takes=lambda row: not row.tutor_id,
            cells=lambda row: [
                *(getattr(row, column) for column in _PLAIN),
                *_time_cells(row),
                row.covers,
            ],
        ),
        peers,
    )


def _parse(cells: Mapping[str, str]) -> Session:
    day = cells["date"]
    if not (cells.get("teacher_id") or cells.get("tutor_id")):
        raise CellError("teacher_id", "", EMPTY)
    try:
        date = read_day(day)
    except ValueError:
        raise CellError("date", day, DATE) from None
    return Session(
        cells["student_id"],
        cells.get("teacher_id", ""),
        cells["subject"],
        cells["kind"],
        date,
        cells.get("period_id", ""),
        cells.get("tutor_id", ""),
        cells.get("room", ""),
        *_times(cells),
        cells.get("covers", ""),
    )


def _times(cells: Mapping[str, str]) -> tuple[datetime.time | None, datetime.time | None]:
    """From when to when; older plans do not say."""
    found: list[datetime.time | None] = []
    for column in _TIMES:
        text = cells.get(column, "")
        try:
            found.append(read_time(text) if text else None)
        except ValueError:
            raise CellError(column, text, TIME) from None
    start, end = found
    if end is not None and (start is None or start >= end):
        raise CellError("end", cells["end"], say("expected.end_after_start", "a time after start"))
    return start, end


def _time_cells(row: Session) -> list[str]:
    return [
        "" if one is None else one.isoformat("auto" if one.second else "minutes")
        for one in (row.start, row.end)
    ]


def _parse_peers(cells: Mapping[str, str]) -> Session:
    kind = SessionKind.PEER_TUTORING.value
    return _parse({**cells, "student_id": cells["tutee_id"], "kind": kind})
