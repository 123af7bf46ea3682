"""Sheets that are easily misread: what is no mark is none, and what is left out is told."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from pairing.io.parsing import parse_tables
from pairing.io.sheets import Answers, Import, import_sheets
from pairing.model.messages.fault import InputError
from sheets_book import book

Grid = list[list[Any]]

NAMES = ("王子涵", "李雨桐", "张浩然", "刘欣怡", "陈梓轩", "杨诗琪")


def read(tmp_path: Path, **sheets: Grid) -> tuple[Import, dict[str, Any]]:
    made = import_sheets([book(tmp_path / "b.xlsx", **sheets)])
    parsed = parse_tables(made.raw)
    assert parsed.faults == []
    return made, parsed.tables


def rewritten(path: Path, part: str, old: bytes, new: bytes) -> None:
    """The workbook with other bytes in one of its parts."""
    with zipfile.ZipFile(path) as book_then:
        parts = {name: book_then.read(name) for name in book_then.namelist()}
    parts[part] = parts[part].replace(old, new)
    with zipfile.ZipFile(path, "w") as book_now:
        for name, data in parts.items():
            book_now.writestr(name, data)


def filled(made: Import) -> dict[str, list[dict[str, str]]]:
    """The filled cells of all tables."""
    return {
        table.name: [{key: text for key, text in cells.items() if text} for _, cells in table.rows]
        for table in made.raw.tables
    }


def marks_of(tables: dict[str, Any], subject: str) -> list[float | None]:
    return [row.score for row in tables["scores"] if row.subject == subject]


def told(made: Import) -> str:
    return "\n".join(map(str, made.told()))


def test_letters_of_grades_are_nobodys_absence(tmp_path: Path) -> None:
    letters = ["A", "B", "e", "D", "B+", "缺考"]
    rows = [[name, letter, 70] for name, letter in zip(NAMES, letters, strict=True)]
    made, tables = read(tmp_path, 期中考试=[["姓名", "英语", "数学"], *rows])
    english = [row for row in tables["scores"] if row.subject == "英语"]
    assert [row.missing.value for row in english] == ["missed"]
    (grades,) = made.sheets[0].doubts
    assert grades.code == "sheets.grades"
    assert grades.facts["count"] == len(letters) - 1


def test_an_a_among_marks_is_an_absence(tmp_path: Path) -> None:
    rows = [[name, "a" if number == 0 else 70] for number, name in enumerate(NAMES)]
    _, tables = read(tmp_path, 期中考试=[["姓名", "英语"], *rows])
    assert tables["scores"][0].missing.value == "missed"


def test_numbers_of_a_class_list_are_no_marks(tmp_path: Path) -> None:
    header = ["姓名", "年龄", "体重(kg)", "左眼视力", "右眼视力", "宿舍号"]
    rows = [[name, 10, 31.5, 5.0, 4.3 if name == NAMES[2] else 5.1, 201] for name in NAMES]
    made, tables = read(tmp_path, 花名册=[header, *rows])
    assert made.sheets[0].kind == "class list"
    assert tables["scores"] == []
    front = [row.name for row in tables["students"] if row.vision.value == "front"]
    assert front == [NAMES[2]]
    left = " ".join(map(str, made.sheets[0].left_out))
    assert "年龄" in left and "右眼视力" not in left


def test_ranks_and_sums_by_other_words_are_no_marks(tmp_path: Path) -> None:
    header = ["姓名", "语文", "班次", "校次", "折合分", "加分"]
    rows = [[name, 80 + n, n + 1, n + 20, 40, 5] for n, name in enumerate(NAMES)]
    _, tables = read(tmp_path, 期中考试=[header, *rows])
    assert {row.subject for row in tables["scores"]} == {"语文"}


def test_a_number_too_great_is_told_and_no_mark(tmp_path: Path) -> None:
    rows = [[name, 985 if name == NAMES[1] else 80] for name in NAMES]
    made, tables = read(tmp_path, 期中考试=[["姓名", "语文"], *rows])
    assert marks_of(tables, "语文") == [80] * 5
    assert {row.full_score for row in tables["scores"]} == {100}
    assert "left out at B3" in told(made)


def test_ids_in_the_place_of_marks_are_told(tmp_path: Path) -> None:
    rows = [[name, 20250001 + n, 80] for n, name in enumerate(NAMES)]
    made, tables = read(tmp_path, 期中考试=[["姓名", "语文", "数学"], *rows])
    assert {row.subject for row in tables["scores"]} == {"数学"}
    assert "left out at B2, B3" in told(made)


@pytest.mark.parametrize("word", ["优秀", "90分以上", "最高", "不及格", "60分以下人数"])
def test_a_row_of_counts_is_no_student(tmp_path: Path, word: str) -> None:
    rows = [[name, 80] for name in NAMES]
    made, tables = read(tmp_path, 期中考试=[["姓名", "语文"], *rows, [word, 3]])
    assert [row.name for row in tables["students"]] == list(NAMES)
    assert word in told(made)


@pytest.mark.parametrize(("said", "severity"), [("一般", 1), ("较重", 2), ("严重", 3)])
def test_how_severe_a_sign_is(tmp_path: Path, said: str, severity: int) -> None:
    lists: Grid = [["姓名", "性别"], *([name, "男"] for name in NAMES)]
    signs: Grid = [
        ["姓名", "困难类型", "具体表现", "严重程度"],
        [NAMES[0], "学习", "不交作业", said],
    ]
    _, tables = read(tmp_path, 名单=lists, 摸排=signs)
    assert [int(row.severity) for row in tables["indicators"]] == [severity]


def test_a_table_of_means_below_has_no_students(tmp_path: Path) -> None:
    rows = [[name, 80, 81] for name in NAMES]
    below: Grid = [["科目", "平均分", "最高分"], ["语文", 77, 98], ["数学", 76, 97]]
    _, tables = read(tmp_path, 期中考试=[["姓名", "语文", "数学"], *rows, *below])
    assert [row.name for row in tables["students"]] == list(NAMES)
    assert marks_of(tables, "语文") == [80] * 6


def test_marks_above_their_header_are_told(tmp_path: Path) -> None:
    rows = [[name, 80, 81] for name in NAMES]
    header = ["姓名", "语文", "数学"]
    made, _ = read(tmp_path, 期中考试=[*rows, header, ["赵宇航", 70, 71]])
    assert made.sheets[0].left_out
    assert "1, 2, 3, 4" in told(made)


def test_subjects_that_nobody_knows_are_subjects(tmp_path: Path) -> None:
    rows = [[name, 80, 81] for name in NAMES]
    _, tables = read(tmp_path, 期中考试=[["姓名", "魔方", "口算"], *rows])
    assert {row.subject for row in tables["scores"]} == {"魔方", "口算"}
    assert len(tables["scores"]) == 12


@pytest.mark.parametrize("form", ["{}. {}", "{}、{}", "（{}）{}", "{}号 {}"])
@pytest.mark.parametrize("header", [[], [["姓名"]]], ids=["bare", "headed"])
def test_a_number_before_a_name_is_not_of_it(tmp_path: Path, form: str, header: Grid) -> None:
    rows = [[form.format(n, name)] for n, name in enumerate(NAMES, 1)]
    _, tables = read(tmp_path, 名单=[*header, *rows])
    assert [row.name for row in tables["students"]] == list(NAMES)


def test_a_subject_drawn_with_blanks_is_the_same(tmp_path: Path) -> None:
    rows = [[name, "８０", 81] for name in NAMES]
    _, tables = read(tmp_path, 期中考试=[["姓 名", "语　文", "数 学成绩"], *rows])
    assert {row.subject for row in tables["scores"]} == {"语文", "数学"}
    assert marks_of(tables, "语文") == [80] * 6


def test_signs_without_width_are_not_seen(tmp_path: Path) -> None:
    rows = [[f"{name}\u200b", "80\u200b"] for name in NAMES]
    _, tables = read(tmp_path, 期中考试=[["姓名\u200b", "\ufeff语文"], *rows])
    assert [row.name for row in tables["students"]] == list(NAMES)
    assert marks_of(tables, "语文") == [80] * 6


def test_rounded_ids_do_not_make_one_student_of_several(tmp_path: Path) -> None:
    rows = [[f"2025010100000{n // 4}000", name, 80 + n] for n, name in enumerate(NAMES)]
    made, tables = read(tmp_path, 期中考试=[["学号", "姓名", "语文"], *rows])
    names = {row.student_id: row.name for row in tables["students"]}
    marks = {names[row.student_id]: row.score for row in tables["scores"]}
    assert marks == {name: 80 + n for n, name in enumerate(NAMES)}
    assert "20250101000000000" in told(made)


def test_a_merged_class_is_that_of_all_its_rows(tmp_path: Path) -> None:
    classes = ["四1班", "", "", "四2班", "", ""]
    rows = [[own, name, 80] for own, name in zip(classes, NAMES, strict=True)]
    made, tables = read(tmp_path, 期中考试=[["班级", "姓名", "语文"], *rows])
    assert [row.class_id for row in tables["students"]] == ["四1班"] * 3 + ["四2班"] * 3
    assert "rows 3, 4, 6, 7" in told(made)


def test_blank_cells_are_counted_as_no_marks(tmp_path: Path) -> None:
    rows = [[name, 80 if n else "", ""] for n, name in enumerate(NAMES)]
    made, tables = read(tmp_path, 期中考试=[["姓名", "语文", "数学"], *rows])
    assert "5 marks" in told(made) and "B2" in told(made)
    assert {row.subject for row in tables["scores"]} == {"语文"}
    assert "数学" in " ".join(map(str, made.sheets[0].left_out))


def test_formulas_that_nobody_worked_out_are_told(tmp_path: Path) -> None:
    rows = [[name, 80] for name in NAMES]
    path = book(tmp_path / "b.xlsx", 期中考试=[["姓名", "语文"], *rows])
    rewritten(path, "xl/worksheets/sheet1.xml", b"<v>80</v>", b"<f>79+1</f><v/>")
    made = import_sheets([path])
    assert parse_tables(made.raw).tables["scores"] == []
    assert "was not worked out" in told(made)


@pytest.mark.parametrize("ending", [".xlsx", ".xls"])
@pytest.mark.parametrize("mark", [",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_text_by_the_name_of_a_workbook(
    tmp_path: Path, ending: str, mark: str, encoding: str
) -> None:
    lines = [["姓名", "语文"], *([name, "80"] for name in NAMES)]
    path = tmp_path / f"期中{ending}"
    path.write_text("\n".join(map(mark.join, lines)), encoding)
    tables: Any = parse_tables(import_sheets([path]).raw).tables
    assert marks_of(tables, "语文") == [80] * 6


def test_a_web_page_by_the_name_of_a_workbook_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    path.write_text("<html><table><tr><td>姓名</td></tr></table></html>", "utf-8")
    with pytest.raises(InputError) as caught:
        import_sheets([path])
    assert caught.value.faults[0].expected.code == "files.web_page"


WEEK: Grid = [
    ["四（2）班课程表"],
    ["节次", "星期一", "星期二", "星期三"],
    ["第一节", "语文", "数学", "美术"],
]


def test_the_same_week_again_changes_nothing(tmp_path: Path) -> None:
    lists: Grid = [["四（2）班花名册"], ["姓名", "性别"], *([name, "男"] for name in NAMES)]
    path = book(tmp_path / "b.xlsx", 名单=lists, 课程表=WEEK)
    first = import_sheets([path])
    again = import_sheets([path], into=first.raw.tables)
    assert filled(again) == filled(first)


def test_a_week_of_another_class_is_told_and_not_taken(tmp_path: Path) -> None:
    lists: Grid = [["班级", "姓名"], ["四（1）班", NAMES[0]], ["四（3）班", NAMES[1]]]
    made, tables = read(tmp_path, 名单=[*lists], 课程表=WEEK)
    assert tables.get("timetable", []) == []
    assert "四（2）班" in told(made)


def test_a_week_alone_is_told(tmp_path: Path) -> None:
    made, _ = read(tmp_path, 课程表=WEEK)
    assert "四（2）班" in told(made)


def test_a_name_of_two_known_students_makes_no_third(tmp_path: Path) -> None:
    lists: Grid = [["学号", "姓名", "班级"], [1001, "张伟", "四1班"], [1002, "张伟", "四1班"]]
    first = import_sheets([book(tmp_path / "a.xlsx", 名单=lists)])
    marks: Grid = [["姓名", "语文"], ["张伟", 80]]
    made = import_sheets([book(tmp_path / "b.xlsx", 期末考试=marks)], into=first.raw.tables)
    tables: Any = parse_tables(made.raw).tables
    assert [row.student_id for row in tables["students"]] == ["1001", "1002"]
    assert "张伟 (期末考试 A2)" in told(made)


def test_students_side_by_side_are_no_subjects(tmp_path: Path) -> None:
    grid: Grid = [["姓名", *NAMES], ["语文", *[80] * 6], ["数学", *[81] * 6]]
    _, tables = read(tmp_path, 期中考试=grid)
    assert {row.subject for row in tables["scores"]} == {"语文", "数学"}


@pytest.mark.parametrize(
    ("header", "subject", "full"),
    [
        ("Maths %", "Maths", 100),
        ("Maths P1 (/80)", "Maths P1", 80),
        ("物理 70分", "物理", 70),
        ("化学 满分70分", "化学", 70),
    ],
)
def test_a_subject_without_its_full_mark(
    tmp_path: Path, header: str, subject: str, full: float
) -> None:
    rows = [[name, 60 + n] for n, name in enumerate(NAMES)]
    _, tables = read(tmp_path, 期中考试=[["姓名", header], *rows])
    assert {(row.subject, row.full_score) for row in tables["scores"]} == {(subject, full)}


def test_who_heads_something_is_of_the_cadre(tmp_path: Path) -> None:
    staff: Grid = [["姓名", "职务"], ["孙德胜", "德育处副主任"], ["周敏", "四（2）班班主任"]]
    lists: Grid = [["姓名", "性别"], *([name, "男"] for name in NAMES)]
    _, tables = read(tmp_path, 教师=staff, 名单=lists)
    roles = {row.name: [role.value for role in row.roles] for row in tables["teachers"]}
    assert roles == {"孙德胜": ["cadre"], "周敏": ["homeroom"]}


def test_who_teaches_a_class_that_no_sheet_has(tmp_path: Path) -> None:
    staff: Grid = [["姓名", "任教学科", "任教班级"], ["周敏", "音乐", "四（9）班"]]
    lists: Grid = [["班级", "姓名"], *(["四（1）班", name] for name in NAMES)]
    made, _ = read(tmp_path, 教师=staff, 名单=lists)
    codes = {note.code for note in made.notes}
    assert "sheets.teaches_elsewhere" in codes
    assert "sheets.teaches_nowhere" not in codes


def test_an_exam_of_a_term_is_named_so(tmp_path: Path) -> None:
    rows = [[name, 60] for name in NAMES]
    titles: Grid = [["Class 7B - Autumn Term Test"], ["Name", "Maths"]]
    _, tables = read(tmp_path, Sheet1=[*titles, *rows])
    assert {row.exam for row in tables["scores"]} == {"Autumn Term Test"}


def test_a_week_of_bare_days_is_one(tmp_path: Path) -> None:
    lists: Grid = [["四（2）班花名册"], ["姓名", "性别"], *([name, "男"] for name in NAMES)]
    week: Grid = [["", "一", "二", "三", "四", "五"], ["1", *["语文", "数学"] * 2, "英语"]]
    made, tables = read(tmp_path, 名单=lists, 课程表=week)
    assert made.sheets[1].kind == "timetable"
    assert len(tables["timetable"]) == 5


def test_a_class_by_number_is_of_its_grade(tmp_path: Path) -> None:
    rows = [["四年级", 1 + n % 2, name, 80] for n, name in enumerate(NAMES)]
    rows[1][0] = ""
    _, tables = read(tmp_path, 期中考试=[["年级", "班", "姓名", "语文"], *rows])
    assert {row.class_id for row in tables["students"]} == {"四年级1班", "四年级2班"}
    assert {row.grade for row in tables["classes"]} == {"四年级"}


def test_measures_and_counts_are_no_marks(tmp_path: Path) -> None:
    header = ["姓名", "体育", "50米(秒)", "跳绳", "BMI", "组别", "违纪次数"]
    rows = [[name, 80, 9.1, 120, 16.5, 1, 0] for name in NAMES]
    _, tables = read(tmp_path, 期中考试=[header, *rows])
    assert {row.subject for row in tables["scores"]} == {"体育"}


def test_the_same_names_by_other_ids_are_told(tmp_path: Path) -> None:
    lists: Grid = [
        ["学号", "姓名", "班级", "性别", "备注"],
        *([1000 + n, name, "四1班", "男", ""] for n, name in enumerate(NAMES)),
    ]
    first = import_sheets([book(tmp_path / "a.xlsx", 名单=lists)])
    marks: Grid = [
        ["学号", "姓名", "班级", "语文"],
        [2000, NAMES[0], "四1班", 80],
        [2001, NAMES[1], "四2班", 80],
    ]
    made = import_sheets([book(tmp_path / "b.xlsx", 期末考试=marks)], into=first.raw.tables)
    assert [note.code for note in made.notes].count("sheets.other_ids") == 1
    assert f"{NAMES[0]} (1000, 2000)" in told(made) and f"{NAMES[1]} (" not in told(made)


def test_marks_of_two_of_one_name_are_nobodys(tmp_path: Path) -> None:
    rows = [[name, 80, 81] for name in NAMES]
    made, tables = read(tmp_path, 期中考试=[["姓名", "语文", "数学"], *rows, [NAMES[0], 61, 81]])
    names = {row.student_id: row.name for row in tables["students"]}
    assert NAMES[0] not in {names[row.student_id] for row in tables["scores"]}
    assert len(tables["scores"]) == 10
    assert f"{NAMES[0]} (期中考试 A2, 期中考试 A8)" in told(made)


def test_a_mark_alone_is_of_the_subject_of_its_sheet(tmp_path: Path) -> None:
    _, tables = read(tmp_path, 数学期中=[["姓名", "成绩"], *([name, 80] for name in NAMES)])
    assert {(row.subject, row.exam) for row in tables["scores"]} == {("数学", "数学期中")}


def test_a_total_alone_is_the_mark(tmp_path: Path) -> None:
    rows = [[name, 612, n] for n, name in enumerate(NAMES, 1)]
    _, tables = read(tmp_path, 期中考试=[["姓名", "总分", "名次"], *rows])
    assert marks_of(tables, "总分") == [612] * 6


def test_fees_rates_and_points_of_days_are_no_marks(tmp_path: Path) -> None:
    header = ["姓名", "语文", "得分率", "餐费", "周一", "周二", "周三"]
    rows = [[name, 80, 0.8, 250, 1, 2, 0] for name in NAMES]
    made, tables = read(tmp_path, 期中考试=[header, *rows])
    assert made.sheets[0].kind == "marks"
    assert {row.subject for row in tables["scores"]} == {"语文"}


def test_a_duty_beside_a_name_in_a_plan(tmp_path: Path) -> None:
    lists: Grid = [["姓名", "性别"], *([name, "男"] for name in NAMES)]
    wall: Grid = [["", "讲台"], [f"{NAMES[0]}（班长）", f"{NAMES[1]}★"], list(NAMES[2:4])]
    _, tables = read(tmp_path, 名单=lists, 座位表=wall)
    assert len(tables["seat_history"]) == 4


def test_heights_with_their_unit(tmp_path: Path) -> None:
    heights = ["1.42m", "142cm", "142厘米", "142", "1.42米", "142公分"]
    rows = [[name, one] for name, one in zip(NAMES, heights, strict=True)]
    _, tables = read(tmp_path, 体检=[["姓名", "身高"], *rows])
    assert {row.height_cm for row in tables["students"]} == {142}


def test_a_hidden_sheet_is_told(tmp_path: Path) -> None:
    grids: dict[str, Grid] = {
        "Autumn": [["Name", "Maths"], ["Ana Bell", 61], ["Bo Carr", 72]],
        "Old": [["Name", "Maths"], ["Ana Bell", 41], ["Bo Carr", 52]],
    }
    path = tmp_path / "marks.xlsx"
    with xlsxwriter.Workbook(str(path)) as made:
        for name, grid in grids.items():
            sheet = made.add_worksheet(name)
            for row, cells in enumerate(grid):
                sheet.write_row(row, 0, cells)
        sheet.hide()
    made_of = import_sheets([path])
    doubts = {told.sheet: [one.code for one in told.doubts] for told in made_of.sheets}
    assert "sheets.hidden" in doubts["Old"]
    assert "sheets.hidden" not in doubts["Autumn"]


def test_the_days_of_exams_in_one_sheet_are_one_question(tmp_path: Path) -> None:
    header = ["姓名", "期中数学", "期中语文", "期末数学", "期末语文"]
    grid: Grid = [header, *([name, 61, 72, 83, 94] for name in NAMES)]
    made, _ = read(tmp_path, 成绩=grid)
    (asked,) = [one for one in made.answers.assumed if one.words.code.startswith("sheets.exam_day")]
    assert asked.words.code == "sheets.exam_days"
    assert not asked.sure and made.doubted
    given = {asked.place: {asked.key: "2026-04-20; 2026-06-30"}}
    again = import_sheets([tmp_path / "b.xlsx"], Answers(given))
    days = {row["exam"]: row["date"] for row in filled(again)["scores"]}
    assert sorted(days.values()) == ["2026-04-20", "2026-06-30"]
    with pytest.raises(InputError):
        import_sheets([tmp_path / "b.xlsx"], Answers({asked.place: {asked.key: "2026-04-20"}}))


def test_the_day_of_one_exam_alone_is_in_no_doubt(tmp_path: Path) -> None:
    made, _ = read(tmp_path, 期中考试=[["姓名", "数学"], *([name, 61] for name in NAMES)])
    assert {one.words.code for one in made.answers.assumed} >= {"sheets.exam_day"}
    assert not any(not one.sure for one in made.answers.assumed)


def test_a_lesson_without_a_teacher_is_taken_once_with_who_stands_for_them(tmp_path: Path) -> None:
    """In a table of a school, too: it is no fault that no list names who holds it."""
    pupils = [[f"S{n}", name, "7A", "女"] for n, name in enumerate(NAMES)]
    lessons = [["7A", "D1-1", "语文", "T1"], ["7A", "D1-2", "体育", ""], ["7A", "D2-1", "体育", ""]]
    times = [
        ["D1-1", 1, "08:00", "08:40", "上课"],
        ["D1-2", 1, "09:00", "09:40", "上课"],
        ["D2-1", 2, "08:00", "08:40", "上课"],
    ]
    made, tables = read(
        tmp_path,
        学生=[["学号", "姓名", "班级", "性别"], *pupils],
        教师=[["教师编号", "姓名", "职务"], ["T1", "刘建平", "科任教师"]],
        时段=[["时段编号", "星期", "开始", "结束", "类型"], *times],
        课程表=[["班级", "时段编号", "学科", "教师"], *lessons],
    )
    held = [(row.period_id, row.subject, row.teacher_id) for row in tables["timetable"]]
    (stand_in,) = {row.teacher_id for row in tables["teachers"]} - {"T1"}
    assert sorted(held) == [
        ("D1-1", "语文", "T1"),
        ("D1-2", "体育", stand_in),
        ("D2-1", "体育", stand_in),
    ]
    assert "sheets.made_teachers" in {note.code for note in made.notes}
