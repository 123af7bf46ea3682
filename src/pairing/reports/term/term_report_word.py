"""A report on the term as a Word document, in the order in which schools hand it in."""

from __future__ import annotations

import io

from docx.document import Document as DocumentObject
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table

from pairing.model.messages.message import Message, say, say_count
from pairing.monitoring.reporting import NamedRows, Report, ShownTable
from pairing.reports.paper.charts import picture
from pairing.reports.paper.word_paper import add_table, clean, empty_paper
from pairing.reports.term.term_report import (
    cells,
    chart_of,
    head_of,
    header,
    marks_of,
    summary_title,
    title_of,
)

__all__ = ["term_report_document"]

_LINES = 200
"""Longer lists stand whole in the workbook."""
_NARROW = 8
"""Points of the letters of tables with many columns."""
_MANY = 7


def term_report_document(report: Report) -> bytes:
    """The Word document of a report: head, summary, tables with charts, lists, a place to sign."""
    paper = empty_paper()
    title = paper.add_heading(clean(title_of(report)), 1)
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    whom, *days = head_of(report)
    line = paper.add_paragraph()
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    line.add_run(clean(whom)).bold = True
    for text in days:
        line.add_run(f"    {clean(text)}")
    add_table(paper, None, [(str(say("report.school", "School")), "", str(_BY), "")])
    numbered = _Numbered(paper)
    numbered.heading(summary_title(report))
    for heading, sentences in report.summary:
        paragraph = paper.add_paragraph()
        paragraph.add_run(clean(say("report.led", "{heading}:", heading=heading)) + " ").bold = True
        paragraph.add_run(" ".join(clean(one) for one in sentences))
    for table in report.tables:
        numbered.heading(table.title)
        _table(paper, report, table)
    for rows in report.names:
        numbered.heading(rows.title)
        _names(paper, rows)
    if told := (*marks_of(report), *map(str, report.notes)):
        numbered.heading(say("report.notes", "To be known"))
        for text in told:
            paper.add_paragraph(clean(text), style="List Bullet")
    _sign(paper)
    file = io.BytesIO()
    paper.save(file)
    return file.getvalue()


_BY = say("report.filled_in_by", "Filled in by")


class _Numbered:
    """Headings that are counted as the language counts them."""

    def __init__(self, paper: DocumentObject) -> None:
        self._paper = paper
        numerals = say("report.numerals", "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20")
        self._numerals = iter(str(numerals).split())

    def heading(self, title: Message) -> None:
        number = next(self._numerals)
        text = say("report.heading", "{number}. {title}", number=number, title=title)
        self._paper.add_heading(clean(text), 2)


def _table(paper: DocumentObject, report: Report, table: ShownTable) -> None:
    made = add_table(paper, header(table), cells(report, table))
    if len(table.columns) >= _MANY:
        _set_small(made)
    _repeat_header(made)
    for row in made.rows[1:]:
        for cell in row.cells[1:]:
            cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    bars = chart_of(table)
    if bars is not None:
        paragraph = paper.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        shape = paragraph.add_run().add_picture(io.BytesIO(picture(bars)), width=Cm(15))
        # Whoever cannot see the picture has it in the table above.
        shape._inline.docPr.set("descr", clean(table.title))
        if bars.gaps:
            paper.add_paragraph(clean(bars.gaps))


def _names(paper: DocumentObject, names: NamedRows) -> None:
    if not names.rows:
        paper.add_paragraph(clean(say("report.nobody", "Nobody.")))
        return
    made = add_table(paper, [str(one) for one in names.columns], names.rows[:_LINES])
    _repeat_header(made)
    if (more := len(names.rows) - _LINES) > 0:
        told = say_count(
            "report.more",
            "and {count} more line, which stands in the workbook",
            "and {count} more lines, which stand in the workbook",
            more,
        )
        paper.add_paragraph(clean(told))


def _sign(paper: DocumentObject) -> None:
    paper.add_paragraph()
    labels = (
        _BY,
        say("report.checked_by", "Checked by"),
        say("report.date", "Date"),
    )
    add_table(paper, None, [[text for label in labels for text in (str(label), "")]])


def _repeat_header(table: Table) -> None:
    """The header stands again on each page over which the table runs."""
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(repeated)


def _set_small(table: Table) -> None:
    for row in table.rows:
        for cell in row.cells:
            for run in cell.paragraphs[0].runs:
                run.font.size = Pt(_NARROW)
