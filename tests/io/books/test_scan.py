"""What a sheet's XML says of its cells, piece by piece."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from exploring import examples
from pairing.io.books.scan import percent_styles, scan_sheet, sheet_parts


def scanned(*rows: str, percent: frozenset[str] = frozenset()) -> dict[str, object]:
    """What is seen of a sheet of these rows of XML."""
    xml = f"<worksheet><sheetData>{''.join(rows)}</sheetData></worksheet>"
    seen = scan_sheet(io.BytesIO(xml.encode()), percent)
    return {"last": (seen.rows, seen.columns), "marks": seen.marks}


@pytest.mark.parametrize(
    ("rows", "last"),
    [
        (['<row r="1"><c r="A1"><v>1</v></c><c r="C1"><v>2</v></c></row>'], (1, 3)),
        (['<row r="2"><c r="AA2" t="inlineStr"><is><t>x</t></is></c></row>'], (2, 27)),
        # Cells and rows that do not say where they are follow each other.
        (["<row><c><v>1</v></c><c><v>2</v></c></row>", "<row><c><v>3</v></c></row>"], (2, 2)),
        # Empty cells, and rows of them, are not filled.
        (['<row r="1"><c r="A1"><v>1</v></c></row>', '<row r="9"><c r="Z9" s="4"/></row>'], (1, 1)),
        (['<row r="9"/>', '<row r="8"><c r="B8"></c></row>'], (0, 0)),
        (['<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'], (1_048_576, 16_384)),
        (['<x:row r="3"><x:c r="B3"><x:v>1</x:v></x:c></x:row>'], (3, 2)),
    ],
)
def test_the_last_filled_cell(rows: list[str], last: tuple[int, int]) -> None:
    assert scanned(*rows)["last"] == last


@pytest.mark.parametrize("lie", ["ZZZZZZZZ1", "A99999999999", "1A", "?"])
def test_a_cell_that_no_sheet_has_is_as_far_off_as_can_be(lie: str) -> None:
    assert scanned(f'<row r="1"><c r="{lie}"><v>1</v></c></row>')["last"] == (2**31, 2**31)


def test_errors_formulas_and_percent_are_marked() -> None:
    row = (
        '<row r="1"><c r="A1" t="e"><v>#DIV/0!</v></c><c r="B1"><f>A1</f></c>'
        '<c r="C1" s="2"><v>0.62</v></c><c r="D1" s="1"><v>0.62</v></c>'
        '<c r="E1" t="str"><f>A1</f><v>worked out</v></c></row>'
    )
    assert scanned(row, percent=frozenset("2"))["marks"] == {
        (1, 1): ("error", "#DIV/0!"),
        (1, 2): ("formula", ""),
        (1, 3): ("percent", ""),
    }


def test_sheets_and_styles_of_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    with xlsxwriter.Workbook(path) as book:
        built_in, own, text = (
            book.add_format({"num_format": code}) for code in ("0%", "0.0 %", '0 "%"')
        )
        for name in ("one", "成绩"):
            sheet = book.add_worksheet(name)
            for column, style in enumerate((built_in, own, text)):
                sheet.write_number(0, column, 0.5, style)
    with zipfile.ZipFile(path) as archive:
        parts, percent = sheet_parts(archive), percent_styles(archive)
        assert list(parts) == ["one", "成绩"]
        with archive.open(parts["成绩"]) as file:
            marks = scan_sheet(file, percent).marks
    # A percent sign in quotes is a word and no format.
    assert marks == {(1, 1): ("percent", ""), (1, 2): ("percent", "")}


def test_a_zip_that_is_no_workbook_has_neither(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    with zipfile.ZipFile(tmp_path / "x.zip") as archive:
        assert sheet_parts(archive) == {}
        assert percent_styles(archive) == frozenset()


_CELLS = (
    '<c r="{at}"><v>{n}</v></c>',
    '<c r="{at}" s="1"><v>0.5</v></c>',
    '<c r="{at}" s="11"><v>{n}</v></c>',
    '<c r="{at}" s="1" t="s"><v>{n}</v></c>',
    '<c r="{at}" t="e"><v>#N/A</v></c>',
    '<c r="{at}" t="str"><f>A1</f><v>x</v></c>',
    '<c r="{at}"><f>A1</f></c>',
    '<c r="{at}" t="inlineStr"><is><t>x</t></is></c>',
    '<c r="{at}" s="1"/>',
    '<c r="{at}"></c>',
    "<c><v>{n}</v></c>",
    '<c s="1"><v>0.5</v></c>',
    "<x:c r='{at}'><x:v>{n}</x:v></x:c>",
)


@examples(200)
@given(st.data())
def test_cells_that_are_passed_over_in_one_go_count_as_the_others_do(data: st.DataObject) -> None:
    rows = []
    for number in sorted(data.draw(st.sets(st.integers(1, 2_000), max_size=6))):
        forms = data.draw(st.lists(st.sampled_from(_CELLS), max_size=5))
        cells = (
            form.format(at=f"{'ABCDE'[place]}{number}", n=number + place)
            for place, form in enumerate(forms)
        )
        row = data.draw(st.sampled_from(['<row r="{n}">', '<row r="{n}" spans="1:5">', "<row>"]))
        rows.append(f"{row.format(n=number)}{''.join(cells)}</row>")
    # Two blanks say the same, and are not as nearly every program writes a cell.
    slowly = [re.sub(r"<c r=(?=[^/>]*><[vfi])", "<c  r=", row) for row in rows]
    percent = frozenset({"1"})
    assert scanned(*rows, percent=percent) == scanned(*slowly, percent=percent)
