"""Many faults of one kind are one fault with its rows."""

from __future__ import annotations

import pickle

from pairing.model.messages.expected import DATE, DATE_ORDER, TIME
from pairing.model.messages.fault import Fault, InputError, merged


def bad_dates(count: int, hint: str = "") -> list[Fault]:
    return [Fault("scores", row, "date", f"x{row}", DATE, hint) for row in range(2, count + 2)]


def test_a_few_stay_each_with_its_own_row_and_value() -> None:
    few = bad_dates(5)
    assert merged(few) == tuple(few)


def test_many_are_one_with_all_rows_and_the_first_value() -> None:
    (one,) = merged(bad_dates(450))
    assert (one.table, one.row, one.column, one.value, one.code) == (
        "scores",
        2,
        "date",
        "x2",
        "expected.date",
    )
    assert one.count == 450
    assert one.rows == tuple(range(2, 452))
    assert one.first_rows == "2, 3, 4, 5, 6 + 445"


def test_kinds_columns_and_tables_stay_apart_and_in_order() -> None:
    times = [Fault("periods", row, "start", "?", TIME) for row in range(2, 12)]
    ends = [Fault("periods", row, "end", "?", TIME) for row in range(2, 12)]
    mixed = [one for three in zip(bad_dates(10), times, ends, strict=True) for one in three]
    assert [(one.table, one.column, one.count) for one in merged(mixed)] == [
        ("scores", "date", 10),
        ("periods", "start", 10),
        ("periods", "end", 10),
    ]


def test_what_is_asked_of_a_column_is_asked_once() -> None:
    (one,) = merged([Fault("scores", row, "date", "03/04/2026", DATE_ORDER) for row in (2, 5)])
    assert one.rows == (2, 5)


def test_a_hint_is_kept_where_it_holds_for_all() -> None:
    assert merged(bad_dates(9, "a"))[0].suggestion == "a"
    assert merged([*bad_dates(5, "a"), *bad_dates(5, "b")])[0].suggestion == ""


def test_an_error_merges_once_and_survives_a_copy() -> None:
    error = InputError(bad_dates(20))
    assert len(error.faults) == 1
    assert pickle.loads(pickle.dumps(error)).faults == error.faults
    assert InputError(error.faults).faults == error.faults
