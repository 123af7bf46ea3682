"""Workbooks that lie, that are too large, and cells that are not what was typed."""

from __future__ import annotations

import time
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from books import ROWS, bend, write_book
from pairing.io import read_school
from pairing.io.books.reader import read_book
from pairing.io.raw.unreadable import UnreadableError
from pairing.model.messages.fault import Fault, InputError

STUDENTS, SCORES = "worksheets/sheet1.xml", "worksheets/sheet5.xml"


def faults(path: Path) -> tuple[Fault, ...]:
    with pytest.raises(InputError) as caught:
        read_school(path)
    return caught.value.faults


def codes(path: Path) -> list[str]:
    return [fault.code for fault in faults(path)]


def test_a_sound_workbook_is_read(tmp_path: Path) -> None:
    school = read_school(write_book(tmp_path / "b.xlsx"))
    assert len(school.students) == 6
    assert not school.notes


@pytest.mark.parametrize("cell", ["XFD1048576", "ZZZZZZZ9999999999", "A99999999999", "!!", "A0B"])
def test_a_lying_reference_is_told_of_its_sheet(tmp_path: Path, cell: str) -> None:
    path = bend(
        write_book(tmp_path / "b.xlsx"), STUDENTS, lambda xml: xml.replace('r="A3"', f'r="{cell}"')
    )
    began = time.monotonic()
    (fault,) = faults(path)
    assert (fault.table, fault.code) == ("students", "limits.cells")
    assert time.monotonic() - began < 20


def test_empty_rows_by_the_hundred_thousand_are_passed_over(tmp_path: Path) -> None:
    rows = "".join(
        f'<row r="{row}" spans="1:4"><c r="A{row}" s="0"/></row>' for row in range(100, 900_100)
    )
    path = bend(
        write_book(tmp_path / "b.xlsx"),
        STUDENTS,
        lambda xml: xml.replace("</sheetData>", f"{rows}</sheetData>"),
    )
    began = time.monotonic()
    assert len(read_school(path).students) == 6
    assert time.monotonic() - began < 30


def test_cells_that_do_not_say_where_they_are_are_counted(tmp_path: Path) -> None:
    path = bend(
        write_book(tmp_path / "b.xlsx"),
        SCORES,
        lambda xml: xml.replace(' r="E2"', "").replace("<v>55</v>", "<f>1/0</f>"),
    )
    (fault,) = faults(path)
    assert (fault.row, fault.column, fault.code) == (2, "score", "cells.no_value")


def test_too_much_to_unpack_is_told_before_it_is_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "<si><t>" + "a" * 1000 + "</t></si>"
    path = bend(
        write_book(tmp_path / "b.xlsx"),
        "sharedStrings.xml",
        lambda xml: xml.replace("</sst>", text * 40_000 + "</sst>"),
    )
    assert codes(path) == ["limits.ratio"]
    monkeypatch.setenv("PAIRING_LIMIT_RATIO", "5000")
    monkeypatch.setenv("PAIRING_LIMIT_UNPACKED_MB", "20")
    assert codes(path) == ["limits.unpacked"]
    monkeypatch.setenv("PAIRING_LIMIT_UNPACKED_MB", "2000")
    assert len(read_school(path).students) == 6


