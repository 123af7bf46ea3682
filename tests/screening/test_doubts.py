"""What screening leaves out is told, one line a cause."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from builders import marks, one_class, student
from pairing.model.enums import Dimension, Missing, Source
from pairing.model.messages.message import Message
from pairing.model.records import Exam, Indicator, Score
from pairing.model.school import School
from pairing.screening import doubts, screen


def told(school: School) -> dict[str, Message]:
    return {one.code: one for one in doubts(screen(school))}


def sign(words: str, day: date = date(2026, 9, 9)) -> Indicator:
    return Indicator(
        student_id="S001",
        dimension=Dimension.PSYCHOLOGY,
        indicator=words,
        severity=3,
        source=Source.OBSERVATION,
        date=day,
    )


def with_scores(*rows: Score) -> School:
    school = one_class([80.0] * 12)
    return replace(school, scores=(*school.scores, *rows))


@pytest.mark.parametrize(
    ("missing", "code"),
    [
        (Missing.MISSED, "screening.marks_missed"),
        (Missing.EXCUSED, "screening.marks_excused"),
        (Missing.NOT_MARKED, "screening.marks_to_come"),
        (Missing.NOT_TAKEN, "screening.marks_not_taken"),
    ],
)
def test_the_four_missing_marks_are_told_apart(missing: Missing, code: str) -> None:
    (row,) = marks("S001", "physics", [None])
    found = told(with_scores(row.model_copy(update={"missing": missing})))
    assert {one for one in found if one.startswith("screening.marks")} == {code}
    assert found[code].facts["count"] == 1


def test_nothing_is_said_where_nothing_is_odd() -> None:
    assert told(one_class([80.0] * 12)) == {}


def test_too_few_to_compare_broad_lines_and_make_ups_are_told() -> None:
    assert told(one_class([80, 90]))["screening.too_few"].facts["count"] == 1
    broad = told(one_class([50.0] * 18 + [80.0] * 18))["screening.broad_line"]
    assert broad.facts["count"] == 1
    assert "50 %" in str(broad)
    few = told(one_class([50.0] * 6 + [80.0] * 6))
    assert few["screening.many_below"].facts["count"] == 1
    school = one_class([50.0] * 6 + [80.0] * 6)
    renamed = tuple(row.model_copy(update={"exam": "补考"}) for row in school.scores)
    assert set(told(replace(school, scores=renamed))) == {"screening.make_up"}


def test_a_bonus_and_an_exam_without_marks_are_told() -> None:
    assert told(one_class([105.0] + [80.0] * 11))["screening.bonus"].facts["count"] == 1
    school = replace(one_class([80.0] * 12), exams=(Exam(exam="nowhere"),))
    assert "nowhere" in str(told(school)["screening.exam_without_marks"])


def test_a_day_to_come_moves_nothing_and_is_told() -> None:
    school = one_class([80.0] * 12, indicators=[sign("cries"), sign("cries", date(2062, 9, 9))])
    found = told(school)["screening.later"]
    assert (found.facts["table"], found.facts["count"]) == ("indicators", 1)
    assert [need.need for need in screen(school).needs] == ["psychology"]
    # An earlier today makes more of them later.
    earlier = replace(school, on=date(2026, 9, 1))
    assert told(earlier)["screening.later"].facts["count"] in (1, 2)
    assert not screen(earlier).needs


def test_a_year_long_past_is_told() -> None:
    school = one_class([80.0] * 12, indicators=[sign("cries"), sign("cries", date(1926, 9, 9))])
    found = told(school)["screening.long_past"]
    assert (found.facts["table"], found.facts["count"]) == ("indicators", 1)
    assert "1926-09-09" in str(found)
    old = tuple(row.model_copy(update={"date": date(1926, 9, 9)}) for row in school.scores[:1])
    marked = replace(school, scores=(*old, *school.scores[1:]), indicators=())
    assert told(marked)["screening.long_past"].facts["table"] == "scores"


@pytest.mark.parametrize("words", ["no longer trusts T02", "信任 王芳芳", "不再信任 T02"])
def test_free_text_is_a_sign_and_never_a_wish(words: str) -> None:
    school = one_class([80.0] * 12, indicators=[sign(words)])
    assert "screening.no_wish" in told(school)
    assert [need.severity for need in screen(school).needs] == [3]


def test_of_many_cases_five_are_named() -> None:
    people = [student(number) for number in range(1, 13)]
    signs = [sign("trusts T1").model_copy(update={"student_id": one.student_id}) for one in people]
    text = str(told(one_class([80.0] * 12, people=people, indicators=signs))["screening.no_wish"])
    assert text.count("Name ") == 5
    assert "7 more" in text
