"""Pins as a CSV file: decisions that must stay."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from os import PathLike
from pathlib import Path

from pairing.io.plan_files import has_columns, plan_row, read_csv
from pairing.io.raw.writing import csv_text
from pairing.model.messages.expected import one_of
from pairing.model.messages.fault import Fault, InputError
from pairing.model.messages.message import say
from pairing.model.pin import Pin
from pairing.model.plan import PlanRow
from pairing.model.school import School
from pairing.model.soundness.nearest import nearest
from pairing.planning import planner_of, planners

__all__ = ["pins_text", "read_pins"]


def pins_text(rows: Iterable[PlanRow]) -> str:
    """Pins as the text of a CSV file that ``read_pins`` reads."""
    cells: list[dict[str, object]] = []
    for row in rows:
        table = next(one for one in planner_of(row.part).tables if one.takes(row))
        values = zip(table.columns, table.values(row), strict=True)
        cells.append({"part": row.part, **dict(values)})
    header = list(dict.fromkeys(["part", *(column for own in cells for column in own)]))
    return csv_text(header, ([own.get(column) for column in header] for own in cells))


def read_pins(file: str | PathLike[str], school: School) -> tuple[Pin, ...]:
    """The pins of a CSV file: a column ``part``, and that part's key columns.

    Raises InputError with every fault: unknown parts, students, teachers and seats.
    """
    file = Path(file)
    if not file.is_file():
        raise InputError([Fault(file.name, None, "", "", say("pins.file", "a CSV file of pins"))])
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
    pinnable = {planner.part: planner for planner in planners() if planner.pinnable}
    if word not in pinnable:
        expected = one_of(pinnable)
        faults.append(Fault(table, number, "part", word, expected, nearest(word, pinnable)))
        return None
    planner = pinnable[word]
    filled = planner.completed(school, {name: cell.strip() for name, cell in cells.items()})
    row = plan_row(planner.tables[0], table, number, filled, faults)
    if row is None:
        return None
    wrong = list(planner.unknown(school, row))
    faults.extend(
        Fault(table, number, one.column, one.value, one.expected, nearest(one.value, one.known))
        for one in wrong
    )
    return None if wrong else Pin(row)
