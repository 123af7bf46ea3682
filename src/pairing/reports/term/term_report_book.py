"""A report on the term as an Excel workbook: a sheet a table, with charts that Excel draws."""

from __future__ import annotations

import io

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from pairing.monitoring.reporting import Report, ShownTable
from pairing.reports.paper.charts import Bars, Shape
from pairing.reports.paper.excel import LONGEST, add_sheet, head_format, open_book, sheet_title
from pairing.reports.term.term_report import (
    cells,
    chart_of,
    head_of,
    header,
    marks_of,
    summary_title,
    title_of,
)

__all__ = ["term_report_workbook"]

_WIDTH = 100
"""Signs of the column of sentences."""
_CHARTS = {
    Shape.COLUMNS: {"type": "column", "subtype": "stacked"},
    Shape.BARS: {"type": "bar", "subtype": "stacked"},
    Shape.LINE: {"type": "line"},
}


def term_report_workbook(report: Report) -> bytes:
    """The workbook's bytes. Text is text: nothing in it is run as a formula or a link."""
    file = io.BytesIO()
    with open_book(file) as book:
        head = head_format(book)
        _first(book, report)
        for table in report.tables:
            rows = cells(report, table)
            sheet = add_sheet(book, head, str(table.title), header(table), rows)
            right = book.add_format({"align": "right"})
            _signs_to_the_right(sheet, rows, right)
            bars = chart_of(table)
            if bars is not None:
                _chart(book, sheet, table, bars)
        for names in report.names:
            columns = [str(one) for one in names.columns]
            lines = [[str(cell) for cell in row] for row in names.rows]
            add_sheet(book, head, str(names.title), columns, lines)
    return file.getvalue()


def _first(book: Workbook, report: Report) -> None:
    """The sheet with what the report is, its summary, and what one must know."""
    title = str(summary_title(report))
    sheet = book.add_worksheet(sheet_title(book, title))
    sheet.set_column(0, 0, _WIDTH, book.add_format({"text_wrap": True, "valign": "top"}))
    large = book.add_format({"bold": True, "font_size": 16})
    bold = book.add_format({"bold": True})
    lines: list[tuple[str, Format | None]] = [(title_of(report), large)]
    lines += [(text, None) for text in head_of(report)]
    for heading, sentences in report.summary:
        lines += [("", None), (str(heading), bold)]
        lines += [(str(sentence), None) for sentence in sentences]
    if told := (*marks_of(report), *map(str, report.notes)):
        lines += [("", None), *((text, None) for text in told)]
    for number, (text, look) in enumerate(lines):
        sheet.write_string(number, 0, text[:LONGEST], look)
    sheet.set_landscape()


def _signs_to_the_right(sheet: Worksheet, rows: list[list[int | str]], right: Format) -> None:
    for line, row in enumerate(rows, 1):
        for column, value in enumerate(row[1:], 1):
            if isinstance(value, str):
                sheet.write_string(line, column, value, right)


def _chart(book: Workbook, sheet: Worksheet, table: ShownTable, bars: Bars) -> None:
    chart = book.add_chart(_CHARTS[bars.shape])
    last = len(bars.rows)
    for number, colour in enumerate(bars.colours, 1):
        look = "line" if bars.shape is Shape.LINE else "fill"
        chart.add_series(
            {
                "name": [sheet.name, 0, number],
                "categories": [sheet.name, 1, 0, last, 0],
                "values": [sheet.name, 1, number, last, number],
                look: {"color": colour},
            }
        )
    chart.set_title({"name": bars.title})
    chart.set_legend({"position": "bottom"} if len(bars.series) > 1 else {"none": True})
    if bars.shape is Shape.BARS:
        chart.set_y_axis({"reverse": True})
    chart.set_size({"width": 640, "height": max(320, 26 * last + 140)})
    if bars.gaps:
        sheet.write_string(0, len(table.columns) + 2, bars.gaps)
    sheet.insert_chart(1, len(table.columns) + 2, chart, {"description": bars.title})
