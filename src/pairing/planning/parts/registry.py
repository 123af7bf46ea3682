"""The registry of parts: a part is known because its module lies in this folder."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable
from functools import cache
from typing import Any

from pairing.model.messages.message import Message, say
from pairing.model.pin import Pin
from pairing.model.plan import PlanRow
from pairing.model.school import School
from pairing.planning import parts
from pairing.planning.parts.planner import Planner

__all__ = ["pin_impossible", "pin_words", "planner_of", "planners", "row_words"]


@cache
def _known() -> dict[str, Planner[Any]]:
    """Every planner by its part, in the order of planning."""
    found = []
    for module in pkgutil.iter_modules(parts.__path__):
        if module.ispkg:
            continue  # what planners are made of
        loaded = importlib.import_module(f"{parts.__name__}.{module.name}")
        planner = getattr(loaded, "PLANNER", None)
        if isinstance(planner, Planner):
            found.append(planner)
    return {one.part: one for one in sorted(found, key=lambda one: one.order)}


def planners() -> tuple[Planner[Any], ...]:
    """Every part there is, in the order of planning."""
    return tuple(_known().values())


def planner_of(part: str) -> Planner[Any]:
    """The planner of a part; KeyError where there is no such part."""
    return _known()[part]


def row_words(school: School, row: PlanRow, taken: bool = True) -> Message:
    """A row of a plan as a decision that is taken, or given up."""
    return planner_of(row.part).words(school, row, taken)


def pin_words(school: School, pins: Iterable[Pin]) -> dict[str, Message]:
    """Pins in words, by the key under which solvers name them."""
    return {pin.owner: planner_of(pin.part).pin_words(school, pin.row) for pin in pins}


def pin_impossible(pin: Message, reason: Message) -> Message:
    """What is said of a pin that nothing can be done for: its words, and why."""
    return say("pins.impossible", "{pin}, and that cannot be: {reason}", pin=pin, reason=reason)
