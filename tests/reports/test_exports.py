"""Word and Excel: everything of a plan is in them, and any name is only a name."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from typing import Any

import pytest
from docx import Document
from python_calamine import CalamineWorkbook

from pairing.language import use
from pairing.model.school import School
from pairing.planning import Outcome
from pairing.reports import plan_workbook
from terms import student_file

NASTY = (
    "<img src=x onerror=alert(1)>",
    '=HYPERLINK("http://x")',
    "א" * 40,
    "王" * 10_000,
    "\x0b\x00bell\x07",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "a\u202egnp.exe",
)


def nasty(outcome: Outcome) -> Outcome:
    """The same plan for students whose names are none."""
    school = outcome.school
    needy = list(outcome.findings.needs_of)
    new = dict(zip(needy, NASTY, strict=False))
    people = tuple(
        one.model_copy(update={"name": new.get(one.student_id, one.name)})
        for one in school.students
    )
    return outcome.within(outcome.context.within(replace(school, students=people)))


def sheets(data: bytes) -> dict[str, list[list[Any]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def document_text(data: bytes) -> str:
    paper = Document(io.BytesIO(data))
    lines = [one.text for one in paper.paragraphs]
    lines += [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join(lines)


def test_the_workbook_has_every_part_with_names(outcome: Outcome) -> None:
    found = sheets(plan_workbook(outcome.findings, outcome.plan))
    plan, school = outcome.plan, outcome.school
    counts = {
        "Needs": len(outcome.findings.needs),
        "Pairs": len(plan.pairs or ()),
        "Mentors": len(plan.mentors or ()),
        "Teams": len(plan.teams or ()),
        "Sessions": len(plan.sessions or ()),
    }
    assert {name: len(found[name]) - 1 for name in counts} == counts
    for class_id in school.class_:
        names = {str(cell) for row in found[class_id] for cell in row if cell}
        assert {school.label(one.student_id) for one in school.seated(class_id)} <= names


def test_nothing_in_the_workbook_is_a_formula_or_a_link(outcome: Outcome) -> None:
    evil = nasty(outcome)
    data = plan_workbook(evil.findings, evil.plan)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        xml = "".join(
            archive.read(name).decode() for name in archive.namelist() if "sheets/" in name
        )
    assert "<f>" not in xml
    assert "<hyperlink" not in xml
    text = {str(cell) for rows in sheets(data).values() for row in rows for cell in row}
    assert '=HYPERLINK("http://x")' in text
    assert "<img src=x onerror=alert(1)>" in text


def test_a_sheet_of_a_class_may_have_any_name(outcome: Outcome, sample: School) -> None:
    odd = "a/b:*?[x]'" + "z" * 40
    classes = tuple(
        one.model_copy(update={"class_id": odd}) if one.class_id == "7A" else one
        for one in sample.classes
    )
    people = tuple(
        one.model_copy(update={"class_id": odd}) if one.class_id == "7A" else one
        for one in sample.students
    )
    school = replace(sample, classes=classes, students=people)
    seats = tuple(
        replace(row, class_id=odd) if row.class_id == "7A" else row
        for row in outcome.plan.seats or ()
    )
    findings = replace(outcome.findings, school=school)
    found = sheets(plan_workbook(findings, outcome.plan.with_part("seats", seats)))
    assert any(name.startswith("a_b____x_") for name in found)


@pytest.mark.parametrize("code", ["en", "zh_CN", "zh_TW"])
def test_a_students_file_tells_needs_helpers_and_has_room_for_what_comes(
    outcome: Outcome, code: str
) -> None:
    student_id = outcome.findings.needs[0].student_id
    school = outcome.school
    use(code)
    try:
        text = document_text(student_file(outcome, student_id))
        reasons = [
            str(reason) for need in outcome.findings.needs_of[student_id] for reason in need.reasons
        ]
    finally:
        use("en")
    assert school.label(student_id) in text
    assert all(reason in text for reason in reasons)
    mentors = [row for row in outcome.plan.mentors or () if row.student_id == student_id]
    assert all(school.teacher_label(row.teacher_id) in text for row in mentors)
    if code == "en":
        assert "Home visits" in text
        assert "Stage reviews" in text
    else:
        assert "家" in text


def test_any_name_makes_a_document_that_opens(outcome: Outcome) -> None:
    evil = nasty(outcome)
    for student_id in list(evil.findings.needs_of)[: len(NASTY)]:
        data = student_file(evil, student_id)
        text = document_text(data)
        assert len(text) < 100_000
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            xml = archive.read("word/document.xml").decode()
        assert "<img" not in xml
        assert "w:instrText" not in xml


def test_whoever_has_no_need_has_a_file_too(outcome: Outcome) -> None:
    without = next(
        one.student_id
        for one in outcome.school.students
        if one.student_id not in outcome.findings.needs_of
    )
    assert "No need was found." in document_text(student_file(outcome, without))
