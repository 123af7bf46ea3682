"""Parts of periods, on random bells, judged minute by minute without the code that makes them."""

from __future__ import annotations

import datetime
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from pairing.instances.agenda.times.parts import parts_of
from pairing.instances.agenda.times.slots import Slot, hurried_of, overlaps_of
from pairing.model.enums import PeriodKind, SessionKind
from pairing.model.records import Period
from pairing.model.settings import KindSettings, SessionSettings

_DAY = datetime.date(2026, 10, 5)


def _minute(time: datetime.time) -> int:
    return 60 * time.hour + time.minute


def _period(begin: int, length: int) -> Period:
    start, end = (datetime.time(*divmod(at, 60)) for at in (begin, begin + length))
    return Period(period_id="L1", weekday=1, start=start, end=end, kind=PeriodKind.LUNCH)


def _settings(lengths: list[int], between: int, *, part: bool) -> SessionSettings:
    kinds = dict(zip(SessionKind, lengths, strict=False))
    own = {
        kind: KindSettings(minutes=minutes, periods=(PeriodKind.LUNCH,), part=part)
        for kind, minutes in kinds.items()
    }
    return SessionSettings(enabled=tuple(kinds), between_minutes=between, kinds=own)


_LENGTHS = st.lists(st.integers(5, 60), min_size=1, max_size=3)


@given(st.integers(0, 1300), st.integers(5, 120), _LENGTHS, st.integers(0, 20))
def test_parts_lie_in_their_period_and_beside_each_other(
    begin: int, length: int, lengths: list[int], between: int
) -> None:
    found = parts_of(_settings(lengths, between, part=True), _period(begin, length))
    assert set(found) == {minutes for minutes in lengths if minutes < length}
    for minutes, parts in found.items():
        taken: set[int] = set()
        assert parts
        for start, end in parts:
            own = set(range(_minute(start), _minute(end)))
            assert len(own) == minutes
            assert own <= set(range(begin, begin + length))
            near = set(range(_minute(start) - between, _minute(end) + between))
            assert not near & taken
            taken |= own


@given(_LENGTHS)
def test_kinds_of_whole_periods_have_no_parts(lengths: list[int]) -> None:
    assert not parts_of(_settings(lengths, 0, part=False), _period(720, 120))


@given(st.integers(5, 120), _LENGTHS, st.integers(0, 20))
def test_nobody_is_in_two_parts_with_less_between_them_than_is_said(
    length: int, lengths: list[int], between: int
) -> None:
    by_minutes = parts_of(_settings(lengths, between, part=True), _period(720, length))
    times = {one for parts in by_minutes.values() for one in parts}
    slots = [Slot(_DAY, _period(720, length), one) for one in sorted(times)]
    apart = {
        frozenset(two)
        for overlap in (*overlaps_of(slots), *hurried_of(slots, between))
        for two in combinations(overlap.tolist(), 2)
    }
    for one, other in combinations(range(len(slots)), 2):
        first, last = slots[one], slots[other]
        gap = max(
            _minute(first.start) - _minute(last.end), _minute(last.start) - _minute(first.end)
        )
        assert (frozenset((one, other)) in apart) is (gap < 0 or gap < between)
