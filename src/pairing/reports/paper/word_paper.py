"""Word documents of ours: A4, a font for Chinese, tables, and text that no Word file refuses."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

from docx import Document
from docx.document import Document as DocumentObject
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table

from pairing.language import language
from pairing.model.messages.message import Message, say

__all__ = ["add_table", "clean", "empty_paper", "heading", "listed", "saved"]

_EAST_ASIAN = {"zh_TW": "Microsoft JhengHei"}
_SIMPLIFIED = "Microsoft YaHei"
_LATIN = "Calibri"
_LONGEST = 500
_MOST = 40


def empty_paper() -> DocumentObject:
    """A document without a word in it."""
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
    """Rows under a header in bold letters, or without one."""
    lines = ([list(header)] if header else []) + [list(row) for row in rows]
    made: Table = paper.add_table(len(lines), len(lines[0]), style="Table Grid")
    for line, cells in zip(lines, made.rows, strict=True):
        for text, cell in zip(line, cells.cells, strict=True):
            cell.text = clean(text)
    if header:
        for cell in made.rows[0].cells:
            for run in cell.paragraphs[0].runs:
                run.bold = True
    return made


def heading(paper: DocumentObject, text: Message) -> None:
    """The title of a section."""
    paper.add_heading(str(text), 2)


def listed(
    paper: DocumentObject,
    header: Sequence[str],
    rows: Sequence[Sequence[object]],
    most: int = _MOST,
) -> None:
    """A table of the first rows, with how many more there are."""
    add_table(paper, header, rows[:most])
    if (more := len(rows) - most) > 0:
        paper.add_paragraph(str(say("student_file.more", "and {count} more", count=more)))


def saved(paper: DocumentObject) -> bytes:
    """The document as a file."""
    file = io.BytesIO()
    paper.save(file)
    return file.getvalue()
