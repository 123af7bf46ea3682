"""Subjects and ids that look alike are told, and nothing else is."""

from __future__ import annotations

from dataclasses import replace

from builders import one_class, student
from pairing.screening.look_alikes import look_alikes


def test_a_subject_in_several_ways_is_told_once() -> None:
    school = one_class([60.0] * 6)
    ways = ("Maths", "maths", "ｍaths", "maths", "English", "maths")
    scores = tuple(
        row.model_copy(update={"subject": subject})
        for row, subject in zip(school.scores, ways, strict=False)
    )
    (told,) = look_alikes(replace(school, scores=scores))
    assert told.code == "screening.subjects_alike"
    assert told.facts["count"] == 1
    assert all(way in str(told) for way in ("Maths", "maths", "ｍaths"))


def test_ids_that_look_alike_are_told() -> None:
    people = [
        student(n).model_copy(update={"student_id": one})
        for n, one in enumerate(("a1", "A1", "a\u200b1", "b1"), 1)
    ]
    (told,) = look_alikes(one_class([60.0] * 4, people=people))
    assert (told.code, told.facts["count"]) == ("screening.ids_alike", 1)


def test_of_a_school_that_is_written_well_nothing_is_told() -> None:
    assert not list(look_alikes(one_class([60.0] * 6)))
