"""The words of schools: tables and sheets read each of them, and alike."""

from __future__ import annotations

import pytest

from pairing.io.sheets.recognising.words import roles_of, weekday_of
from pairing.io.vocabulary.school_words import DUTIES, WEEKDAY_SIGNS, WEEKDAYS
from pairing.io.vocabulary.values import value_name

_DUTIES = [(word, role) for role, words in DUTIES.items() for word in (role, *words.split())]
_DAYS = [(word, day) for day, words in WEEKDAYS.items() for word in words.split()]


@pytest.mark.parametrize(("word", "role"), _DUTIES)
def test_a_duty_is_read_by_tables_and_by_sheets(word: str, role: str) -> None:
    assert value_name("roles", word) == role
    assert roles_of(word) == ((role,), ())


@pytest.mark.parametrize(("word", "day"), _DAYS)
def test_a_day_is_read_by_tables_and_by_sheets(word: str, day: int) -> None:
    assert value_name("weekday", word) == str(day)
    assert weekday_of(word) == day
    assert weekday_of(word.upper()) == day


def test_a_sign_is_a_day_only_where_days_stand() -> None:
    for number, signs in enumerate(WEEKDAY_SIGNS, 1):
        for sign in signs:
            assert value_name("weekday", sign) == str(number)
            assert weekday_of(sign) is None
