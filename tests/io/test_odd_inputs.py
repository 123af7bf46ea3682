"""Whatever an input holds, reading and planning it end in a school or in faults in words."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exploring import examples
from odd_inputs import ODDITIES, Oddity, odd_dates
from pairing.io import read_school
from pairing.model.messages.fault import InputError
from pairing.model.school import School
from pairing.planning import make_plan


def told(path: Path) -> School | None:
    """The school, None where there are faults; anything else that is raised is a bug."""
    try:
        school = read_school(path)
    except InputError as error:
        assert error.faults
        assert all(str(fault) and "\0" not in str(fault) for fault in error.faults)
        return None
    assert all(map(str, school.notes))
    return school


@pytest.mark.parametrize("oddity", ODDITIES, ids=lambda one: one.__name__)
@examples(25)
@given(seed=st.integers(0, 2**32))
def test_reading_ends_in_a_school_or_in_words(oddity: Oddity, seed: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        told(oddity(Path(folder) / "input", random.Random(seed)))


@examples(10)
@given(seed=st.integers(0, 2**32))
def test_dates_at_the_ends_of_time_are_planned_or_refused(seed: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        school = told(odd_dates(Path(folder) / "input", random.Random(seed)))
        if school is not None:
            make_plan(school, only=["needs", "mentors", "sessions"])
