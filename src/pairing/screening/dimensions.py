"""Signals of need in a dimension of life, from indicators and who reported them.

One mild sign from one side is near the line; a marked one, or a mild one that a
second source bears out, is beyond it. A second source raises the severity by one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pairing.model.messages.message import say, say_count, word
from pairing.model.records import Indicator
from pairing.screening.subjects import Signal

__all__ = ["dimension_signals"]

_WORST = 3


def dimension_signals(indicators: Sequence[Indicator]) -> Iterator[Signal]:
    """The signals of one student's current indicators in one dimension."""
    if not indicators:
        return
    sources = {indicator.source for indicator in indicators}
    worst = max(indicator.severity for indicator in indicators)
    corroborated = len(sources) > 1
    severity = min(_WORST, worst + corroborated) if corroborated or worst > 1 else 0
    for indicator in sorted(indicators, key=lambda row: (-row.severity, row.date, row.indicator)):
        reason = say(
            "screening.indicator",
            "{indicator} ({source}, {date})",
            indicator=indicator.indicator,
            source=word(indicator.source.value.replace("_", " ")),
            date=indicator.date.isoformat(),
        )
        yield Signal(severity, reason)
    if corroborated:
        yield Signal(
            severity,
            say_count(
                "screening.corroborated",
                "borne out by {count} source",
                "borne out by {count} sources",
                len(sources),
            ),
        )
