"""Each kind of sheet: class lists, teachers, signs, drawn plans and weeks, together in one book."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pairing.io import read_school
from pairing.io.parsing import parse_tables
from pairing.io.sheets import Answers, Import, import_sheets
from pairing.model.enums import Role, Sense
from pairing.model.messages.fault import InputError
from sheets_book import book

Grid = list[list[Any]]

NAMES = ("王子涵", "李雨桐", "张浩然", "刘欣怡", "陈梓轩", "杨诗琪", "赵宇航", "黄佳怡")
LIST: Grid = [
    ["四（3）班学生花名册"],
    ["序号", "学号", "姓名", "性别", "身高(cm)", "视力", "家庭住址", "联系电话"],
    *(
        [n, f"2023{n:04}", name, "女" if n % 2 else "男", 130 + n, "4.5" if n == 3 else "5.1",
         "西关村", "138****0000"]
        for n, name in enumerate(NAMES, 1)
    ),
]  # fmt: skip
STAFF: Grid = [
    ["姓名", "职务", "任教学科", "任教班级", "最多包保人数"],
    ["刘建平", "班主任、科任教师", "语文", "四（3）班", 4],
    ["陈晓红", "科任教师", "数学", "四（3）班", 3],
    ["赵国强", "副校长", "", "", 2],
    ["何玉芳", "大队辅导员", "", "", 2],
    ["王丽", "教研组长", "英语", "四（3）班", 3],
]
WALL: Grid = [
    ["四（3）班座位表"],
    ["", "", "讲台"],
    [NAMES[0], NAMES[1], "过道", NAMES[2], NAMES[3]],
    [NAMES[4], NAMES[5], "", NAMES[6], "某某某"],
    [NAMES[0], "", "", "空", ""],
]
WEEK: Grid = [
    ["四（3）班课程表"],
    ["节次", "时间", "星期一", "周二", "礼拜三", "星期四", "星期五"],
    ["第一节", "8:20-9:00", "语文", "数学", "语文", "英语", "数学"],
    ["第二节", "9:10—9:50", "数学", "语文", "数学", "体育", "语文"],
    ["第三节", "14:00-14:40", "英语", "语文", "班会", "语文", "数学"],
    ["课后", "16:30-17:30", *["课后服务"] * 5],
]
SIGNS: Grid = [
    ["序号", "姓名", "困难类型", "具体表现", "成因", "来源"],
    [1, NAMES[3], "学习", "作业拖欠", "非智力因素", "平时观察"],
    [2, NAMES[4], "人际关系", "欺负同学", "家庭原因", "家访"],
]


def tables(made: Import) -> dict[str, Any]:
    parsed = parse_tables(made.raw)
    assert parsed.faults == []
    return parsed.tables


def told(made: Import) -> str:
    return "\n".join(map(str, made.told()))


@pytest.fixture
def whole(tmp_path: Path) -> Import:
    sheets = {"名单": LIST, "教师": STAFF, "座位": WALL, "课程表": WEEK, "摸排": SIGNS}
    return import_sheets([book(tmp_path / "四三班.xlsx", **sheets)])


def test_pupils_are_those_of_the_list_with_what_it_says(whole: Import) -> None:
    students = tables(whole)["students"]
    assert [one.name for one in students] == list(NAMES)
    assert {one.class_id for one in students} == {"四（3）班"}
    assert [one.vision for one in students if one.name == NAMES[2]] == [Sense.FRONT]
    assert sum(one.vision is Sense.FRONT for one in students) == 1
    assert students[0].height_cm == 131
    assert "联系电话" in told(whole)


def test_teachers_have_the_roles_of_their_duties(whole: Import) -> None:
    roles = {one.name: set(one.roles) for one in tables(whole)["teachers"]}
    assert roles["刘建平"] == {Role.HOMEROOM, Role.SUBJECT}
    assert roles["赵国强"] == roles["何玉芳"] == {Role.CADRE}
    assert roles["王丽"] == {Role.BACKBONE}
    (own,) = tables(whole)["classes"]
    leader = next(one for one in tables(whole)["teachers"] if one.name == "刘建平")
    assert own.homeroom_teacher_id == leader.teacher_id
    assert {one.subject for one in tables(whole)["teaching"]} == {"语文", "数学", "英语"}


def test_a_drawn_plan_is_the_seats_in_force_and_the_room(whole: Import) -> None:
    seats = {one.seat_id: one for one in tables(whole)["layouts"]}
    assert len(seats) == 12
    assert seats["1-1"].desk == seats["1-2"].desk != seats["1-3"].desk == seats["1-4"].desk
    names = {one.student_id: one.name for one in tables(whole)["students"]}
    sits = {names[one.student_id]: one.seat_id for one in tables(whole)["seat_history"]}
    assert sits[NAMES[1]] == "1-2"
    assert sits[NAMES[6]] == "2-3"
    # Who is drawn twice sits nowhere, and a name of nobody is told with its cell.
    assert NAMES[0] not in sits
    assert "A3, A5" in told(whole)
    assert "某某某 (座位 E4)" in told(whole)


def test_a_plan_drawn_from_the_front_is_turned_round(tmp_path: Path) -> None:
    drawn: Grid = [[NAMES[2], NAMES[3]], [NAMES[0], NAMES[1]], ["讲台"]]
    made = import_sheets([book(tmp_path / "b.xlsx", 名单=LIST, 座位表=drawn)])
    names = {one.student_id: one.name for one in tables(made)["students"]}
    sits = {names[one.student_id]: one.seat_id for one in tables(made)["seat_history"]}
    # Four are drawn, and eight are in the class.
    assert len(tables(made)["layouts"]) == 8
    assert "4 are added at the back" in told(made)
    assert sits == {NAMES[1]: "1-1", NAMES[0]: "1-2", NAMES[3]: "2-1", NAMES[2]: "2-2"}
    assert "as the teacher sees them" in told(made)


def test_a_drawn_week_is_periods_and_lessons(whole: Import) -> None:
    found = tables(whole)
    periods = {one.period_id: one for one in found["periods"]}
    assert periods["D1-1"].start.isoformat("minutes") == "08:20"
    assert periods["D5-4"].kind == "after_school"
    assert {one.kind for one in found["periods"]} >= {"lesson", "lunch", "after_school"}
    names = {one.teacher_id: one.name for one in found["teachers"]}
    lessons = {one.period_id: one for one in found["timetable"]}
    assert len(lessons) == 15
    assert names[lessons["D1-1"].teacher_id] == "刘建平"
    assert names[lessons["D3-3"].teacher_id] == "刘建平"  # 班会 is the head's
    assert names[lessons["D4-2"].teacher_id] == "体育"
    assert "体育" in told(whole)


def test_signs_keep_the_words_and_the_cause(whole: Import) -> None:
    one, other = tables(whole)["indicators"]
    assert (one.dimension, one.indicator, one.source) == (
        "study",
        "作业拖欠（非智力因素）",
        "observation",
    )
    assert (other.dimension, other.source) == ("relations", "home_visit")
    assert one.cause == ("non_intellectual",)


@pytest.mark.parametrize(
    ("said", "cause"),
    [
        ("家庭原因（父母外出务工）", ("family",)),
        ("社会原因、家庭因素", ("social", "family")),
        ("父母离异", ("other",)),
        ("", ()),
    ],
)
def test_a_cause_is_read_by_its_words(tmp_path: Path, said: str, cause: tuple[str, ...]) -> None:
    row = [1, NAMES[3], "学习", "作业拖欠", said, "平时观察"]
    made = import_sheets([book(tmp_path / "b.xlsx", 名单=LIST, 摸排表=[SIGNS[0], row, SIGNS[2]])])
    sign, _ = tables(made)["indicators"]
    assert set(sign.cause) == set(cause)


def test_names_alone_seat_a_class(tmp_path: Path) -> None:
    path = tmp_path / "names.csv"
    path.write_text("\n".join(["姓名", *NAMES]), "gb18030")
    school = read_school(path)
    assert [one.name for one in school.students] == list(NAMES)
    room = school.room_of(school.students[0].class_id)
    assert room is not None and len(room.index) == 8
    bare = tmp_path / "bare.csv"
    bare.write_text("\n".join(NAMES), "utf-8")
    assert [one.name for one in read_school(bare).students] == list(NAMES)


def test_two_of_one_name_are_two_and_a_mark_by_name_alone_is_told(tmp_path: Path) -> None:
    lists: Grid = [["姓名", "性别"], ["张伟", "男"], ["张伟", "男"], ["李静", "女"]]
    marks: Grid = [["姓名", "语文"], ["张伟", 80], ["李静", 90.5]]
    made = import_sheets([book(tmp_path / "b.xlsx", 名单=lists, 期中考试=marks)])
    assert [one.name for one in tables(made)["students"]] == ["张伟", "张伟", "李静"]
    assert [one.score for one in tables(made)["scores"]] == [90.5]
    assert "张伟 (期中考试 A2)" in told(made)


def test_answers_take_the_place_of_what_was_assumed_and_ask_nothing_again(tmp_path: Path) -> None:
    marks: Grid = [["姓名", "语文", "数学"], *([name, 60, 55.5] for name in NAMES)]
    path = book(tmp_path / "b.xlsx", 期中考试=marks)
    first = import_sheets([path])
    keys = {(one.place, one.key) for one in first.answers.assumed}
    shape = "姓名|语文|数学"
    assert (shape, "full_score") in keys
    assert ("exam 期中考试", "date") in keys
    file = tmp_path / "answers.toml"
    text = first.answers.as_toml().replace("full_score = 100", "full_score = 120")
    file.write_text(text, "utf-8")
    second = import_sheets([path], Answers.read(file))
    assert second.answers.assumed == []
    assert {one.full_score for one in tables(second)["scores"]} == {120}
    # The next sheet of this shape asks for its own day alone.
    other = book(tmp_path / "c.xlsx", 期末考试=marks)
    third = import_sheets([other], Answers.read(file))
    assert [one.place for one in third.answers.assumed] == ["exam 期末考试"]


@pytest.mark.parametrize(
    "text", ["nonsense", "made = 3", '["姓名|语文|数学"]\nfull_score = "many"']
)
def test_answers_that_are_none_are_told(tmp_path: Path, text: str) -> None:
    file = tmp_path / "answers.toml"
    file.write_text(text, "utf-8")
    marks: Grid = [["姓名", "语文", "数学"], *([name, 60, 55.5] for name in NAMES)]
    path = book(tmp_path / "b.xlsx", 期中考试=marks)
    with pytest.raises(InputError):
        import_sheets([path], Answers.read(file))


def test_a_sheet_can_be_said_to_be_another_and_a_column_left_out(tmp_path: Path) -> None:
    marks: Grid = [["姓名", "语文", "平时表现分"], *([name, 60, 55.5] for name in NAMES)]
    path = book(tmp_path / "b.xlsx", 期中考试=marks)
    shape = "姓名|语文|平时表现分"
    both = import_sheets([path])
    assert {one.subject for one in tables(both)["scores"]} == {"语文", "平时表现分"}
    one = import_sheets([path], Answers({shape: {"column 平时表现分": "nothing"}}))
    assert {row.subject for row in tables(one)["scores"]} == {"语文"}
    none = import_sheets([path], Answers({shape: {"kind": "class list"}}))
    assert tables(none)["scores"] == []


def test_shares_of_one_are_per_cent(tmp_path: Path) -> None:
    marks: Grid = [["姓名", "语文"], *([name, 0.62] for name in NAMES)]
    made = import_sheets([book(tmp_path / "b.xlsx", 期中考试=marks)])
    assert {one.score for one in tables(made)["scores"]} == {62}
    assert "taken for per cent" in told(made)


def test_what_is_no_sheet_is_told(tmp_path: Path) -> None:
    path = book(tmp_path / "b.xlsx", Sheet1=[["1", "2"], ["3", "4"]])
    with pytest.raises(InputError) as caught:
        import_sheets([path])
    assert "a mark sheet" in str(caught.value.faults[0])
    assert "Sheet1" in str(caught.value.faults[0])


def test_two_of_one_name_in_two_classes_are_two(tmp_path: Path) -> None:
    first: Grid = [["四（1）班成绩"], ["姓名", "语文"], ["张伟", 80.5], ["李静", 70]]
    second: Grid = [["四（2）班成绩"], ["姓名", "语文"], ["张伟", 60.5], ["王芳", 75]]
    made = import_sheets([book(tmp_path / "b.xlsx", 期中考试=[*first, *second])])
    names = {one.student_id: (one.name, one.class_id) for one in tables(made)["students"]}
    marks = {names[one.student_id]: one.score for one in tables(made)["scores"]}
    assert marks == {
        ("张伟", "四（1）班"): 80.5,
        ("李静", "四（1）班"): 70,
        ("张伟", "四（2）班"): 60.5,
        ("王芳", "四（2）班"): 75,
    }


def test_ids_that_come_later_are_those_of_the_names_of_now(tmp_path: Path) -> None:
    lists: Grid = [["姓名", "性别"], ["张伟", "男"], ["李静", "女"]]
    marks: Grid = [["学号", "姓名", "语文"], ["2023001", "张伟", 80], ["2023002", "李静", 90.5]]
    made = import_sheets([book(tmp_path / "b.xlsx", 名单=lists, 期中考试=marks)])
    assert {one.student_id: one.gender.value for one in tables(made)["students"]} == {
        "2023001": "M",
        "2023002": "F",
    }


@pytest.mark.parametrize("lacks", ["subject", "teacher_id", "class_id"])
def test_a_table_that_lacks_a_column_is_told(tmp_path: Path, lacks: str) -> None:
    header = [one for one in ("class_id", "subject", "teacher_id") if one != lacks]
    teaching: Grid = [header, *[["7A", "T1"]] * 3]
    path = book(tmp_path / "b.xlsx", 名单=LIST, 课程表=WEEK, teaching=teaching)
    with pytest.raises(InputError) as caught:
        read_school(path)
    assert any(fault.column == lacks for fault in caught.value.faults)
