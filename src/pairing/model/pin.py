"""Pins: decisions that a person has fixed."""

from __future__ import annotations

from dataclasses import dataclass

from pairing.model.plan import PlanRow

__all__ = ["Pin"]


@dataclass(frozen=True, slots=True)
class Pin:
    """A row of the plan that must stay as it is."""

    row: PlanRow

    @property
    def part(self) -> str:
        return self.row.part

    @property
    def owner(self) -> str:
        """The key under which solvers name this pin."""
        return "pin " + " ".join(self.row.identity)
