from __future__ import annotations

from builders import entry
from rules.sessions.judging import amounts, session
from timetables import timetabled


def test_counts_a_teachers_late_sessions_beyond_the_free_ones() -> None:
    late = [session(day, "E", student="S001") for day in range(4)]
    school = timetabled(2)
    assert amounts(school, "even_evenings", *late[:3]) == []
    assert amounts(school, "even_evenings", *late) == [-1]
    assert amounts(school, "even_evenings", *late[:3], session(3, "U")) == []
    strict = timetabled(2, rules=[entry("even_evenings", most=1)])
    assert amounts(strict, "even_evenings", *late) == [-3]
