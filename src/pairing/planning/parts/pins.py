"""How pins bind the solver: as hard terms that a pin owns."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from pairing.instances.classroom import ClassRoom
from pairing.instances.markets import Couples, Market
from pairing.model.pin import Pin
from pairing.model.plan import Seating
from pairing.terms.assignment import AssignmentTerm, Count, Required
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


def arc_pins(market: Market[Any, Any], arcs: Couples, pins: Iterable[Pin]) -> list[AssignmentTerm]:
    """The pins of one part as terms over the arcs of its market."""
    terms: list[AssignmentTerm] = []
    for pin in pins:
        task, worker = market.place(pin.row) or (-1, -1)
        marked = (arcs.task == task) & (arcs.worker == worker)
        if marked.any():
            terms.append(Required(pin.owner, marked))
        else:
            # Nothing that may be chosen is what the pin asks for, so it cannot be kept.
            size = len(market.workers)
            terms.append(Count(pin.owner, "worker", np.ones(size, int), np.zeros(size, int)))
    return terms
