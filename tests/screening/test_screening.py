"""Screening: every line, the people's decisions, and that nobody is left out."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given

from builders import marks, odd_tables, one_class, student
from exploring import examples
from pairing.model.enums import Cause, Dimension, Ruling, Source
from pairing.model.messages.fault import InputError
from pairing.model.records import ClassRecord, Decision, Indicator, Record
from pairing.model.school import School
from pairing.model.settings import RuleEntry
from pairing.screening import Findings, screen


def sign(dimension: Dimension, severity: int, source: Source, day: date | None = None) -> Indicator:
    return Indicator(
        student_id="S001",
        dimension=dimension,
        indicator="a sign",
        severity=severity,
        source=source,
        date=day or date(2026, 10, 1),
    )


def found(findings: Findings) -> dict[str, int]:
    return {need.need: need.severity for need in findings.needs if need.student_id == "S001"}


@pytest.mark.parametrize(
    ("signs", "severity"),
    [
        ([(1, Source.OBSERVATION)], None),
        ([(2, Source.OBSERVATION)], 2),
        ([(3, Source.OBSERVATION)], 3),
        ([(1, Source.OBSERVATION), (1, Source.PARENT)], 2),
        ([(2, Source.OBSERVATION), (1, Source.PARENT)], 3),
        ([(3, Source.OBSERVATION), (3, Source.PARENT)], 3),
        ([(1, Source.PARENT), (1, Source.PARENT)], None),
    ],
)
def test_a_second_source_counts_more(signs: list[tuple[int, Source]], severity: int | None) -> None:
    rows = [sign(Dimension.FAMILY, level, source) for level, source in signs]
    findings = screen(one_class([80, 80], indicators=rows))
    assert found(findings).get("family") == severity
    assert bool(findings.near_line) == (severity is None)


def test_old_signs_rest() -> None:
    old = sign(Dimension.FAMILY, 3, Source.PARENT, date(2024, 1, 1))
    assert not screen(one_class([80, 80], indicators=[old])).needs


@pytest.mark.parametrize(
    ("mark", "severity"), [(64.9, 0), (60, 0), (59.9, 1), (44.9, 2), (29.9, 3)]
)
def test_failing_marks(mark: float, severity: int) -> None:
    findings = screen(one_class([mark, mark]))
    assert found(findings).get("maths", 0) == severity
    assert bool(findings.near_line) == (severity == 0)


def _everyone_else_at(levels: list[float | None]) -> list[object]:
    return [row for n in range(2, 12) for row in marks(f"S{n:03}", "maths", levels)]


def _school(own: list[float | None], others: list[float | None]) -> School:
    people = [student(n) for n in range(1, 12)]
    rows: list[Record] = [*marks("S001", "maths", own)]
    for number, one in enumerate(people[1:]):
        shifted = [level and level + (number % 2) * 10 for level in others]
        rows += marks(one.student_id, "maths", shifted)
    classes = [ClassRecord(class_id="7A", grade="7")]
    return School.of({"students": people, "classes": classes, "scores": rows})


def test_a_sudden_drop_and_missed_exams_are_needs() -> None:
    falling = screen(_school([95, 95, 70], [80, 80, 80]))
    assert found(falling)["maths"] == 3
    # From one exam to the next half of a fall is chance.
    twice = [_school([95, 95, 85], [80, 80, 80]), _school([95, 85], [80, 80])]
    assert [found(screen(one)).get("maths") for one in twice] == [1, None]
    absent = screen(_school([80, None, None], [80, 80, 80]))
    assert found(absent) == {"maths": 1}
    assert str(absent.needs[0].reasons[0]) == "absent from 2 of 3 exams"


def test_reasons_never_begin_like_a_formula(outcome: object) -> None:
    findings = screen(_school([10, 20, 5], [80, 80, 80]))
    for need in findings.needs:
        for reason in need.reasons:
            assert not str(reason).startswith(("=", "+", "-", "@"))


def decision(need: str, ruling: Ruling, by: str = "Ms Li") -> Decision:
    return Decision(student_id="S001", need=need, ruling=ruling, by=by, at=date(2026, 10, 2))


def test_a_person_decides_what_is_near_the_line_and_beyond_it() -> None:
    near = one_class([62, 62])
    confirmed = screen(near.with_decision(decision("maths", Ruling.CONFIRMED)))
    assert found(confirmed) == {"maths": 1}
    assert confirmed.needs[0].confirmed_by == "Ms Li"
    failing = one_class([50, 90]).with_decision(decision("maths", Ruling.DISMISSED))
    dismissed = screen(failing)
    assert not found(dismissed)
    assert [row.by for _, row in dismissed.dismissed] == ["Ms Li"]


def test_the_last_decision_counts_and_none_is_lost() -> None:
    school = one_class([50, 90]).with_decision(decision("maths", Ruling.DISMISSED))
    school = school.with_decision(decision("maths", Ruling.CONFIRMED, "Mr Wang"))
    assert found(screen(school)) == {"maths": 1}
    assert [row.by for row in school.decisions] == ["Ms Li", "Mr Wang"]


def test_a_person_may_confirm_what_no_table_shows() -> None:
    school = one_class([80, 80]).with_decision(decision("safety", Ruling.CONFIRMED))
    assert found(screen(school)) == {"safety": 1}


def test_why_a_person_confirmed_it_is_among_the_reasons() -> None:
    why = decision("safety", Ruling.CONFIRMED).model_copy(update={"note": "told me so"})
    (need,) = screen(one_class([80, 80]).with_decision(why)).needs
    assert [reason.facts.get("note") for reason in need.reasons] == ["told me so"]


def test_causes_are_read_from_what_else_is_known() -> None:
    signs = [sign(Dimension.FAMILY, 2, Source.PARENT)]
    findings = screen(one_class([50, 90], indicators=signs))
    causes = {need.need: need.causes for need in findings.needs}
    assert causes == {"maths": (Cause.FAMILY,), "family": (Cause.FAMILY,)}


@examples(150)
@given(odd_tables())
def test_nobody_who_crosses_a_line_is_left_out(
    given_: tuple[dict[str, list[Record]], list[RuleEntry]],
) -> None:
    """The lines drawn once more, from the tables alone."""
    try:
        school = School.of(given_[0])
    except InputError:
        return
    findings = screen(school)
    told = {(need.student_id, need.need) for need in findings.needs}
    lines = school.screening
    for (student_id, subject), standing in school.standing.items():
        crossed = (
            (standing.compared is not None and standing.compared <= lines.low_ability[0])
            or (standing.passing is not None and standing.passing < lines.failing_percent[0])
            or (standing.fall is not None and standing.fall >= lines.drop[0])
            or standing.absences >= lines.missed[0]
        )
        assert crossed == ((student_id, subject) in told)
    for one in school.students:
        for dimension in Dimension:
            signs = [
                row
                for row in school.indicators
                if row.student_id == one.student_id and row.dimension is dimension
            ]
            crossed = any(row.severity > 1 for row in signs) or len({r.source for r in signs}) > 1
            assert crossed == ((one.student_id, dimension.value) in told)
