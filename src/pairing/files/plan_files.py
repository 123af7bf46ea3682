"""A plan as the contract's files, and back: parts as CSV, the report as summary.json."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from pairing.files.raw import RawTable, decode, parse_csv
from pairing.files.writing import csv_text, write_atomically
from pairing.model.checks import nearest
from pairing.model.enums import Part, Ruling, SessionKind
from pairing.model.fault import Fault, InputError
from pairing.model.message import join, quote
from pairing.model.pin import Pin
from pairing.model.plan import Mentorship, Need, Pair, Plan, PlanRow, Seating, Session, TeamMember
from pairing.model.records import PastSeat
from pairing.model.school import School
from pairing.screening import Findings

__all__ = ["plan_texts", "read_pins", "read_plan", "review_text", "write_plan", "write_weeks"]

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
        f"{part.value}.csv": csv_text(_HEADERS[part], (_cells(row) for row in _own(rows)))
        for part, rows in plan.parts()
    }
    times = [row for row in plan.sessions or () if row.tutor_id]
    if times:
        texts[_PEER_TIMES] = csv_text(
            _PEER_HEADER,
            (
                (row.student_id, row.tutor_id, row.subject, row.date, row.period_id, row.room)
                for row in times
            ),
        )
    if plan.needs is not None:
        texts["review.csv"] = review_text(findings)
    texts["summary.json"] = json.dumps(report, ensure_ascii=False, indent=2) + "\n"
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


def _own(rows: Iterable[PlanRow]) -> Iterable[PlanRow]:
    """The rows that stand in the part's own file."""
    return (row for row in rows if not (isinstance(row, Session) and row.tutor_id))


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
        table = _read(file, faults)
        if table is not None and _has_columns(table, _needed(part), faults):
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
    table = _read(folder / _PEER_TIMES, faults)
    needed = _PEER_HEADER[:-1]
    if table is None or not _has_columns(table, needed, faults):
        return
    for number, cells in table.rows:
        filled = {
            **cells,
            "student_id": cells.get("tutee_id", ""),
            "kind": SessionKind.PEER_TUTORING.value,
        }
        row = _row(Part.SESSIONS, table.name, number, filled, faults)
        if isinstance(row, Session):
            yield row


def _needed(part: Part) -> tuple[str, ...]:
    return (*_KEYS[part], "severity") if part is Part.NEEDS else _KEYS[part]


def _read(file: Path, faults: list[Fault]) -> RawTable | None:
    try:
        text = decode(file.read_bytes())
    except (OSError, ValueError) as error:
        faults.append(Fault(file.name, None, "", "", str(error)))
        return None
    table, own = parse_csv(file.name, text)
    faults.extend(own)
    return table


def _has_columns(table: RawTable, needed: Iterable[str], faults: list[Fault]) -> bool:
    missing = [column for column in needed if column not in table.header]
    faults.extend(
        Fault(table.name, 1, column, "", f"a column {column}", nearest(column, table.header))
        for column in missing
    )
    return not missing


def _rows(part: Part, table: RawTable, faults: list[Fault]) -> Iterable[PlanRow]:
    for number, cells in table.rows:
        row = _row(part, table.name, number, cells, faults)
        if row is not None:
            yield row


def _row(
    part: Part, table: str, number: int, cells: Mapping[str, str], faults: list[Fault]
) -> PlanRow | None:
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


def read_pins(file: Path, school: School) -> tuple[Pin, ...]:
    """The pins of a CSV file: a column ``part``, and that part's key columns.

    Raises InputError with every fault: unknown parts, students, teachers and seats.
    """
    if not file.is_file():
        raise InputError([Fault(file.name, None, "", "", "a CSV file of pins")])
    faults: list[Fault] = []
    table = _read(file, faults)
    pins: list[Pin] = []
    if table is not None and _has_columns(table, ("part",), faults):
        for number, cells in table.rows:
            pin = _pin(file.name, number, cells, school, faults)
            if pin is not None and pin not in pins:
                pins.append(pin)
    if faults:
        raise InputError(faults)
    return tuple(pins)


def _pin(
    table: str, number: int, cells: Mapping[str, str], school: School, faults: list[Fault]
) -> Pin | None:
    word = cells.get("part", "").strip().lower()
    pinnable = (Part.PAIRS, Part.MENTORS, Part.TEAMS, Part.SESSIONS, Part.SEATS)
    if word not in pinnable:
        expected = f"one of {', '.join(pinnable)}"
        faults.append(Fault(table, number, "part", word, expected, nearest(word, pinnable)))
        return None
    part = Part(word)
    filled = dict(cells)
    if part is Part.SEATS and not cells.get("class_id", "").strip():
        # The student says which class it is.
        student = school.student.get(cells.get("student_id", "").strip())
        filled["class_id"] = student.class_id if student else "?"
    row = _row(part, table, number, filled, faults)
    if row is None:
        return None
    wrong = list(_unknown(row, school))
    faults.extend(
        Fault(table, number, column, value, expected, nearest(value, known))
        for column, value, expected, known in wrong
    )
    return None if wrong else Pin(row)


def _unknown(row: PlanRow, school: School) -> Iterable[tuple[str, str, str, Iterable[str]]]:
    """(column, value, what was expected, the known ones) of each name that is not known."""
    for column in ("student_id", "tutee_id", "tutor_id"):
        value = getattr(row, column, None) or None
        if value is not None and value not in school.student:
            yield column, value, "a student_id that stands in students", school.student
    teacher_id = getattr(row, "teacher_id", None) or None
    if teacher_id is not None and teacher_id not in school.teacher:
        yield "teacher_id", teacher_id, "a teacher_id that stands in teachers", school.teacher
    unit_id = getattr(row, "unit_id", None)
    if unit_id is not None and unit_id not in school.unit:
        yield "unit_id", unit_id, "a unit_id that stands in units", school.unit
    if isinstance(row, Session):
        periods = {period.period_id for period in school.periods}
        if row.period_id not in periods:
            yield "period_id", row.period_id, "a period_id that stands in periods", periods
    if isinstance(row, Seating) and row.student_id in school.student:
        home = school.student[row.student_id].class_id
        if row.class_id != home:
            yield "class_id", row.class_id, f"the student's class, {home}", [home]
        elif row.student_id not in {student.student_id for student in school.seated(home)}:
            yield "student_id", row.student_id, "a student who attends on site", []
        else:
            room = school.room_of(home)
            seats = room.index if room else {}
            if row.seat_id not in seats:
                yield "seat_id", row.seat_id, f"a usable seat of the room of {home}", seats
