"""A school's work as named pieces of text, and back: tables, settings, and the plan by parts.

Two people who change different tables, parts or classes change different pieces, and so do not
get in each other's way.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from functools import cache
from operator import is_not
from typing import Any

from pydantic import BaseModel, TypeAdapter

from pairing.model.enums import Part, Status
from pairing.model.messages.fault import Fault, InputError
from pairing.model.messages.message import Message, say
from pairing.model.plan import Mentorship, Pair, Plan, PlanRow, Seating, Session
from pairing.model.records import TABLES, Decision, Score
from pairing.model.school import School
from pairing.model.settings import (
    MonitoringSettings,
    RuleEntry,
    ScreeningSettings,
    SessionSettings,
)
from pairing.planning import (
    Baseline,
    Comparison,
    Context,
    Outcome,
    PartSummary,
    Settings,
    overridden,
    planners,
    resume,
)
from pairing.store.messages import as_json, from_json

__all__ = [
    "SETTINGS_CHANGED",
    "TABLES_CHANGED",
    "Memo",
    "Work",
    "context_of",
    "from_pieces",
    "to_pieces",
]

TABLES_CHANGED = "tables"
"""The mark of what was planned from other tables than there are now."""
SETTINGS_CHANGED = "set"
"""The mark of what was planned under other settings of sessions or screening."""
_SEATS = "seats "
Memo = dict[str, tuple[tuple[object, ...], bytes]]
"""The texts written last and what they were written from, by the piece's name."""


@dataclass(frozen=True)
class Work:
    """All that is worth keeping of a workspace.

    ``planned`` has a digest, by part and by class, of the rules under which each was planned.
    """

    school: School
    settings: Settings = field(default_factory=dict)
    decisions: tuple[Decision, ...] = ()
    outcome: Outcome | None = None
    planned: Mapping[str, str] = field(default_factory=dict)
    seat_pins: tuple[Seating, ...] = ()
    pins: tuple[Pair | Mentorship | Session, ...] = ()
    answers: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """What people said of sheets, by shape: the next sheets of the same ask nothing."""


def to_pieces(work: Work, memo: Memo) -> dict[str, bytes]:
    """Every piece by name. ``memo`` saves writing anew what is the same object as last time."""
    found: dict[str, bytes] = {}

    def put(name: str, make: Callable[..., Any], *sources: object) -> None:
        known = memo.get(name)
        # The same objects have the same text: to compare what is in them would take long.
        if known is None or any(map(is_not, known[0], sources)):
            known = memo[name] = (sources, _text(make(*sources)))
        found[name] = known[1]

    _put_school(work, put)
    found["settings"] = _text({key: list(one) for key, one in sorted(work.settings.items())})
    found["decisions"] = _text(list(map(_record, work.decisions)))
    if work.answers:
        found["answers"] = _text({place: dict(own) for place, own in work.answers.items()})
    outcome = work.outcome
    if outcome is None:
        return found
    for planner in planners():
        part, summary = planner.part, outcome.summary.parts[planner.part]
        if pins := [_row(row) for row in work.pins if row.part == part]:
            found[f"pins {part}"] = _text(pins)
        if not planner.by_class and summary.status is not Status.NOT_PLANNED:
            put(f"plan {part}", _part, outcome.plan.part(part), summary)
            found[f"mark {part}"] = _text(work.planned.get(part, ""))
    for class_id, summary in outcome.summary.parts[Part.SEATS].details.items():
        seats = outcome.plan.seats_of(class_id)
        found[_SEATS + class_id] = _text(
            {
                "rows": seats,
                "pins": {
                    row.student_id: row.seat_id
                    for row in work.seat_pins
                    if row.class_id == class_id
                },
                "rules": work.planned.get(_SEATS + class_id, ""),
                **_reported(summary),
            }
        )
    return found


def _put_school(work: Work, put: Callable[..., None]) -> None:
    """The tables of the school, and what was said and told beside them."""
    school = work.school
    for kind in TABLES:
        if rows := school.table(kind.table):
            put(f"table {kind.table}", _records, rows)
    if school.leavers_scores:
        put("leavers scores", _records, school.leavers_scores)
    if school.notes:
        put("import notes", _messages, school.notes)
    if school.on is not None:
        put("today", date.isoformat, school.on)
    put("rules", _records, school.rules)
    put("screening", _record, school.screening)
    put("meetings", _record, school.session_settings)
    put("monitoring", _record, school.monitoring)


def from_pieces(pieces: Mapping[str, bytes]) -> Work:
    """The work of these pieces; the plan's scores are judged anew.

    Raises InputError where the pieces are not what ``to_pieces`` writes.
    """
    try:
        return _read(pieces)
    except (
        ValueError,
        TypeError,
        LookupError,
        AttributeError,
        ArithmeticError,
        RecursionError,
    ) as error:
        fault = Fault(
            "store",
            None,
            "",
            "",
            say(
                "store.version", "a version that this program has kept ({error})", error=repr(error)
            ),
        )
        raise InputError([fault]) from error


