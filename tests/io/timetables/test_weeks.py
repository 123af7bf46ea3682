"""Weeks from masks, days and the words of cells."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from pairing.io.timetables.weeks import of_cycle, of_dates, of_numbers, weeks_said


@pytest.mark.parametrize(
    ("word", "weeks"),
    [
        ("单", "odd"),
        ("(双)", "even"),
        ("单周：", "odd"),
        ("雙週", "even"),
        ("odd", "odd"),
        ("even weeks", "even"),
        ("1-8周", "1-8"),
        ("第1－8周", "1-8"),
        ("第3,5周", "3;5"),
        ("1-8周,11周", "1-8;11"),
        ("1-6周(单)", "1;3;5"),
        ("（1-6双周）", "2;4;6"),
        ("weeks 1-8;11", "1-8;11"),
        ("302", None),
        ("1-8", None),
        ("周", None),
        ("99周", None),
        ("8-1周", None),
        ("物理", None),
        ("", None),
    ],
)
def test_words(word: str, weeks: str | None) -> None:
    assert weeks_said(word) == weeks


def test_numbers() -> None:
    assert of_numbers([1, 2, 3, 8, 5, 6]) == "1-3;5-6;8"
    assert of_numbers([]) == ""


def test_cycles() -> None:
    assert [of_cycle(mask) for mask in ("1", "11", "10", "01")] == ["", "", "odd", "even"]
    assert of_cycle("10", "even") == "even"
    assert of_cycle("010").startswith("2;5;8;")


def test_days() -> None:
    first = date(2026, 9, 7)
    every = [first + timedelta(weeks=week) for week in range(10) if week != 3]
    assert of_dates(every, every, first, every) == "", "a holiday of all is none of its own"
    assert of_dates(every[:2], every, first, every) == "1-2"
    odd = [day for day in every if ((day - first).days // 7) % 2 == 0]
    assert of_dates(odd, every, first, every) == "odd"
    assert of_dates(odd, every, first - timedelta(weeks=1), every) == "even"
    assert of_dates(odd[1:], every, first, every) == "3;5;7;9"


def weekly(*numbers: int) -> list[date]:
    return [date(2026, 9, 7) + timedelta(weeks=number - 1) for number in numbers]


@pytest.mark.parametrize(
    ("own", "day", "span", "weeks"),
    [
        # On that day the file has this lesson alone: the others tell which weeks there are.
        ((1, 3, 5, 7), (1, 3, 5, 7), range(1, 9), "odd"),
        ((2, 4, 6), (2, 4, 6), range(1, 8), "even"),
        ((1, 3, 7), (1, 3, 7), range(1, 9), "odd"),
        ((1, 3), (1, 3), range(1, 13), "1;3"),
        ((4,), (4,), range(1, 9), "4"),
        ((1, 2, 3), (1, 2, 3), range(1, 13), "1-3"),
        # A free day or two that all lessons of it have are of the school.
        ((1, 2, 4, 5, 6), (1, 2, 4, 5, 6), range(1, 7), ""),
        ((1, 3, 7, 9), (1, 2, 3, 4, 6, 7, 8, 9), range(1, 10), "odd"),
        ((3,), (3,), (3,), ""),
        ((-9,), (-9,), range(-9, 9), None),
        ((70,), (70,), range(1, 71), None),
    ],
)
def test_days_beside_all_of_the_file(
    own: tuple[int, ...], day: tuple[int, ...], span: Sequence[int], weeks: str | None
) -> None:
    assert of_dates(weekly(*own), weekly(*day), date(2026, 9, 9), weekly(*span)) == weeks
