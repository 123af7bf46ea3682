"""Reading a school: encodings, headers, workbooks, and every fault in the user's words."""

from __future__ import annotations

import codecs
import csv
import io
import shutil
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import example, given
from hypothesis import strategies as st

from pairing.io import read_school, write_school, write_template
from pairing.io.raw.tables import parse_csv
from pairing.io.raw.text import decode
from pairing.io.raw.writing import csv_text
from pairing.io.vocabulary.aliases import column_name, table_name
from pairing.model.enums import PeriodKind, SessionKind
from pairing.model.messages.fault import InputError
from pairing.model.records import TABLES
from pairing.model.school import School
from pairing.model.settings import KindSettings, SessionSettings
from pairing.sample import make_sample


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    make_sample(2, 8, 1).write(tmp_path / "school")
    return tmp_path / "school"


def faults(path: Path) -> list[str]:
    with pytest.raises(InputError) as caught:
        read_school(path)
    return [str(fault) for fault in caught.value.faults]


def edit(file: Path, old: str, new: str, count: int = 1) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, count), "utf-8")


def tables_of(school: School) -> dict[str, object]:
    return {kind.table: school.table(kind.table) for kind in TABLES}


def test_a_written_school_reads_back_the_same(folder: Path) -> None:
    assert tables_of(read_school(folder)) == tables_of(make_sample(2, 8, 1).school())


def test_settings_of_sessions_read_back_the_same(folder: Path) -> None:
    session_settings = SessionSettings(
        start=date(2026, 9, 7),
        weeks=8,
        time_zone="Europe/London",
        kinds={SessionKind.TALK: KindSettings(minutes=12, periods=(PeriodKind.LUNCH,))},
    )
    school = read_school(folder)
    tables = {kind.table: school.table(kind.table) for kind in TABLES}
    write_school(dict(tables), folder, school.rules, session_settings=session_settings)
    again = read_school(folder)
    assert again.session_settings == session_settings
    assert again.screening == school.screening


