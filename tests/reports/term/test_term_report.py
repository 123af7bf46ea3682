"""Reports on the term as files: they open, they have their charts, they give nobody away."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Iterator

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from exploring import examples
from pairing.language import LANGUAGES, speaking
from pairing.model.enums import ReportKind, ReportLevel
from pairing.model.plan import Plan
from pairing.model.school import School
from pairing.monitoring import TermLog
from pairing.monitoring.reporting import Report, report_on
from pairing.monitoring.reporting.tables import Withheld, shown_text
from pairing.reports import term_report_document, term_report_workbook
from pairing.reports.paper.charts import Bars, Shape, picture
from pairing.reports.term.term_report import chart_of, report_file
from term_schools import FORMULA, random_term, terms

ON = datetime.date(2026, 11, 4)
PNG = b"\x89PNG"


def made(
    term: tuple[School, Plan], kind: ReportKind = ReportKind.TERM, level: str = "school"
) -> Report:
    return report_on(TermLog(term[0]), term[1], kind, ON, ReportLevel(level))


def document_texts(document: bytes) -> Iterator[str]:
    paper = Document(io.BytesIO(document))
    yield from (paragraph.text for paragraph in paper.paragraphs)
    for table in paper.tables:
        for row in table.rows:
            yield from (cell.text for cell in row.cells)


def workbook_cells(workbook: bytes) -> Iterator[object]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(workbook))
    for name in book.sheet_names:
        yield name
        for row in book.get_sheet_by_name(name).to_python():
            yield from row


@examples(12)
@given(
    terms(),
    st.sampled_from(ReportKind),
    st.sampled_from([ReportLevel.TOWN, ReportLevel.COUNTY]),
    st.sampled_from(list(LANGUAGES)),
)
def test_above_the_school_no_text_has_a_name_an_id_or_a_small_count(
    term: tuple[School, Plan], kind: ReportKind, level: ReportLevel, code: str
) -> None:
    with speaking(code):
        report = made(term, kind, level)
        document, workbook = term_report_document(report), term_report_workbook(report)
        texts, cells = list(document_texts(document)), list(workbook_cells(workbook))
    school = term[0]
    people = [*school.student, *school.teacher]
    people += [row.name for row in school.students] + [row.name for row in school.teachers]
    for file in (document, workbook):
        with zipfile.ZipFile(io.BytesIO(file)) as archive:
            for part in archive.namelist():
                if part.endswith((".xml", ".rels")):
                    # "Zhao" alone, for a name may stand there cut, or escaped.
                    inside = archive.read(part).decode()
                    assert not re.search("Zhao|Qian|Sun\\b", inside), part
    for text in [*texts, *map(str, cells)]:
        assert not any(re.search(rf"(?<!\w){re.escape(one)}(?!\w)", text) for one in people), text
    for cell in cells:
        if isinstance(cell, (int, float)):
            assert cell >= report.least
    for text in texts:
        assert text not in {"0", "1", "2"}
    small = shown_text(Withheld.SMALL, report.least)
    told = [str(one).replace(small, "") for _, sentences in report.summary for one in sentences]
    for text in told:
        assert all(int(number) >= report.least for number in re.findall(r"\d+", text))


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("kind", ReportKind)
def test_both_files_open_with_their_charts(kind: ReportKind, code: str) -> None:
    with speaking(code):
        report = made(random_term(3, 60), kind)
        document, workbook = term_report_document(report), term_report_workbook(report)
    drawn = [table for table in report.tables if chart_of(table) is not None]
    assert drawn
    paper = Document(io.BytesIO(document))
    assert len(paper.inline_shapes) == len(drawn)
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        charts = [name for name in archive.namelist() if name.startswith("xl/charts/chart")]
    assert len(charts) == len(drawn)
    book = CalamineWorkbook.from_filelike(io.BytesIO(workbook))
    # The summary, the tables, the lists.
    assert len(book.sheet_names) == 1 + len(report.tables) + len(report.names)


def test_the_numbers_of_the_workbook_are_those_of_the_report() -> None:
    report = made(random_term(3, 60))
    book = CalamineWorkbook.from_filelike(io.BytesIO(term_report_workbook(report)))
    for number, table in enumerate(report.tables, 1):
        rows = book.get_sheet_by_index(number).to_python()
        found = [row[1 : len(table.columns) + 1] for row in rows[1 : len(table.rows) + 1]]
        assert found == [list(cells) for _, cells in table.rows]


def test_names_are_text_and_no_formula() -> None:
    term = random_term(3, 30)
    workbook = term_report_workbook(made(term))
    assert any(str(cell).startswith(FORMULA) for cell in workbook_cells(workbook))
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        for part in archive.namelist():
            if part.startswith("xl/worksheets/sheet"):
                assert b"<f>" not in archive.read(part)
                assert b"hyperlink" not in archive.read(part)


def test_the_schools_own_report_names_whom_it_is_about_and_says_it_is_confidential() -> None:
    term = random_term(3, 30)
    texts = "\n".join(document_texts(term_report_document(made(term))))
    assert "confidential" in texts
    assert FORMULA in texts


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("en", "term-report-2026-11-04-town.docx"),
        ("zh_CN", "学期总结-2026-11-04-镇.docx"),
        ("zh_TW", "學期總結-2026-11-04-鄉鎮.docx"),
    ],
)
def test_files_are_called_what_they_are(code: str, name: str) -> None:
    report = made(random_term(3, 5), level="town")
    with speaking(code):
        assert report_file(report, ON, "docx") == name


def test_a_school_of_nobody_has_a_report_too() -> None:
    report = made((random_term(1, 1)[0], Plan()))
    assert list(document_texts(term_report_document(report)))
    assert list(workbook_cells(term_report_workbook(report)))


@pytest.mark.parametrize("shape", Shape)
def test_any_words_and_gaps_can_be_drawn(shape: Shape) -> None:
    rows = ("$\\frac{$", "数学 é", "שלום")
    bars = Bars(
        "title", shape, rows, (("one", (3, None, 5)), ("_two", (0, 4, 6))), ("#111", "#222")
    )
    assert picture(bars).startswith(PNG)
