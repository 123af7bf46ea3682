"""Points: what a plan is worth. Counted in thousandths inside, shown in points at the face."""

from __future__ import annotations

from typing import TypeAlias

__all__ = ["PER_POINT", "Millipoints", "points"]

Millipoints: TypeAlias = int
"""Thousandths of a point: whole numbers, so that two ways of adding up agree exactly."""

PER_POINT: Millipoints = 1000


def points(amount: Millipoints) -> float:
    """An amount as people read it."""
    return amount / PER_POINT
