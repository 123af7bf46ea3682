"""Word documents of ours: the page, its fonts, text that is safe in it, tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from docx import Document
from docx.document import Document as DocumentObject
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table

from pairing.language import language

__all__ = ["add_table", "clean", "empty_paper"]

_EAST_ASIAN = {"zh_TW": "Microsoft JhengHei"}
_SIMPLIFIED = "Microsoft YaHei"
_LATIN = "Calibri"
_LONGEST = 500


def empty_paper() -> DocumentObject:
    """A Word document of ours: A4, with fonts for Latin and Chinese letters."""
    paper = Document()
    east_asian = _EAST_ASIAN.get(language(), _SIMPLIFIED)
    paper.core_properties.author = "pairing"
    for name in ("Normal", "Heading 1", "Heading 2"):
        style = paper.styles[name]
        style.font.name = _LATIN
        # Word takes Chinese letters from a font of their own.
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), east_asian)
    paper.styles["Normal"].font.size = Pt(10.5)
    for section in paper.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2)
    return paper


def clean(text: object) -> str:
    """Text without the signs that a Word file may not have, and not longer than a page."""
    line = "".join(sign for sign in " ".join(str(text).split()) if sign.isprintable())
    return line if len(line) <= _LONGEST else line[:_LONGEST] + "\N{HORIZONTAL ELLIPSIS}"


def add_table(
    paper: DocumentObject, header: Sequence[str] | None, rows: Iterable[Sequence[object]]
) -> Table:
    """A table with lines around its cells; the header is bold."""
    lines = ([list(header)] if header else []) + [list(row) for row in rows]
    table: Table = paper.add_table(len(lines), len(lines[0]), style="Table Grid")
    for line, cells in zip(lines, table.rows, strict=True):
        for text, cell in zip(line, cells.cells, strict=True):
            cell.text = clean(text)
    if header:
        for cell in table.rows[0].cells:
            for run in cell.paragraphs[0].runs:
                run.bold = True
    return table
