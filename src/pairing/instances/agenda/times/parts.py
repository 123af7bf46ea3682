"""Parts of periods: where the kinds of session may be that take a part of a period.

A period has one grid, by the shortest of the kinds that it may have parts of: so many cells as fit
one after another, with the minutes between. A longer kind takes as many cells as it needs, and
begins where a cell begins: its parts stand beside each other too. So each length has as many
parts as fit, and a period has few.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence

from pairing.instances.agenda.times.slots import Slot, slot_order
from pairing.model.plan import Session
from pairing.model.records import Period
from pairing.model.school import School
from pairing.model.session_times import Times, later_by, minutes_of, takes_part, times_of
from pairing.model.settings import SessionSettings

__all__ = ["parts_of", "with_parts", "with_times"]


def parts_of(settings: SessionSettings, period: Period) -> Mapping[int, tuple[Times, ...]]:
    """The parts of a period, by their minutes; none where no kind takes a part of it."""
    length = minutes_of(period.start, period.end)
    kinds = [settings.of(kind) for kind in settings.enabled]
    lengths = sorted(
        {
            own.minutes
            for own in kinds
            if own.part
            and own.minutes < length
            and period.kind in own.periods
            and period.weekday in own.weekdays
        }
    )
    if not lengths:
        return {}
    between = settings.between_minutes
    cell = lengths[0] + between
    found = {}
    for minutes in lengths:
        # A whole number of cells, so that it leaves the grid to whoever follows.
        step = -(-(minutes + between) // cell) * cell
        begins = range(0, length - minutes + 1, step)
        found[minutes] = tuple(
            (later_by(period.start, first), later_by(period.start, first + minutes))
            for first in begins
        )
    return found


def with_parts(school: School, slots: Iterable[Slot]) -> tuple[Slot, ...]:
    """Slots of whole periods, and the parts of each beside it, in the order of time."""
    settings = school.session_settings
    whole = tuple(slots)
    parts: dict[str, tuple[Times, ...]] = {}
    found = list(whole)
    for slot in whole:
        key = slot.period.period_id
        if key not in parts:
            by_minutes = parts_of(settings, slot.period)
            parts[key] = tuple(one for own in by_minutes.values() for one in own)
        found += (Slot(slot.date, slot.period, one) for one in parts[key])
    return tuple(sorted(found, key=slot_order)) if len(found) > len(whole) else whole


def with_times(school: School, slots: Sequence[Slot], rows: Iterable[Session]) -> tuple[Slot, ...]:
    """The slots, and those parts of their periods that sessions of a plan take besides.

    Plans come from elsewhere too, or from before the minutes of a kind were changed.
    """
    known = {(slot.date, slot.period.period_id, slot.start, slot.end) for slot in slots}
    whole: dict[tuple[datetime.date, str], Slot] = {
        (slot.date, slot.period.period_id): slot for slot in slots if slot.part is None
    }
    found: dict[Slot, None] = {}
    for row in rows:
        own = whole.get((row.date, row.period_id))
        if own is None or row.start is None or not takes_part(school, row):
            continue
        times = times_of(school, row)
        if times is None or (row.date, row.period_id, *times) in known:
            continue
        if own.start <= times[0] < times[1] <= own.end:
            found[Slot(row.date, own.period, times)] = None
    return tuple(sorted((*slots, *found), key=slot_order)) if found else tuple(slots)
