"""A student's file on paper: what is there is printed, as far as whoever prints it may see it."""

from __future__ import annotations

import io

import pytest
from docx import Document
from PIL import Image
from pypdf import PdfReader

from pairing.language import LANGUAGES, speaking
from pairing.model.records import Record
from pairing.monitoring import TermLog, Viewer, ViewerRole
from pairing.planning import Outcome
from pairing.reports import make_goal_cards
from pairing.reports.students.marks_picture import marks_picture
from terms import COORDINATOR, TERM, goal, measure, record, review, student_file


def told(data: bytes) -> str:
    paper = Document(io.BytesIO(data))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in paper.paragraphs), *cells])


def rows(student: str) -> tuple[Record, ...]:
    return (
        record(student, by="T01", text="talked of fractions"),
        record(student, by="T01", kind="home_visit", date="2026-10-15", text="a word at home"),
        measure(student, need="study", measure="packs the bag", cause="family"),
        goal("G1", student, measure="words", target="hands in every day", status="reached"),
        review(student, text="steadier than before"),
    )


def log_of(outcome: Outcome, student: str) -> TermLog:
    return TermLog(outcome.school, rows(student))


def test_what_was_written_down_is_printed(outcome: Outcome) -> None:
    student = outcome.findings.needs[0].student_id
    text = told(student_file(outcome, student, log=log_of(outcome, student)))
    for words in (
        "talked of fractions",
        "a word at home",
        "packs the bag",
        "hands in every day",
        "steadier than before",
        "Confidential: staff only",
    ):
        assert words in text


def test_ids_of_people_are_shown_as_their_names(outcome: Outcome) -> None:
    student = outcome.findings.needs[0].student_id
    need = outcome.findings.needs[0].need
    rows = (
        measure(student, need=need, by="T01"),
        goal("G1", student, need=need, agreed_with=f"{student};the parents", agreed_on=TERM),
        review(student, by="T02"),
    )
    text = told(student_file(outcome, student, log=TermLog(outcome.school, rows)))
    cells = text.split("\n")
    school = outcome.school
    assert {school.teacher_label("T01"), school.teacher_label("T02")} <= set(cells)
    assert not {"T01", "T02"} & set(cells)
    assert any(school.label(student) in cell and "the parents" in cell for cell in cells)


def test_who_may_not_see_it_has_a_copy_without_it_that_says_so(outcome: Outcome) -> None:
    student = outcome.findings.needs[0].student_id
    subject = Viewer(ViewerRole.SUBJECT)
    text = told(student_file(outcome, student, subject, log_of(outcome, student)))
    assert "Not in this copy" in text
    assert "Confidential: staff only" in text
    assert "hands in every day" in text
    assert "talked of fractions" not in text
    assert "a word at home" not in text
    assert "Causes" not in text
    nothing = told(student_file(outcome, student, Viewer(ViewerRole.PEER, "nobody")))
    assert not any(str(reason) in nothing for reason in outcome.findings.needs[0].reasons)
    assert "What came of it" not in nothing
    area = outcome.school.student[student].area
    assert area
    assert area in text
    assert area not in nothing


def test_lines_to_fill_in_are_left_for_what_is_still_to_come(outcome: Outcome) -> None:
    student = outcome.findings.needs[0].student_id

    def blanks(log: TermLog) -> int:
        paper = Document(io.BytesIO(student_file(outcome, student, COORDINATOR, log)))
        lines = [row for table in paper.tables for row in table.rows]
        return sum(not any(cell.text for cell in row.cells) for row in lines)

    assert 0 < blanks(log_of(outcome, student)) < blanks(TermLog(outcome.school))


@pytest.mark.parametrize("code", LANGUAGES)
def test_marks_are_a_picture(outcome: Outcome, code: str) -> None:
    student = next(
        need.student_id for need in outcome.findings.needs if need.need in outcome.school.subjects
    )
    with speaking(code):
        paper = Document(io.BytesIO(student_file(outcome, student)))
    assert len(paper.inline_shapes) == 1
    picture = Image.open(io.BytesIO(paper.part.related_parts[_picture(paper)].blob))
    assert picture.size[0] > 800
    assert len(picture.convert("L").getcolors() or ()) > 3
    assert marks_picture([]) == b""


def _picture(paper: object) -> str:
    shape = paper.inline_shapes[0]  # type: ignore[attr-defined]
    found: str = shape._inline.graphic.graphicData.pic.blipFill.blip.embed
    return found


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_card_tells_that_a_goal_was_reached_and_nothing_of_a_need(
    outcome: Outcome, code: str
) -> None:
    school = outcome.school
    one, other = (row.student_id for row in school.students[:2])
    reached = {"status": "reached", "need": "maths", "target": "73", "baseline": "41"}
    log = TermLog(
        school,
        (
            goal("G1", one, **reached),
            goal("G2", one, with_id=other, **reached),
            goal("G3", one, need="study", target="55", status="missed"),
        ),
    )
    with speaking(code):
        reader = PdfReader(io.BytesIO(make_goal_cards(school, log, one, TERM)))
    text = "".join("".join(page.extract_text().split()) for page in reader.pages)
    names = ["".join(school.label(who).split()) for who in (one, other)]
    assert text.count(names[0]) == 2
    assert text.count(names[1]) == 1
    for secret in ("maths", "73", "41", "55", "study", "数学", "數學"):
        assert secret not in text
    assert make_goal_cards(school, TermLog(school), one, TERM) == b""