def test_a_reader_that_runs_out_of_memory_takes_nobody_along(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = bend(
        write_book(tmp_path / "b.xlsx"),
        "sharedStrings.xml",
        lambda xml: xml.replace(
            "</sst>", ("<si><t>" + "ab" * 500 + "</t></si>") * 300_000 + "</sst>"
        ),
    )
    monkeypatch.setenv("PAIRING_LIMIT_RATIO", "5000")
    monkeypatch.setenv("PAIRING_LIMIT_MEMORY_MB", "300")
    assert codes(path) == ["limits.memory"]


@pytest.mark.parametrize(("bound", "code"), [("CELLS", "limits.cells"), ("ROWS", "limits.rows")])
def test_bounds_of_a_sheet_are_told_and_can_be_raised(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bound: str, code: str
) -> None:
    path = write_book(tmp_path / "b.xlsx")
    monkeypatch.setenv(f"PAIRING_LIMIT_{bound}", "5")
    assert set(codes(path)) == {code}
    assert f"PAIRING_LIMIT_{bound}" in str(faults(path)[0])
    monkeypatch.setenv(f"PAIRING_LIMIT_{bound}", "500")
    assert read_school(path).students


def test_a_bound_that_is_no_number_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_book(tmp_path / "b.xlsx")
    monkeypatch.setenv("PAIRING_LIMIT_CELLS", "many")
    assert codes(path) == ["limits.variable"]


def test_an_error_and_a_formula_without_a_value_are_no_absence(tmp_path: Path) -> None:
    path = bend(
        write_book(tmp_path / "b.xlsx"),
        SCORES,
        lambda xml: (
            xml.replace('<c r="E2"><v>55</v></c>', '<c r="E2" t="e"><v>#DIV/0!</v></c>')
            .replace('<c r="E3"><v>60</v></c>', '<c r="E3"><f>AVERAGE(A1:A2)</f></c>')
            .replace('<c r="E4"><v>65</v></c>', '<c r="E4" t="str"><f>IF(1,"","")</f><v></v></c>')
        ),
    )
    told = {(fault.row, fault.code, fault.value) for fault in faults(path)}
    assert told == {(2, "cells.error", "#DIV/0!"), (3, "cells.no_value", "")}


def test_long_ids_in_number_cells_are_told_for_what_they_are(tmp_path: Path) -> None:
    rows = [ROWS["students"][0], *([110101201301010011 + n, f"N{n}", "7A", "F"] for n in range(3))]
    path = write_book(tmp_path / "b.xlsx", students=rows, scores=ROWS["scores"][:1])
    (fault,) = faults(path)
    assert (fault.code, fault.column, fault.rows) == ("cells.digits_lost", "student_id", (2, 3, 4))
    texts = [rows[0], *([str(row[0]), *row[1:]] for row in rows[1:])]
    path = write_book(tmp_path / "t.xlsx", students=texts, scores=ROWS["scores"][:1])
    assert read_school(path).students[0].student_id == "110101201301010011"


def percent_book(path: Path, full: float) -> Path:
    write_book(path)
    with xlsxwriter.Workbook(path) as book:
        percent = book.add_format({"num_format": "0.0%"})
        for name, rows in ROWS.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
            if name == "scores":
                sheet.write(1, 4, 0.625, percent)
                for number in range(1, len(rows)):
                    sheet.write(number, 5, full)
    return path


def test_a_mark_shown_as_percent_is_of_a_hundred_and_told(tmp_path: Path) -> None:
    school = read_school(percent_book(tmp_path / "b.xlsx", 100))
    assert school.scores[0].score == 62.5
    assert [note.code for note in school.notes] == ["import.percent"]


def test_a_mark_shown_as_percent_of_another_full_score_is_a_fault(tmp_path: Path) -> None:
    (fault,) = faults(percent_book(tmp_path / "b.xlsx", 120))
    assert (fault.row, fault.value, fault.code) == (2, "62.5%", "scores.percent")


def test_two_sheets_of_one_table_are_a_fault(tmp_path: Path) -> None:
    path = write_book(tmp_path / "b.xlsx", 学生=[["student_id"], ["S99"]])
    (fault,) = faults(path)
    assert (fault.table, fault.value, fault.code) == ("students", "学生", "files.one_sheet")


def test_sheets_that_nobody_reads_are_told(tmp_path: Path) -> None:
    path = write_book(tmp_path / "b.xlsx", relation=[["a"]], 随便=[["b"]])
    school = read_school(path)
    assert [(note.code, note.facts.get("hint")) for note in school.notes] == [
        ("import.sheet_hint", "relations"),
        ("import.sheet", None),
    ]


def test_what_is_no_workbook_is_told_once(tmp_path: Path) -> None:
    path = tmp_path / "b.xlsx"
    path.write_bytes(b"PK\x03\x04 and nothing else")
    (fault,) = faults(path)
    assert fault.table == "b.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "x")
    with pytest.raises(UnreadableError):
        read_book(path)
