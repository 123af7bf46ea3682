"""A plan as the contract's files, and back: parts as CSV, the report as summary.json.

How long each part took stands in timing.json, so that all else is the same for the same input.

Which tables a part has, and how its rows are written and read, its planner says. Programs read
these files too: their words are English whatever language is spoken.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from os import PathLike
from pathlib import Path
from typing import Any

from pairing.io.raw.tables import RawTable, parse_csv, read_file
from pairing.io.raw.text import decode
from pairing.io.raw.unreadable import UnreadableError
from pairing.io.raw.writing import csv_text, finish_writing, write_whole
from pairing.language import contract
from pairing.model.enums import Part, Ruling, Status
from pairing.model.fields import read_day
from pairing.model.messages.expected import DATE, EMPTY, column_named
from pairing.model.messages.fault import Fault, InputError
from pairing.model.messages.message import join, quote, say
from pairing.model.plan import Plan, PlanRow
from pairing.model.records import PastSeat
from pairing.model.soundness.nearest import nearest
from pairing.planning import CellError, PartSummary, PlanTable, planner_of, planners
from pairing.screening import Findings

__all__ = [
    "has_columns",
    "parts_without_file",
    "plan_day",
    "plan_row",
    "plan_texts",
    "read_csv",
    "read_plan",
    "review_text",
    "rewrite_part",
    "write_plan",
    "write_weeks",
]

_REVIEW = "review.csv"
_SUMMARY = "summary.json"
_TIMING = "timing.json"


@contract()
def plan_texts(plan: Plan, report: Mapping[str, Any], findings: Findings) -> dict[str, str]:
    """The files of a plan by name, those of parts that are not planned left out."""
    texts: dict[str, str] = {}
    for planner in planners():
        if (rows := plan.part(planner.part)) is not None:
            texts |= _part_texts(planner.tables, rows)
    if plan.needs is not None:
        texts[_REVIEW] = review_text(findings)
    texts[_SUMMARY] = _json(report)
    return texts


@contract()
def _part_texts(tables: Sequence[PlanTable[Any]], rows: Sequence[PlanRow]) -> dict[str, str]:
    """The files of one part."""
    texts = {}
    for table in tables:
        own = [table.values(row) for row in rows if table.takes(row)]
        if own or not table.optional:
            texts[f"{table.name}.csv"] = csv_text(table.columns, own)
    return texts


def plan_day(folder: Path) -> date | None:
    """The day on which a plan was made, as its report has it; None where it does not say.

    Raises InputError where the report is none, or its day is no date.
    """
    told = _report(folder).get("on") or None
    try:
        return None if told is None else read_day(str(told))
    except ValueError:
        raise InputError([Fault(_SUMMARY, None, "on", str(told), DATE)]) from None


def parts_without_file(folder: Path, plan: Plan) -> tuple[str, ...]:
    """The parts that were planned, as the report has it, and of which there is no file here."""
    told = _report(folder).get("parts")
    made = (Status.OPTIMAL, Status.FEASIBLE)
    return tuple(
        planner.part
        for planner in planners()
        if plan.part(planner.part) is None
        and isinstance(told, dict)
        and isinstance(own := told.get(planner.part), dict)
        and own.get("status") in made
    )


@contract()
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


def write_plan(
    plan: Plan,
    report: Mapping[str, Any],
    findings: Findings,
    folder: str | PathLike[str],
    timing: Mapping[str, float] | None = None,
) -> None:
    """Write the plan's files; those of an earlier plan that this one lacks are removed.

    Args:
        plan: the plan.
        report: ``Summary.as_json()``.
        findings: what waits for a decision, for review.csv.
        folder: where to write.
        timing: ``Summary.timing()``, for timing.json.
    """
    texts = plan_texts(plan, report, findings)
    if timing is not None:
        texts[_TIMING] = _json(timing)
    known = [f"{table.name}.csv" for planner in planners() for table in planner.tables]
    gone = [name for name in (*known, _TIMING) if name not in texts]
    write_whole(Path(folder), texts, gone)


def rewrite_part(
    part: str, rows: Iterable[PlanRow], summary: PartSummary, before: Path, folder: Path
) -> None:
    """Write a plan of which only one part changed; all else is what ``before`` has."""
    told = _report(before)
    own = planner_of(part).tables
    others = [table for planner in planners() if planner.part != part for table in planner.tables]
    names = [_REVIEW, *(f"{table.name}.csv" for table in others)]
    texts: dict[str, str | bytes] = {
        name: (before / name).read_bytes() for name in names if (before / name).is_file()
    }
    texts |= _part_texts(own, tuple(rows))
    told["parts"] = {**told.get("parts", {}), part: summary.as_json()}
    texts[_SUMMARY] = _json(told)
    texts[_TIMING] = _json({**_timing(before), part: round(summary.seconds, 3)})
    known = (f"{table.name}.csv" for table in own)
    write_whole(folder, texts, [name for name in known if name not in texts])


def _report(folder: Path) -> dict[str, Any]:
    """What a plan's report says; nothing where there is none.

    Raises InputError where it is no report.
    """
    file = folder / _SUMMARY
    finish_writing(folder)
    if not file.is_file():
        return {}
    try:
        told = json.loads(file.read_text("utf-8"), parse_constant=_no_number)
        # Half a character can be read, and an endless number, and neither written.
        json.dumps(told, ensure_ascii=False, allow_nan=False).encode("utf-8")
    except (ValueError, RecursionError):
        told = None
    if isinstance(told, dict) and isinstance(told.get("parts", {}), dict):
        return told
    expected = say("plan_files.report", "the report of a plan as it was written, or no such file")
    raise InputError([Fault(_SUMMARY, None, "", "", expected)])


def _no_number(text: str) -> float:
    raise ValueError(text)


def _timing(folder: Path) -> dict[str, Any]:
    """What is told of the seconds that the parts took; nothing where that cannot be read."""
    try:
        told = json.loads((folder / _TIMING).read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}


def _json(report: Mapping[str, Any]) -> str:
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def write_weeks(
    weeks: Mapping[date, Iterable[PlanRow]], history: Iterable[PastSeat], folder: Path
) -> None:
    """Write a rotation: seats-DATE.csv a week, and all of it as rows for seat_history.csv."""
    table = planner_of(Part.SEATS).tables[0]
    texts = {
        f"{table.name}-{since.isoformat()}.csv": csv_text(table.columns, map(table.values, rows))
        for since, rows in weeks.items()
    }
    fields = tuple(PastSeat.model_fields)
    rows_of_all = ([getattr(row, name) for name in fields] for row in history)
    texts["seat_history.csv"] = csv_text(PastSeat.columns(), rows_of_all)
    write_whole(folder, texts)


def read_plan(folder: str | PathLike[str]) -> Plan:
    """The plan in a folder, whoever wrote it; a part without a file is None.

    Raises InputError with every fault.
    """
    folder = Path(folder)
    if not folder.is_dir():
        raise InputError(
            [Fault(folder.name, None, "", "", say("plan_files.folder", "the folder of a plan"))]
        )
    finish_writing(folder)
    parts: dict[str, tuple[PlanRow, ...]] = {}
    faults: list[Fault] = []
    for planner in planners():
        for table in planner.tables:
            file = folder / f"{table.name}.csv"
            if file.is_file() and (raw := read_csv(file, faults)) is not None:
                rows = _rows(table, raw, faults)
                parts[planner.part] = (*parts.get(planner.part, ()), *rows)
    if not parts and not faults:
        faults.append(
            Fault(
                folder.name,
                None,
                "",
                "",
                say("plan_files.files", "a plan: needs.csv, pairs.csv, seats.csv ..."),
            )
        )
    if faults:
        raise InputError(faults)
    return Plan(parts)


def _rows(table: PlanTable[Any], raw: RawTable, faults: list[Fault]) -> Iterable[PlanRow]:
    if has_columns(raw, table.needed or table.filled, faults):
        for number, cells in raw.rows:
            row = plan_row(table, raw.name, number, cells, faults)
            if row is not None:
                yield row


def read_csv(file: Path, faults: list[Fault]) -> RawTable | None:
    """A CSV file as it is written, or None, and its faults, where it cannot be read."""
    try:
        text = decode(read_file(file))
    except UnreadableError as error:
        faults.append(Fault(file.name, None, "", "", error.message))
        return None
    except OSError as error:
        faults.append(Fault(file.name, None, "", "", quote(str(error))))
        return None
    table, own = parse_csv(file.name, text)
    faults.extend(own)
    return table


def has_columns(table: RawTable, needed: Iterable[str], faults: list[Fault]) -> bool:
    """Whether a table has all columns; a fault for each that it lacks."""
    missing = [column for column in needed if column not in table.header]
    faults.extend(
        Fault(table.name, 1, column, "", column_named(column), nearest(column, table.header))
        for column in missing
    )
    return not missing


def plan_row(
    table: PlanTable[Any], name: str, number: int, cells: Mapping[str, str], faults: list[Fault]
) -> PlanRow | None:
    """A row of a part's table, or None, and its faults, where it cannot be read.

    Args:
        table: the table as its part has it.
        name: what the reader calls it, a file for example.
        number: the row in it.
        cells: the row's cells by column.
        faults: those found so far; the row's are added.
    """
    texts = {column: cell.strip() for column, cell in cells.items()}
    for column in table.filled:
        if not texts.get(column):
            faults.append(Fault(name, number, column, "", EMPTY))
            return None
    try:
        row: PlanRow = table.parse(texts)
    except CellError as error:
        faults.append(Fault(name, number, error.column, error.value, error.expected))
        return None
    return row
