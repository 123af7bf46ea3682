"""Pins as a CSV file: decisions that must stay."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from pairing.io.plan_files import has_columns, plan_row, read_csv
from pairing.model.checks import nearest
from pairing.model.enums import Part
from pairing.model.messages.fault import Fault, InputError
from pairing.model.pin import Pin
from pairing.model.plan import PlanRow, Seating, Session
from pairing.model.school import School

__all__ = ["read_pins"]


def read_pins(file: Path, school: School) -> tuple[Pin, ...]:
    """The pins of a CSV file: a column ``part``, and that part's key columns.

    Raises InputError with every fault: unknown parts, students, teachers and seats.
    """
    if not file.is_file():
        raise InputError([Fault(file.name, None, "", "", "a CSV file of pins")])
    faults: list[Fault] = []
    table = read_csv(file, faults)
    pins: list[Pin] = []
    if table is not None and has_columns(table, ("part",), faults):
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
    row = plan_row(part, table, number, filled, faults)
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
