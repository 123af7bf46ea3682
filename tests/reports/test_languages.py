"""Every file for people is in the reader's language: its name, its headers, its words."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime

import icalendar
import pytest
from docx import Document
from docx.oxml.ns import qn
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from pairing.instances.agenda import Agenda
from pairing.io.plan_files import plan_texts
from pairing.language import LANGUAGES, language, speaking, translated
from pairing.planning import Outcome
from pairing.reports import (
    make_calendars,
    make_partner_cards,
    plan_workbook,
    seat_sheets,
    sheets,
)
from pairing.reports.names import ALL_PARTS, PLAN_FILES, STUDENT_FILE, named_file
from terms import student_file

CHINESE = [code for code in LANGUAGES if code != "en"]
NOW = datetime(2026, 10, 1, tzinfo=UTC)


@pytest.fixture(params=CHINESE)
def spoken(request: pytest.FixtureRequest) -> Iterator[str]:
    with speaking(request.param):
        yield request.param


@pytest.fixture
def agenda(outcome: Outcome) -> Agenda:
    return Agenda.of_plan(outcome.findings, outcome.plan)


def files(outcome: Outcome, agenda: Agenda) -> dict[str, bytes]:
    """All that people are given, by name."""
    rows = outcome.plan.sessions or ()
    pages = {name: text.encode() for name, text in sheets(agenda, rows).items()}
    return {
        **seat_sheets(outcome.school, outcome.plan, "7A"),
        **make_calendars(agenda, rows, NOW).texts,
        **pages,
    }


def test_english_names_are_what_they_were(outcome: Outcome, agenda: Agenda) -> None:
    teacher = next(row.teacher_id for row in outcome.plan.sessions or () if row.teacher_id)
    kinds = (f"teacher-{teacher}.ics", f"week-{teacher}.html", f"records-{teacher}.html")
    seats = ("seats-7A-pupils.pdf", "seats-7A-teacher.pdf", "door-7A.pdf")
    assert {"class-7A.ics", *kinds, *seats} <= set(files(outcome, agenda))
    assert [named_file(ALL_PARTS, "xlsx"), named_file(PLAN_FILES, "zip")] == [
        "plan.xlsx",
        "plan.zip",
    ]


def test_names_are_chinese_but_for_whose_they_are(
    outcome: Outcome, agenda: Agenda, spoken: str
) -> None:
    found = files(outcome, agenda)
    with speaking("en"):
        assert len(files(outcome, agenda)) == len(found)
    for name in (*found, named_file(STUDENT_FILE, "docx", "S001"), named_file(ALL_PARTS, "xlsx")):
        stem, _, ending = name.rpartition(".")
        assert ending in ("pdf", "ics", "html", "docx", "xlsx")
        assert re.match("[\u4e00-\u9fff]+", stem), name
        # Nothing is Latin but an id, which stands between hyphens.
        assert all(not re.search("[a-z]", part) for part in stem.split("-")), (
            f"{name} is not in {spoken}"
        )


def test_a_workbook_has_chinese_sheets_headers_and_reasons(outcome: Outcome, spoken: str) -> None:
    data = plan_workbook(outcome.findings, outcome.plan)
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    tables = [name for name in book.sheet_names if name not in outcome.school.seating_groups]
    assert len(tables) == 5
    for name in tables:
        header, *rows = book.get_sheet_by_name(name).to_python()
        assert not re.search("[A-Za-z]", "".join(map(str, [name, *header])))
        if header[-1] == translated("Reasons"):
            assert rows
            assert all(re.search("[\u4e00-\u9fff]", str(row[-1])) for row in rows)
    for class_id in outcome.school.class_:
        assert book.get_sheet_by_name(class_id).to_python()[0][0] == {
            "zh_CN": "讲台",
            "zh_TW": "講臺",
        }.get(spoken)


def test_columns_of_a_workbook_are_as_wide_as_chinese_signs(outcome: Outcome, spoken: str) -> None:
    data = plan_workbook(outcome.findings, outcome.plan)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    widths = [float(one) for one in re.findall(r'<col [^>]*width="([0-9.]+)"', sheet)]
    names = [outcome.school.label(one.student_id) for one in outcome.findings.needs]
    assert spoken == language()
    assert widths[2] >= max(2 * len(re.findall("[\u4e00-\u9fff]", name)) for name in names)


def test_a_word_file_has_chinese_headings_and_a_font_for_them(
    outcome: Outcome, spoken: str
) -> None:
    student_id = outcome.findings.needs[0].student_id
    paper = Document(io.BytesIO(student_file(outcome, student_id)))
    own = outcome.school.label(student_id)
    for paragraph in paper.paragraphs:
        assert not re.search("[A-Za-z]", paragraph.text.replace(own, ""))
    for table in paper.tables[1:]:
        assert not re.search("[A-Za-z]", "".join(cell.text for cell in table.rows[0].cells))
    fonts = paper.styles["Normal"].element.rPr.rFonts
    wanted = {"zh_CN": "Microsoft YaHei", "zh_TW": "Microsoft JhengHei"}
    assert fonts.get(qn("w:eastAsia")) == wanted[spoken]


def test_pdfs_say_their_language_and_speak_it(outcome: Outcome, spoken: str) -> None:
    papers = [*seat_sheets(outcome.school, outcome.plan, "7A").values()]
    papers.append(make_partner_cards(outcome.school, outcome.plan, "7A"))
    known = {outcome.school.label(one.student_id) for one in outcome.school.students}
    known |= {need.need for need in outcome.findings.needs}
    for paper in papers:
        reader = PdfReader(io.BytesIO(paper))
        assert reader.trailer["/Root"]["/Lang"] == spoken.replace("_", "-")  # type: ignore[index]
        text = "\n".join(page.extract_text() for page in reader.pages)
        for one in sorted(known, key=len, reverse=True):
            text = text.replace(one, "")
        assert re.search("[\u4e00-\u9fff]", text)
        assert not re.search("[A-Za-z]{3}", text), text[:400]


def test_calendars_say_kinds_in_chinese(outcome: Outcome, agenda: Agenda, spoken: str) -> None:
    made = make_calendars(agenda, outcome.plan.sessions or (), NOW).texts
    kinds = {translated(row.title) for row in outcome.plan.sessions or ()}
    told = 0
    for data in made.values():
        calendar = icalendar.Calendar.from_ical(data)
        assert str(calendar["prodid"]).endswith("//ZH"), spoken
        for event in calendar.events:
            if event.categories:
                told += 1
                (kind,) = event.categories
                assert kind in kinds
                assert not re.search("[A-Za-z]", kind)
                assert f"：{kind}" in str(event["summary"])
    assert told


def test_pages_to_print_are_chinese(outcome: Outcome, agenda: Agenda, spoken: str) -> None:
    for text in sheets(agenda, outcome.plan.sessions or ()).values():
        assert f'<html lang="{spoken.replace("_", "-")}">' in text
        headings = re.findall(r"<(?:dt|p class=\"quiet\"|div class=\"line\")>([^<]+)<", text)
        assert headings
        assert not [one for one in headings if re.search("[A-Za-z]{2}", one)]


def test_plan_files_speak_english_to_everybody(outcome: Outcome, spoken: str) -> None:
    def texts() -> dict[str, str]:
        return plan_texts(outcome.plan, outcome.summary.as_json(), outcome.findings)

    own = texts()
    with speaking("en"):
        assert texts() == own, spoken
