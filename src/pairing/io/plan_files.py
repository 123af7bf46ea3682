"""A plan as the contract's files, and back: parts as CSV, the report as summary.json."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from pairing.io.tables import RawTable, decode, parse_csv
from pairing.io.writing import csv_text, write_atomically
from pairing.model.checks import nearest
from pairing.model.enums import Part, Ruling, SessionKind
from pairing.model.messages.fault import Fault, InputError
from pairing.model.messages.message import join, quote
from pairing.model.plan import Mentorship, Need, Pair, Plan, PlanRow, Seating, Session, TeamMember
from pairing.model.records import PastSeat
from pairing.screening import Findings

__all__ = [
    "has_columns",
    "plan_row",
    "plan_texts",
    "read_csv",
    "read_plan",
    "review_text",
    "rewrite_sessions",
    "write_plan",
    "write_weeks",
]

_HEADERS: Mapping[Part, tuple[str, ...]] = {
    Part.NEEDS: ("student_id", "need", "severity", "reasons", "causes", "confirmed_by"),
    Part.PAIRS: ("tutee_id", "tutor_id", "subject", "reasons"),
    Part.MENTORS: ("student_id", "teacher_id", "reasons"),
    Part.TEAMS: ("student_id", "unit_id", "dimension", "reasons"),
    Part.SESSIONS: ("student_id", "teacher_id", "subject", "kind", "date", "period_id", "room"),
    Part.SEATS: ("class_id", "seat_id", "student_id"),
}
_PEER_TIMES = "peer_times.csv"
_PEER_HEADER = ("tutee_id", "tutor_id", "subject", "date", "period_id", "room")
"""A pair's times have no teacher, and so a file beside sessions.csv."""
_KEYS: Mapping[Part, tuple[str, ...]] = {
    kind.part: kind.key for kind in (Need, Pair, Mentorship, TeamMember, Seating)
} | {Part.SESSIONS: tuple(column for column in Session.key if column != "tutor_id")}


def plan_texts(plan: Plan, report: Mapping[str, Any], findings: Findings) -> dict[str, str]:
    """The files of a plan by name, those of parts that are not planned left out."""
    texts = {
        f"{part.value}.csv": csv_text(_HEADERS[part], (_cells(row) for row in rows))
        for part, rows in plan.parts()
        if part is not Part.SESSIONS
    }
    if plan.sessions is not None:
        texts |= _session_texts(plan.sessions)
    if plan.needs is not None:
        texts["review.csv"] = review_text(findings)
    texts["summary.json"] = _json(report)
    return texts


def review_text(findings: Findings) -> str:
    """What waits for a person's decision near a line, and what one has set aside."""
    header = ("student_id", "need", "status", "reasons", "by", "at")
    waiting = [
        (need.student_id, need.need, "near the line", join(need.reasons), "", "")
        for need in findings.near_line
    ]
    aside = [
        (need.student_id, need.need, Ruling.DISMISSED, join(need.reasons), row.by, row.at)
        for need, row in findings.dismissed
    ]
    return csv_text(header, [*waiting, *aside])


def write_plan(plan: Plan, report: Mapping[str, Any], findings: Findings, folder: Path) -> None:
    """Write the plan's files; those of an earlier plan that this one lacks are removed."""
    texts = plan_texts(plan, report, findings)
    write_atomically(folder, texts)
    for name in (_PEER_TIMES, *(f"{part.value}.csv" for part in Part)):
        if name not in texts:
            (folder / name).unlink(missing_ok=True)


def rewrite_sessions(
    sessions: Iterable[Session], report: Mapping[str, Any], before: Path, folder: Path
) -> None:
    """Write a plan of which only the sessions changed; all else is what ``before`` has."""
    names = ["review.csv", *(f"{part.value}.csv" for part in Part if part is not Part.SESSIONS)]
    texts: dict[str, str | bytes] = {
        name: (before / name).read_bytes() for name in names if (before / name).is_file()
    }
    texts |= _session_texts(tuple(sessions))
    told: dict[str, Any] = {}
    if (before / "summary.json").is_file():
        told = json.loads((before / "summary.json").read_text(encoding="utf-8"))
    told["parts"] = {**told.get("parts", {}), Part.SESSIONS.value: dict(report)}
    texts["summary.json"] = _json(told)
    write_atomically(folder, texts)
    if _PEER_TIMES not in texts:
        (folder / _PEER_TIMES).unlink(missing_ok=True)


def _session_texts(rows: Sequence[Session]) -> dict[str, str]:
    """sessions.csv, and peer_times.csv where pairs have times."""
    header = _HEADERS[Part.SESSIONS]
    texts = {
        f"{Part.SESSIONS.value}.csv": csv_text(
            header, (_cells(row) for row in rows if not row.tutor_id)
        )
    }
    times = [
        (row.student_id, row.tutor_id, row.subject, row.date, row.period_id, row.room)
        for row in rows
        if row.tutor_id
    ]
    if times:
        texts[_PEER_TIMES] = csv_text(_PEER_HEADER, times)
    return texts


