"""Signals of need in a subject: low ability, failing marks, a sudden drop, missed exams."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pairing.model.exams.ability import Place, Standing
from pairing.model.messages.message import Message, say
from pairing.model.messages.tenths import tenths
from pairing.model.settings import ScreeningSettings

__all__ = ["Signal", "subject_signals"]


_FELL = (
    say("screening.fell_behind", "the last exam fell behind those before it"),
    say("screening.fell_far", "the last exam fell far behind those before it"),
    say("screening.fell_very_far", "the last exam fell very far behind those before it"),
)
"""A fall in words, by its severity."""


@dataclass(frozen=True, slots=True)
class Signal:
    """One reason to look at a student. Severity 0 is near the line, 1-3 beyond it."""

    severity: int
    reason: Message


def _severity(value: float, lines: Sequence[float]) -> int:
    """How many of the three ascending lines the value reaches."""
    return bisect_right(lines, value)


def subject_signals(
    standing: Standing, place: Place | None, settings: ScreeningSettings
) -> Iterator[Signal]:
    """Everything in a student's exams of one subject that asks for attention.

    ``place`` is where the student stands in the grade, which people read more easily.
    """
    if standing.compared is not None:
        yield from _low_ability(standing.compared, place, settings)
    if standing.passing is not None and standing.line is not None:
        yield from _failing(standing.passing, standing.line, settings)
    if standing.compared_drop is not None and standing.fall is not None:
        yield from _drop(standing.compared_drop, standing.fall, settings)
    yield from _missed(standing, settings)


def _low_ability(
    ability: float, place: Place | None, settings: ScreeningSettings
) -> Iterator[Signal]:
    lines = [-line for line in settings.low_ability]
    severity = _severity(-ability, lines)
    if severity or -ability >= lines[0] - settings.near_ability:
        reason = say(
            "screening.ability_low",
            "ability {ability} standard deviations from the grade's mean",
            ability=f"{ability:+.2f}",
            plain=_lower(place),
        )
        yield Signal(severity, reason)


def _lower(place: Place | None) -> Message:
    share = tenths(place.above) if place is not None else None
    if share is None:
        return say("screening.under_mean", "lower than the mean of the grade")
    return say("screening.lower_than", "lower than {tenths} in ten of the grade", tenths=share)


def _failing(percent: float, line: float, settings: ScreeningSettings) -> Iterator[Signal]:
    usual = settings.failing_percent
    # The severer lines lie as far under a pass mark of the school's as under the usual one.
    scale = line / usual[0] if usual[0] else 1.0
    severity = sum(percent < scale * one for one in usual)
    if severity or percent < line + settings.near_percent:
        reason = say(
            "screening.failing", "marks of {percent} % on average", percent=f"{percent:.0f}"
        )
        yield Signal(severity, reason)


def _drop(drop: float, fall: float, settings: ScreeningSettings) -> Iterator[Signal]:
    severity = _severity(fall, settings.drop)
    if severity or fall >= settings.drop[0] - settings.near_ability:
        reason = say(
            "screening.fell",
            "the last exam fell {drop} standard deviations",
            drop=f"{drop:.2f}",
            plain=_FELL[max(severity, 1) - 1],
        )
        yield Signal(severity, reason)


def _missed(standing: Standing, settings: ScreeningSettings) -> Iterator[Signal]:
    missed, held = standing.absences, standing.held
    severity = _severity(missed, settings.missed)
    if severity or (missed and missed >= settings.missed[0] - 1):
        yield Signal(
            severity,
            say(
                "screening.missed_exams",
                "absent from {missed} of {held} exams",
                missed=missed,
                held=held,
            ),
        )
