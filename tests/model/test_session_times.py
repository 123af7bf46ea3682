"""Times of sessions: minutes between them, and the end of the day."""

from __future__ import annotations

import datetime

import pytest

from pairing.model.session_times import later_by, minutes_of


@pytest.mark.parametrize("minutes", [0, 1, 15, 60, 719])
def test_later_by_so_many_minutes(minutes: int) -> None:
    start = datetime.time(12, 0)
    assert minutes_of(start, later_by(start, minutes)) == minutes


def test_no_session_runs_into_the_next_day() -> None:
    assert later_by(datetime.time(23, 50), 20) == datetime.time.max
