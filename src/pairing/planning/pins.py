"""How pins bind the solver: as hard terms that a pin owns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from pairing.model.pin import Pin
from pairing.model.plan import PlanRow, Seating
from pairing.rules.seat_rule import ClassRoom
from pairing.terms.assignment import Required
from pairing.terms.seating import SeatingTerm, Unary

__all__ = ["arc_pins", "seat_pins"]


def seat_pins(room: ClassRoom, pins: Iterable[Pin]) -> list[SeatingTerm]:
    """The pins of one class as terms."""
    terms: list[SeatingTerm] = []
    for pin in pins:
        match pin.row:
            case Seating(class_id=class_id, seat_id=seat_id, student_id=student_id) if (
                class_id == room.class_id
            ):
                values = np.zeros((len(room.students), len(room.layout)), dtype=np.int64)
                values[room.index[student_id], :] = 1
                values[room.index[student_id], room.layout.index[seat_id]] = 0
                terms.append(Unary(pin.owner, values, hard=True))
    return terms


def arc_pins(arcs: Sequence[PlanRow], pins: Iterable[Pin]) -> list[Required]:
    """The pins of one part as terms over its arcs, each arc told as the row it would make."""
    position = {row: number for number, row in enumerate(arcs)}
    terms = []
    for pin in pins:
        marked = np.zeros(len(arcs), dtype=bool)
        marked[position[pin.row]] = True
        terms.append(Required(pin.owner, marked))
    return terms