def _read(pieces: Mapping[str, bytes]) -> Work:
    content = {name: json.loads(body) for name, body in pieces.items()}
    tables = {
        kind.table: _many(kind).validate_python(content[f"table {kind.table}"])
        for kind in TABLES
        if f"table {kind.table}" in content
    }
    school = School.of(
        tables,
        _many(RuleEntry).validate_python(content.get("rules", [])),
        ScreeningSettings.model_validate(content.get("screening", {})),
        SessionSettings.model_validate(content.get("meetings", {})),
        date.fromisoformat(content["today"]) if "today" in content else None,
        _many(Score).validate_python(content.get("leavers scores", [])),
        map(from_json, content.get("import notes", [])),
        MonitoringSettings.model_validate(content.get("monitoring", {})),
    )
    settings = {key: (bool(on), float(weight)) for key, (on, weight) in content["settings"].items()}
    work = Work(
        school,
        settings,
        _many(Decision).validate_python(content.get("decisions", [])),
        answers={place: dict(own) for place, own in content.get("answers", {}).items()},
    )
    if not any(name.startswith(("plan ", _SEATS)) for name in content):
        return work
    return _with_plan(work, content)


def _with_plan(work: Work, content: Mapping[str, Any]) -> Work:
    reported: dict[str, PartSummary] = {}
    parts: dict[str, tuple[PlanRow, ...]] = {}
    planned: dict[str, str] = {}
    for planner in planners():
        part = planner.part
        if (one := content.get(f"plan {part}")) is not None:
            reported[part] = _summary(one)
            if one["rows"] is not None:
                parts[part] = tuple(_from_row(planner.row, row) for row in one["rows"])
            planned[part] = str(content.get(f"mark {part}", ""))
    seats: list[Seating] = []
    pins: list[Seating] = []
    details: dict[str, PartSummary] = {}
    for name, one in content.items():
        if name.startswith(_SEATS):
            class_id = name.removeprefix(_SEATS)
            details[class_id] = _summary(one)
            planned[name] = str(one["rules"])
            for rows_of, target in ((one["rows"], seats), (one["pins"], pins)):
                target += [Seating(class_id, seat, student) for student, seat in rows_of.items()]
    reported[Part.SEATS] = PartSummary(Status.FEASIBLE, details=details)
    parts[Part.SEATS] = tuple(seats)
    return replace(
        work,
        outcome=resume(context_of(work), Plan(parts), reported),
        planned=planned,
        seat_pins=tuple(pins),
        pins=tuple(
            _from_row(planner.row, row)
            for planner in planners()
            for row in content.get(f"pins {planner.part}", [])
        ),
    )


def context_of(work: Work) -> Context:
    """The school as whoever kept the work had it: its decisions, switches and weights."""
    context = Context.of(work.school)
    if work.decisions:
        context = context.decided((*work.school.decisions, *work.decisions))
    return context.under(overridden(context.book, work.settings))


def _text(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _records(records: Iterable[BaseModel]) -> list[Any]:
    return list(map(_record, records))


def _messages(messages: Iterable[Message]) -> list[Any]:
    return list(map(as_json, messages))


def _part(rows: Iterable[PlanRow] | None, summary: PartSummary) -> dict[str, Any]:
    return {"rows": None if rows is None else list(map(_row, rows)), **_reported(summary)}


def _record(record: BaseModel) -> Any:
    return record.model_dump(mode="json", by_alias=True, exclude_defaults=True)


@cache
def _many(kind: type[Any]) -> TypeAdapter[Any]:
    rows: Any = tuple[kind, ...]  # type: ignore[valid-type]
    return TypeAdapter(rows)


@cache
def _one(kind: type[Any]) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def _row(row: PlanRow) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for one in fields(row):  # type: ignore[arg-type]
        value = getattr(row, one.name)
        if value == one.default:
            continue
        if one.name == "reasons":
            value = list(map(as_json, value))
        elif hasattr(value, "isoformat"):
            value = value.isoformat()
        found[one.name] = value
    return found


def _from_row(kind: type[Any], row: Mapping[str, Any]) -> Any:
    bare = {name: value for name, value in row.items() if name != "reasons"}
    made = _one(kind).validate_python(bare)  # type: ignore[arg-type]
    reasons = tuple(map(from_json, row.get("reasons", ())))
    return replace(made, reasons=reasons) if reasons else made


def _reported(summary: PartSummary) -> dict[str, Any]:
    return {
        "status": summary.status.value,
        "objective": summary.reached,
        "bound": summary.limit,
        "seconds": round(summary.seconds, 3),
        "cut": summary.cut,
        "notes": list(map(as_json, summary.notes)),
        "conflict": list(map(as_json, summary.conflict)),
        "owners": list(summary.owners),
        "comparison": summary.comparison and _compared(summary.comparison),
    }


def _compared(comparison: Comparison) -> dict[str, Any]:
    baselines = {
        name: [one.amount, one.covered, one.violations]
        for name, one in comparison.baselines.items()
    }
    return {"baselines": baselines, "blocking": comparison.blocking}


def _comparison(one: Mapping[str, Any] | None) -> Comparison | None:
    if one is None:
        return None
    baselines = {
        name: Baseline(int(amount), float(covered), float(violations))
        for name, (amount, covered, violations) in one["baselines"].items()
    }
    return Comparison(baselines, int(one["blocking"]))


def _summary(one: Mapping[str, Any]) -> PartSummary:
    return PartSummary(
        Status(one["status"]),
        int(one["objective"]),
        int(one["bound"]),
        float(one["seconds"]),
        notes=tuple(map(from_json, one["notes"])),
        conflict=tuple(map(from_json, one["conflict"])),
        owners=tuple(map(str, one["owners"])),
        cut=bool(one["cut"]),
        # Version 0.1.0 kept none.
        comparison=_comparison(one.get("comparison")),
    )
