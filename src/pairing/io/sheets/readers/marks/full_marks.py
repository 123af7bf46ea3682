"""Out of how many a paper is likely to be, by the marks in it."""

from __future__ import annotations

__all__ = ["FULLS", "USUAL", "next_full", "without_slips"]

FULLS = (10, 20, 30, 40, 50, 60, 70, 80, 100, 110, 120, 130, 140, 150, 160, 180, 200, 250, 300)
USUAL = (100, 120, 150)
_ENOUGH, _FEW_OF = 10, 50
"""Among so many marks, one of so many may be a slip."""
_FAR = 2
"""So many times the most that others have is no mark of a small paper."""


def next_full(marks: list[float]) -> int:
    """The least that a paper with these marks is likely to be marked out of."""
    most = max(marks)
    # Marks of a small paper: the next round number holds them.
    fulls = FULLS if most <= USUAL[0] / 2.5 else (*USUAL, *FULLS)
    return next((full for full in fulls if most <= full), int(most))


def without_slips(marks: list[float]) -> list[float]:
    """The marks without one or a few that stand far above all others, as 985 or 135 for 85 do.

    Of a paper out of 150 many have more than 100; one alone of a class is more likely a slip, and
    would make everybody else look like failing.
    """
    few = max(1, len(marks) // _FEW_OF)
    rest = sorted(marks)[:-few]
    if len(marks) < _ENOUGH or not rest:
        return marks
    full = next_full(rest)
    far = USUAL[0] if full == USUAL[0] else _FAR * rest[-1]
    usual = [one for one in marks if one <= far]
    return usual if full <= USUAL[0] and len(usual) >= len(rest) else marks
