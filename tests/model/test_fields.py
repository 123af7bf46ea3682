"""Dates and times as people write them."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from exploring import examples
from pairing.model.fields import Day, TimeOfDay, read_day
from pairing.model.messages.validation import expected_of


class One(BaseModel):
    day: Day | None = None
    at: TimeOfDay | None = None


def code(**cell: object) -> str:
    with pytest.raises(ValidationError) as caught:
        One.model_validate(cell)
    return expected_of(caught.value.errors()[0], One).code


@examples(60)
@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)))
def test_every_form_of_a_date_says_the_same_day(day: date) -> None:
    forms = (
        f"{day:%Y-%m-%d}",
        f"{day:%Y%m%d}",
        f"{day.year:04}/{day.month}/{day.day}",
        f"{day.year:04}.{day.month}.{day.day}",
        f"{day.year:04}年{day.month}月{day.day}日",
        f"{day.year:04}-{day.month}-{day.day}",
        f" {day.isoformat()}T08:00:00 ",
        f"{day.isoformat()} 00:00:00",
    )
    assert {read_day(form) for form in forms} == {day}
    # Whatever is planned from it has room.
    assert day + timedelta(weeks=60)


@pytest.mark.parametrize("text", ["30/09/2026", "03/04/2026", "3-4-2026", "30.9.26", "1/2/26"])
def test_day_and_month_that_could_be_swapped_are_asked_about(text: str) -> None:
    assert code(day=text) == "expected.date_order"


@pytest.mark.parametrize("text", ["9999-12-31", "9998-01-01", "0001-01-01", "22010101"])
def test_years_far_off_are_faults(text: str) -> None:
    assert code(day=text) == "expected.year"
    assert code(day=date.fromisoformat(text)) == "expected.year"


@pytest.mark.parametrize(
    "text", ["2026-02-30", "2026-09-30x", "2026-13-01", "soon", "2026/9", "2026-09-3０1"]
)
def test_what_is_no_date_is_told(text: str) -> None:
    assert code(day=text) == "expected.date"


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("08:45", time(8, 45)),
        ("8:45", time(8, 45)),
        ("08.45", time(8, 45)),
        ("0845", time(8, 45)),
        ("08：45", time(8, 45)),
        ("8时45分", time(8, 45)),
        ("08:45:30", time(8, 45, 30)),
        ("08:45:00.000", time(8, 45)),
    ],
)
def test_times(text: str, at: time) -> None:
    assert One(at=text).at == at


@pytest.mark.parametrize("text", ["08:00+01:00", "08:00Z", "0800-0530"])
def test_a_time_has_no_zone(text: str) -> None:
    assert code(at=text) == "expected.no_zone"


@pytest.mark.parametrize("text", ["8.5", "24:00", "08:60", "8", "8 o'clock", "8:5"])
def test_what_is_no_time_is_told(text: str) -> None:
    assert code(at=text) == "expected.time"
