"""The log of a term: of rows of one occasion the last counts, and all of them stay."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from exploring import examples
from pairing.model.records import Goal, HelpRecord, Review
from pairing.monitoring import TermLog
from terms import goal, record, small_term


def test_a_correction_takes_the_place_of_a_record_which_stays() -> None:
    school, _ = small_term()
    first = record("S001", date="2026-10-12", minutes=15, entered_at="2026-10-12T16:00")
    again = record("S001", date="2026-10-12", minutes=25, entered_at="2026-10-13T08:00")
    # Whatever the order of the file, what was entered later counts.
    for rows in ((first, again), (again, first)):
        log = TermLog(replace(school, records=rows))
        assert log.records == (again,)
        assert log.versions_of(again) == (first, again)


def test_what_is_entered_in_the_app_comes_after_the_tables() -> None:
    school, _ = small_term()
    first, again = (record("S001", date="2026-10-12", minutes=m) for m in (15, 25))
    log = TermLog(replace(school, records=(first,)), (again,))
    assert log.records_of["S001"] == (again,)
    assert log.records_by["T1"] == (again,)


def test_a_goal_of_two_stands_under_both_and_its_last_row_counts() -> None:
    school, _ = small_term()
    shared = goal("G1", "S001", with_id="S002")
    reached = goal("G1", "S001", with_id="S002", status="reached")
    log = TermLog(replace(school, goals=(shared,)))
    assert log.goals_of["S001"] == log.goals_of["S002"] == (shared,)
    assert log.open_goals("S002") == (shared,)
    later = TermLog(replace(school, goals=(shared,)), (reached,))
    assert later.goals == {"G1": reached}
    assert later.open_goals("S001") == ()


def test_who_helped_and_stands_in_no_table_is_named() -> None:
    school, _ = small_term()
    rows = (record("S001", by="T1"), record("S001", by="S002"), record("S001", by="T99"))
    assert TermLog(replace(school, records=rows)).strangers == ("T99",)


_OCCASION: dict[str, Any] = {
    "student": st.sampled_from(["S001", "S002"]),
    "by": st.sampled_from(["T1", "S002"]),
    "date": st.sampled_from(["2026-10-12", "2026-10-13"]),
    "minutes": st.integers(0, 90),
    "entered_at": st.sampled_from([None, "2026-10-13T08:00", "2026-10-14T08:00"]),
}


@examples(60)
@given(st.lists(st.builds(record, **_OCCASION), max_size=12), st.integers(0, 12))
def test_no_row_is_lost_and_one_of_each_occasion_counts(
    rows: list[HelpRecord], entered: int
) -> None:
    school, _ = small_term()
    log = TermLog(replace(school, records=tuple(rows[entered:])), tuple(rows[:entered]))
    assert {row.occasion for row in log.records} == {row.occasion for row in rows}
    assert len(log.records) == len({row.occasion for row in rows})
    kept = [row for one in log.records for row in log.versions_of(one)]
    assert sorted(map(str, kept)) == sorted(map(str, rows))
    assert not log.rows(Goal)
    assert not log.rows(Review)
