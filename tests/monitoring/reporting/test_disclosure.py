"""What is kept back: nobody can narrow a small count down, whatever sums they know."""

from __future__ import annotations

from itertools import product

from hypothesis import example, given
from hypothesis import strategies as st

from exploring import examples
from pairing.model.messages.message import say
from pairing.monitoring.reporting.disclosure import guarded
from pairing.monitoring.reporting.tables import ALL, Column, Key, Shown, Tally, Withheld

LEAST = 3
_MOST = 10
"""Hidden counts are tried up to this: more of them would only widen what is possible."""


def tally(rows: list[list[int]], code: str = "t", of: str = "all") -> Tally:
    """A table of these counts, one way to part each row."""
    title = say("text", "")
    return Tally(
        code,
        title,
        title,
        of,
        tuple((str(number), title) for number in range(len(rows))),
        (tuple(Column(f"{code}{number}", title) for number in range(len(rows[0]))),),
        {
            (str(line), f"{code}{column}"): value
            for line, row in enumerate(rows)
            for column, value in enumerate(row)
        },
    )


def told(table: Tally) -> dict[Key, Shown]:
    return guarded(dict(table.values()), table.relations(), LEAST)


def _choices(shown: Shown) -> range:
    match shown:
        case Withheld.SMALL:
            return range(LEAST)
        case Withheld.PROTECTS:
            return range(LEAST, _MOST)
    return range(int(shown), int(shown) + 1)


def possible(shown: dict[Key, Shown], table: Tally) -> dict[Key, set[int]]:
    """Every value that each count may have, by what is shown: all tables are tried."""
    rows = [row for row, _ in table.rows]
    columns = [column.key for column in table.splits[0]]
    inner = [(row, column) for row in rows for column in columns]
    found: dict[Key, set[int]] = {key: set() for key in shown}
    for values in product(*(_choices(shown[table.key(*cell)]) for cell in inner)):
        grid = dict(zip(inner, values, strict=True))
        full = {table.key(*cell): value for cell, value in grid.items()}
        for row in rows:
            full[table.key(row, ALL)] = sum(grid[row, column] for column in columns)
        for column in columns:
            full[table.key(ALL, column)] = sum(grid[row, column] for row in rows)
        full[table.key(ALL, ALL)] = sum(values)
        if all(_may_be(shown[key], value) for key, value in full.items()):
            for key, value in full.items():
                found[key].add(value)
    return found


def _may_be(shown: Shown, value: int) -> bool:
    match shown:
        case Withheld.SMALL:
            return value < LEAST
        case Withheld.PROTECTS:
            return value >= LEAST
    return value == shown


@examples(60)
@given(st.lists(st.lists(st.integers(0, 6), min_size=2, max_size=2), min_size=1, max_size=3))
@example([[1, 1], [2, 2]])
def test_no_small_count_can_be_worked_out(rows: list[list[int]]) -> None:
    table = tally(rows)
    counts, shown = dict(table.values()), told(table)
    for key, value in counts.items():
        assert (shown[key] is Withheld.SMALL) == (value < LEAST)
        assert shown[key] in (value, Withheld.SMALL, Withheld.PROTECTS)
    # Where nearly all are small the marks alone say what they are, whatever else is kept back.
    marks: dict[Key, Shown] = {
        key: Withheld.SMALL if value < LEAST else Withheld.PROTECTS for key, value in counts.items()
    }
    by_marks = possible(marks, table)
    for key, values in possible(shown, table).items():
        if shown[key] is Withheld.SMALL:
            assert len(values) > 1 or len(by_marks[key]) == 1, (key, shown)


def test_a_total_that_gives_a_small_count_away_is_kept_back_with_another() -> None:
    table = tally([[1, 5], [6, 7]])
    shown = told(table)
    assert shown["t", "0", "t0"] is Withheld.SMALL
    # One more of its row and one of its column, and what ties those two.
    assert possible(shown, table)["t", "0", "t0"] == {0, 1, 2}
    kept_back = [key for key, one in shown.items() if one is Withheld.PROTECTS]
    assert 2 <= len(kept_back) <= 3


def test_where_nothing_is_small_everything_is_told() -> None:
    table = tally([[3, 20], [30, 40]])
    assert told(table) == dict(table.values())


def test_none_is_as_small_as_one() -> None:
    assert told(tally([[0, 9], [5, 7]]))["t", "0", "t0"] is Withheld.SMALL


def test_tables_with_the_same_totals_do_not_give_each_other_away() -> None:
    one, other = tally([[8, 9], [7, 6]]), tally([[2, 15], [6, 7]], code="u")
    counts = {**dict(one.values()), **dict(other.values())}
    shown = guarded(counts, [*one.relations(), *other.relations()], LEAST)
    # The totals of the first table can be added up, so those of the second hide nothing.
    assert shown["u", "0", "u0"] is Withheld.SMALL
    row = shown["u", "0", "u1"]
    assert row is Withheld.PROTECTS or (
        shown["all", "0"] is Withheld.PROTECTS
        and Withheld.PROTECTS in (shown["t", "0", "t0"], shown["t", "0", "t1"])
    )
