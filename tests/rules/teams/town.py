"""What the tests of teams share: a small town of families in need and units that help."""

from __future__ import annotations

from datetime import date
from typing import Any

from builders import one_class, student
from pairing.model.enums import Dimension, Source
from pairing.model.records import Indicator, Unit
from pairing.model.school import School
from pairing.planning import make_plan


def sign(number: int, dimension: Dimension, severity: int = 2) -> Indicator:
    return Indicator(
        student_id=f"S{number:03}",
        dimension=dimension,
        indicator="told us",
        severity=severity,
        source=Source.HOME_VISIT,
        date=date(2026, 9, 20),
    )


def unit(number: int, *serves: Dimension, capacity: int = 5, **more: Any) -> Unit:
    return Unit(
        unit_id=f"U{number}",
        name=f"Unit {number}",
        kind="office",
        serves=serves,
        capacity=capacity,
        **more,
    )


def town(units: list[Unit], signs: list[Indicator], **more: Any) -> School:
    people = [student(number, area="East" if number < 3 else "West") for number in range(1, 5)]
    return one_class([70, 75, 80, 85], people=people, units=units, indicators=signs, **more)


def teams(school: School) -> list[tuple[str, str, str]]:
    rows = make_plan(school).plan.teams or ()
    return [(row.student_id, row.unit_id, row.dimension) for row in rows]