def test_an_unknown_time_zone_and_a_tuesday_are_told(folder: Path) -> None:
    text = '[sessions]\nstart = "2026-09-08"\n'
    (folder / "rules.toml").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match="1 fault"):
        read_school(folder)
    (folder / "rules.toml").write_text('[sessions]\ntime_zone = "Mars"\n', encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_school(folder)
    assert "a time zone such as Asia/Shanghai" in str(caught.value.faults[0])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings(folder: Path, encoding: str) -> None:
    before = tables_of(read_school(folder))
    for file in folder.glob("*.csv"):
        file.write_bytes(file.read_text("utf-8").encode(encoding))
    assert tables_of(read_school(folder)) == before


@pytest.mark.parametrize(
    "header", ["学号,姓名,班级,性别,身高,视力", "學號,姓名,班級,性別,身高,視力"]
)
def test_chinese_headers_values_and_file_names(folder: Path, header: str) -> None:
    lines = [f"{header}\n"]
    for one in read_school(folder).students:
        gender = {"F": "女", "M": "男"}[one.gender]
        sight = {"normal": "正常", "front": "靠前"}[one.vision]
        lines.append(
            f"{one.student_id},{one.name},{one.class_id},{gender},{one.height_cm},{sight}\n"
        )
    (folder / "students.csv").unlink()
    (folder / "学生.csv").write_text("".join(lines), "utf-8")
    read = read_school(folder)
    assert {one.gender for one in read.students} == {"F", "M"}
    assert len(read.students) == 16


def test_semicolons_tabs_and_blank_lines(folder: Path) -> None:
    file = folder / "classes.csv"
    text = file.read_text("utf-8")
    file.write_text("\n" + text.replace(",", ";") + "\n;;;\n", "utf-8")
    assert len(read_school(folder).classes) == 2


def test_a_workbook_says_the_same_as_the_folder(folder: Path) -> None:
    school = read_school(folder)
    book = folder / "school.xlsx"
    write_template(book, school)
    assert tables_of(read_school(book)) == tables_of(school)


def test_an_empty_template_is_a_school_without_anybody(tmp_path: Path) -> None:
    write_template(tmp_path / "school.xlsx")
    school = read_school(tmp_path / "school.xlsx")
    assert not school.students


def test_a_workbook_typed_by_hand(tmp_path: Path) -> None:
    """Numbers as ids, real dates and times, formulas left as their values."""
    with xlsxwriter.Workbook(tmp_path / "b.xlsx") as book:
        rows: dict[str, list[list[object]]] = {
            "students": [["学号", "姓名", "班级", "性别"], [1, "王明", "7A", "男"]],
            "teachers": [["teacher_id", "name", "roles"]],
            "classes": [["class_id", "grade"], ["7A", 7]],
            "teaching": [["class_id", "subject", "teacher_id"]],
            "layouts": [["layout_id", "seat_id", "row", "column", "desk"]],
        }
        for name, cells in rows.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(cells):
                sheet.write_row(number, 0, row)
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        hour = book.add_format({"num_format": "hh:mm"})
        sheet = book.add_worksheet("成绩")
        sheet.write_row(0, 0, ["学号", "学科", "考试", "日期", "分数", "满分"])
        sheet.write_row(1, 0, [1, "maths", "mid", 46000, 88.5, 100])
        sheet.write(1, 3, 46000, day)
        sheet = book.add_worksheet("periods")
        sheet.write_row(0, 0, ["period_id", "weekday", "start", "end", "kind"])
        sheet.write_row(1, 0, ["P1", 1, 0, 0, "lesson"])
        sheet.write(1, 2, 8 / 24, hour)
        sheet.write(1, 3, 8.75 / 24, hour)
    read = read_school(tmp_path / "b.xlsx")
    assert read.students[0].student_id == "1"
    assert read.classes[0].grade == "7"
    assert read.scores[0].date.isoformat() == "2025-12-09"
    assert read.periods[0].end.isoformat("minutes") == "08:45"


def test_all_faults_at_once_with_place_value_and_hint(folder: Path) -> None:
    edit(folder / "students.csv", ",F,", ",woman,")
    edit(folder / "scores.csv", "S002,", "S0O2,")
    edit(folder / "scores.csv", ",100,\n", ",hundred,\n")
    edit(folder / "teaching.csv", "7A,", "7C,")
    edit(folder / "periods.csv", "08:00", "8h")
    (folder / "layouts.csv").unlink()
    told = faults(folder)
    assert any(line.startswith("students row ") and "one of F, M, X" in line for line in told)
    assert any("scores row 2, full_score: 'hundred': expected a number" in line for line in told)
    assert any("a time such as 08:00" in line for line in told)
    assert any(line.startswith("layouts: expected this table") for line in told)


def test_faults_between_tables(folder: Path) -> None:
    edit(folder / "teaching.csv", "7A,", "7C,")
    rows = (folder / "layouts.csv").read_text("utf-8").splitlines(keepends=True)
    (folder / "layouts.csv").write_text(
        "".join(rows[:5] + [r for r in rows if "R7B" in r]), "utf-8"
    )
    told = faults(folder)
    assert any(
        "'7C': expected a class_id that stands in classes. Did you mean '7" in t for t in told
    )
    assert any("a room with a usable seat for each of the 8 students; it has" in t for t in told)


def test_rules_faults_are_told_with_the_tables(folder: Path) -> None:
    (folder / "rules.toml").write_text(
        '[[rule]]\nid = "keep_apart"\nlevel = "hard"\nstudents = ["S001", "S002"]\n'
        '[[rule]]\nid = "keep_together"\nlevel = "hard"\nstudents = ["S001", "S002"]\n'
        "[screening]\nhalf_life_days = -1\n",
        "utf-8",
    )
    told = faults(folder)
    assert any("keep_together does not keep together" in line for line in told)
    assert any("screening.half_life_days" in line for line in told)


def test_a_missing_path_is_a_fault(tmp_path: Path) -> None:
    assert faults(tmp_path / "nowhere") == ["nowhere: expected a folder or a file that exists."]


@given(st.text(max_size=30))
@example('"=')
@example("=1+1")
@example("a\r=1+1")
@example("\r=1+1")
def test_text_is_guarded_against_formulas_and_comes_back(text: str) -> None:
    written = csv_text(("name",), [(text,)])
    table, _ = parse_csv("t", written)
    cells = [row["name"] for _, row in table.rows] if table else []
    # As a spreadsheet reads it: a quote that opens a cell is none of its text.
    guarded = [row[0] for row in csv.reader(io.StringIO(written, newline="")) if row][1:]
    assert not any(one.startswith(("=", "+", "-", "@")) for one in guarded)
    if text.strip() and not text.startswith("'") and "\r" not in text:
        assert cells == [text]


@given(st.binary(max_size=60))
def test_any_bytes_are_text_or_a_fault(data: bytes) -> None:
    try:
        assert isinstance(decode(data), str)
    except ValueError as error:
        assert "UTF-8 or GB18030" in str(error)


def test_a_byte_order_mark_is_no_part_of_a_header() -> None:
    table, _ = parse_csv("t", decode(codecs.BOM_UTF8 + "学号\n1\n".encode()))
    assert table is not None
    assert table.header == ("student_id",)


def test_aliases_lead_to_columns_and_tables_that_exist() -> None:
    from pairing.io.vocabulary import aliases

    columns = {column for kind in TABLES for column in kind.columns()}
    assert set(aliases._COLUMNS) == columns
    assert set(aliases._TABLES) == {kind.table for kind in TABLES}
    assert table_name("Seat History") == "seat_history"
    assert column_name("Student ID") == "student_id"


def test_writing_leaves_no_draft_behind(folder: Path, tmp_path: Path) -> None:
    school = read_school(folder)
    target = tmp_path / "copy"
    write_school({kind.table: school.table(kind.table) for kind in TABLES}, target, school.rules)
    assert not list(target.glob(".*"))
    assert tables_of(read_school(target)) == tables_of(school)
    shutil.rmtree(target)
