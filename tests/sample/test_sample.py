"""The made-up school: sound at every size, the same for a seed, and as real as promised."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from pairing import read_school
from pairing.language import LANGUAGES
from pairing.model.enums import Dimension
from pairing.model.records import TABLES
from pairing.model.school import School
from pairing.planning.parts.timetable.odd_lessons import odd_lessons
from pairing.rules.core.book import RuleBook
from pairing.sample import make_sample, sample_folder, write_samples
from pairing.screening import screen


@pytest.mark.parametrize(
    ("classes", "students"), [(1, 1), (1, 2), (1, 9), (2, 8), (3, 30), (5, 56), (30, 5)]
)
def test_sound_at_every_size(classes: int, students: int) -> None:
    for seed in range(3):
        school = make_sample(classes, students, seed).school()
        assert len(school.students) == classes * students
        assert RuleBook.of(school).rules


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_committed_samples_are_what_the_generator_makes(language: str) -> None:
    committed = read_school(sample_folder(language))
    made = make_sample(4, 42, 7, language, mixed=True).school()
    for kind in TABLES:
        assert committed.table(kind.table) == made.table(kind.table)
    assert committed.rules == made.rules
    assert committed.notes == ()


def test_about_fifteen_per_cent_need_help_over_all_dimensions() -> None:
    schools = [make_sample(8, 45, seed).school() for seed in range(3)]
    shares = [len(screen(school).needs_of) / len(school.students) for school in schools]
    assert 0.12 <= float(np.mean(shares)) <= 0.20
    for school in schools:
        assert {row.dimension for row in school.indicators} == set(Dimension)


def test_subjects_correlate(sample: School) -> None:
    ids = list(sample.student)
    table = np.array(
        [[sample.ability(one, subject) or 0.0 for one in ids] for subject in sample.subjects]
    )
    correlations = np.corrcoef(table)[np.triu_indices(len(table), 1)]
    assert 0.3 < float(correlations.mean()) < 0.8


def test_the_timetable_has_no_clash_and_every_subject(sample: School) -> None:
    assert not list(odd_lessons(sample))
    for class_id in sample.class_:
        own = [row for row in sample.timetable if row.class_id == class_id]
        assert {row.subject for row in own} == set(sample.subjects)
        assert len({row.period_id for row in own}) == 34


def test_the_timetable_is_as_timetables_are(sample: School) -> None:
    """Halves, weeks in turn, a lesson of two teachers, and days out of the ordinary."""
    halves = [sample.set_members[row.set_id] for row in sample.sets]
    assert sorted(one.student_id for half in halves for one in half) == [
        one.student_id for one in sample.members["7A"]
    ]
    assert {row.weeks for row in sample.timetable} == {None, "odd", "even"}
    whole = [row for row in sample.timetable if row.set_id is None and row.weeks is None]
    shared = Counter((row.class_id, row.period_id, row.subject) for row in whole)
    assert sorted(shared.values())[-2:] == [1, 2]
    assert {row.kind for row in sample.calendar} == {"holiday", "swapped", "half_day"}


def test_rooms_are_of_three_kinds_with_unusable_seats(sample: School) -> None:
    for class_id in sample.class_:
        layout_id = sample.class_[class_id].layout_id
        rows = [seat for seat in sample.layouts if seat.layout_id == layout_id]
        assert any(seat.usable == "no" for seat in rows)
    sizes = {
        max(np.bincount(np.unique([s.desk for s in room.seats], return_inverse=True)[1]))
        for room in sample.rooms.values()
    }
    assert sizes >= {2, 6}


def test_a_county_is_written_school_by_school(tmp_path: Path) -> None:
    done: list[int] = []
    write_samples(tmp_path, schools=3, classes=1, students=6, seed=4, told=done.append)
    assert done == [1, 2, 3]
    schools = [read_school(folder) for folder in sorted(tmp_path.iterdir())]
    assert all(one.students != other.students for one, other in pairwise(schools))