def _json(report: Mapping[str, Any]) -> str:
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def write_weeks(
    weeks: Mapping[date, Iterable[PlanRow]], history: Iterable[PastSeat], folder: Path
) -> None:
    """Write a rotation: seats-DATE.csv a week, and all of it as rows for seat_history.csv."""
    texts = {
        f"seats-{since.isoformat()}.csv": csv_text(
            _HEADERS[Part.SEATS], (_cells(row) for row in rows)
        )
        for since, rows in weeks.items()
    }
    fields = tuple(PastSeat.model_fields)
    rows_of_all = ([getattr(row, name) for name in fields] for row in history)
    texts["seat_history.csv"] = csv_text(PastSeat.columns(), rows_of_all)
    write_atomically(folder, texts)


def _cells(row: PlanRow) -> list[Any]:
    values = []
    for column in _HEADERS[row.part]:
        value = getattr(row, column)
        values.append(join(value) if column == "reasons" else value)
    return values


def read_plan(folder: Path) -> Plan:
    """The plan in a folder, whoever wrote it; a part without a file is None.

    Raises InputError with every fault.
    """
    if not folder.is_dir():
        raise InputError([Fault(folder.name, None, "", "", "the folder of a plan")])
    parts: dict[str, tuple[PlanRow, ...] | None] = {}
    faults: list[Fault] = []
    for part in Part:
        file = folder / f"{part.value}.csv"
        if not file.is_file():
            continue
        table = read_csv(file, faults)
        if table is not None and has_columns(table, _needed(part), faults):
            parts[part.value] = tuple(_rows(part, table, faults))
    if (folder / _PEER_TIMES).is_file():
        parts["sessions"] = (*(parts.get("sessions") or ()), *_peer_times(folder, faults))
    if not parts and not faults:
        faults.append(
            Fault(folder.name, None, "", "", "a plan: needs.csv, pairs.csv, seats.csv ...")
        )
    if faults:
        raise InputError(faults)
    return Plan(**parts)  # type: ignore[arg-type]


def _peer_times(folder: Path, faults: list[Fault]) -> Iterable[Session]:
    table = read_csv(folder / _PEER_TIMES, faults)
    needed = _PEER_HEADER[:-1]
    if table is None or not has_columns(table, needed, faults):
        return
    for number, cells in table.rows:
        filled = {
            **cells,
            "student_id": cells.get("tutee_id", ""),
            "kind": SessionKind.PEER_TUTORING.value,
        }
        row = plan_row(Part.SESSIONS, table.name, number, filled, faults)
        if isinstance(row, Session):
            yield row


def _needed(part: Part) -> tuple[str, ...]:
    return (*_KEYS[part], "severity") if part is Part.NEEDS else _KEYS[part]


def read_csv(file: Path, faults: list[Fault]) -> RawTable | None:
    """A CSV file as it is written, or None, and its faults, where it cannot be read."""
    try:
        text = decode(file.read_bytes())
    except (OSError, ValueError) as error:
        faults.append(Fault(file.name, None, "", "", str(error)))
        return None
    table, own = parse_csv(file.name, text)
    faults.extend(own)
    return table


def has_columns(table: RawTable, needed: Iterable[str], faults: list[Fault]) -> bool:
    """Whether a table has all columns; a fault for each that it lacks."""
    missing = [column for column in needed if column not in table.header]
    faults.extend(
        Fault(table.name, 1, column, "", f"a column {column}", nearest(column, table.header))
        for column in missing
    )
    return not missing


def _rows(part: Part, table: RawTable, faults: list[Fault]) -> Iterable[PlanRow]:
    for number, cells in table.rows:
        row = plan_row(part, table.name, number, cells, faults)
        if row is not None:
            yield row


def plan_row(
    part: Part, table: str, number: int, cells: Mapping[str, str], faults: list[Fault]
) -> PlanRow | None:
    """A row of a part's table, or None, and its faults, where it cannot be read."""

    def text(column: str) -> str:
        return cells.get(column, "").strip()

    for column in _KEYS[part]:
        if not text(column) and not (column == "teacher_id" and text("tutor_id")):
            faults.append(Fault(table, number, column, "", "a value; the cell is empty"))
            return None
    reasons = (quote(text("reasons")),) if text("reasons") else ()
    match part:
        case Part.NEEDS:
            if text("severity") not in ("1", "2", "3"):
                faults.append(Fault(table, number, "severity", text("severity"), "1, 2 or 3"))
                return None
            return Need(text("student_id"), text("need"), int(text("severity")), reasons)
        case Part.PAIRS:
            return Pair(text("tutee_id"), text("tutor_id"), text("subject"), reasons)
        case Part.MENTORS:
            return Mentorship(text("student_id"), text("teacher_id"), reasons)
        case Part.TEAMS:
            return TeamMember(text("student_id"), text("unit_id"), text("dimension"), reasons)
        case Part.SEATS:
            return Seating(text("class_id"), text("seat_id"), text("student_id"))
        case Part.SESSIONS:
            try:
                day = date.fromisoformat(text("date"))
            except ValueError:
                faults.append(
                    Fault(table, number, "date", text("date"), "a date such as 2026-09-30")
                )
                return None
            return Session(
                text("student_id"),
                text("teacher_id"),
                text("subject"),
                text("kind"),
                day,
                text("period_id"),
                text("tutor_id"),
                text("room"),
            )
