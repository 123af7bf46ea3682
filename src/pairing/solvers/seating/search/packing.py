"""Violations and score packed into one number: the larger number is the better seating.

Score less ``VIOLATION`` for each violation, so that one addition moves both.
"""

from __future__ import annotations

from pairing.solvers.compiled import inlined
from pairing.terms.seating import Tally

__all__ = ["VIOLATION", "pack", "unit", "unpack", "weigh", "weighed"]

VIOLATION = 1 << 40
"""What a violation weighs in a packed value; no score comes near the half of it."""

_HALF = VIOLATION // 2


def pack(tally: Tally) -> int:
    """A tally as one number."""
    return tally.score - VIOLATION * tally.violations


def unpack(value: int) -> Tally:
    """The tally that a packed number stands for."""
    violations = -((value + _HALF) // VIOLATION)
    return Tally(violations, value + VIOLATION * violations)


def unit(hard: bool, value: int) -> int:
    """What one of a term's units is worth: ``value``, or a violation where it is hard."""
    return -VIOLATION if hard else value


def weigh(change: int, penalty: float) -> float:
    """The score of a packed number if a violation costs ``penalty`` points of it."""
    violations = -((change + _HALF) >> 40)
    return (change + (violations << 40)) - penalty * violations


weighed = inlined(weigh)
"""The same for compiled callers."""
