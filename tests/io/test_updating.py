"""A school brought up to date: who came, who left, what is new; nothing decided is lost."""

from __future__ import annotations

import csv
import random
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from exploring import examples
from pairing.cli import app
from pairing.io import read_school
from pairing.io.raw.writing import csv_text
from pairing.io.rules_toml import rules_toml
from pairing.io.school_files import write_school
from pairing.io.sheets import Answers
from pairing.io.updating import Update, tables_in_hand, update_in_hand, update_school
from pairing.model.messages.fault import InputError
from pairing.model.records import TABLES, Record
from pairing.model.school import School
from pairing.sample import make_sample
from sheets_book import NAMES, book


def run(*words: object) -> str:
    told = CliRunner().invoke(app, [str(word) for word in words])
    assert told.exit_code == 0, told.output
    return " ".join(told.output.split())


def _autumn(folder: Path) -> Path:
    rows = [[f"S{n}", name, "7A", 60 + n] for n, name in enumerate(NAMES, 1)]
    return book(folder / "autumn.xlsx", Autumn_exam=[["ID", "Name", "Class", "Maths"], *rows])


def test_a_new_list_and_a_new_exam_go_on_with_the_same_school(tmp_path: Path) -> None:
    school = tmp_path / "school"
    run("import", _autumn(tmp_path), "--into", school)
    (school / "rules.toml").write_text(
        '[[rule]]\nid = "keep_apart"\nlevel = "hard"\nstudents = ["S1", "S2"]\ndistance = 2\n'
        '[[rule]]\nid = "keep_apart"\nlevel = "hard"\nstudents = ["S3", "S4"]\ndistance = 2\n'
    )
    (school / "decisions.csv").write_text(
        "student_id,need,ruling,by,at,note,of_ours\nS3,Maths,confirmed,Ms Hall,2026-10-01,,kept\n"
    )
    before = {file.name: file.read_bytes() for file in school.iterdir()}
    stays = [(f"S{n}", name) for n, name in enumerate(NAMES, 1) if n != 2]
    lists = [["ID", "Name", "Class", "Gender"]]
    lists += [[one, name, "7A", "F"] for one, name in stays]
    lists += [["S9", "Ivy Jett", "7A", "F"]]
    marks: list[list[object]] = [
        ["ID", "Name", "Maths"],
        *([one, name, 71.5] for one, name in stays),
    ]
    spring = book(tmp_path / "spring.xlsx", Class_list=lists, Spring_exam=marks)
    told = run("import", spring, "--into", school, "--dry-run")
    assert {file.name: file.read_bytes() for file in school.iterdir()} == before
    assert "1 student came: Ivy Jett (7A)" in told
    assert f"1 student left, and all that was kept of them stays: {NAMES[1]} (7A)" in told
    assert "a new exam: Spring_exam, 7 marks" in told
    run("import", spring, "--into", school)
    assert (school / "decisions.csv").read_bytes() == before["decisions.csv"]
    assert (school / "rules.toml").read_bytes() == before["rules.toml"]
    now = read_school(school)
    assert {one.student_id for one in now.students} == {one for one, _ in stays} | {"S9"}
    assert {one.exam for one in now.scores} == {"Autumn_exam", "Spring_exam"}
    # The leaver's mark still counts in the mean, and the rule about them rests.
    assert [one.student_id for one in now.leavers_scores] == ["S2"]
    codes = [note.code for note in now.notes]
    assert "import.rule_of_leaver" in codes
    assert "Begin" not in told
    again = run("import", spring, "--into", school)
    assert "came" not in again and "left, and" not in again and "a new exam" not in again


def test_columns_that_nobody_reads_stay(tmp_path: Path) -> None:
    school = tmp_path / "school"
    run("import", _autumn(tmp_path), "--into", school)
    lines = (school / "students.csv").read_text().splitlines()
    own = [f"{lines[0]},bus", *(f"{line},{n}" for n, line in enumerate(lines[1:]))]
    (school / "students.csv").write_text("\n".join(own) + "\n")
    lists = [["ID", "Name", "Class", "Gender"]]
    lists += [[f"S{n}", name, "7A", "M"] for n, name in enumerate(NAMES, 1)]
    run("import", book(tmp_path / "c.xlsx", Class_list=lists), "--into", school)
    text = (school / "students.csv").read_text().splitlines()
    assert text[0].endswith(",bus")
    assert [line.rsplit(",", 1)[1] for line in text[1:]] == [str(n) for n in range(8)]


def test_a_file_that_is_no_sheet_writes_nothing(tmp_path: Path) -> None:
    odd = book(tmp_path / "odd.xlsx", Sheet1=[["1", "2"], ["3", "4"]])
    told = CliRunner().invoke(app, ["import", str(odd), "--into", str(tmp_path / "school")])
    assert told.exit_code == 2
    assert not (tmp_path / "school").exists()


def test_ids_that_come_later_do_not_make_others_of_the_same_pupils(tmp_path: Path) -> None:
    school = tmp_path / "school"
    bare = book(tmp_path / "a.xlsx", Autumn_exam=[["Name", "Maths"], *([n, 60.5] for n in NAMES)])
    run("import", bare, "--into", school)
    before = {one.name: one.student_id for one in read_school(school).students}
    rows = ([f"P{n}", one, 71.5] for n, one in enumerate(NAMES))
    marks: list[list[object]] = [["ID", "Name", "Maths"], *rows]
    told = run("import", book(tmp_path / "b.xlsx", Spring_exam=marks), "--into", school)
    now = read_school(school)
    assert {one.name: one.student_id for one in now.students} == before
    assert len(now.scores) == 16
    assert "8 students keep the ids of this school" in told


def test_a_mark_sheet_says_more_of_pupils_than_marks(tmp_path: Path) -> None:
    rows: list[list[object]] = [["姓名", "性别", "身高", "听力", "语文"]]
    rows += [
        [name, "男" if n % 2 else "女", 150 + n, 20 + n, 80 - n] for n, name in enumerate(NAMES)
    ]
    run("import", book(tmp_path / "六2班.xlsx", 期中考试=rows), "--into", tmp_path / "school")
    school = read_school(tmp_path / "school")
    assert [one.gender.value for one in school.students] == [
        "M" if n % 2 else "F" for n in range(len(NAMES))
    ]
    assert [one.height_cm for one in school.students] == [150 + n for n in range(len(NAMES))]
    # Numbers under 听力 are marks in listening, and nobody's ears.
    assert {row.subject for row in school.scores} == {"听力", "语文"}
    assert {one.hearing.value for one in school.students} == {"normal"}


Grid = list[list[Any]]
WORDS = ("", "缺考", "免考", "—", "作弊", "x", "-3", "71%", "#N/A", "999")


def _lines(path: Path, rows: Iterable[Iterable[object]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def _any_sheets(school: School, chance: random.Random, folder: Path) -> list[Path]:
    """A mark sheet of some of a school and some who are new; at times a class list beside it."""
    pupils = chance.sample(school.students, chance.randint(4, len(school.students)))
    people = [(one.student_id, one.name, one.class_id) for one in pupils]
    if chance.random() < 0.3:
        other = chance.randrange(len(people))
        people[other] = (people[other][0], "Ivy Jett", people[other][2])
    people += [
        (f"N{number}", f"New {'abc'[number]}", "7A") for number in range(chance.randint(0, 2))
    ]
    exam = chance.choice([*sorted({row.exam for row in school.scores}), "Spring exam"])
    subjects = chance.sample(["Maths", "English", "Physics"], chance.randint(1, 3))
    odd = chance.choice([0, 0, 0.1, 0.5])

    def cell() -> object:
        return chance.choice(WORDS) if chance.random() < odd else chance.randint(0, 200) / 2

    marks = _lines(
        folder / f"{exam}.csv",
        [["ID", "Name", "Class", *subjects]]
        + [[*one, *(cell() for _ in subjects)] for one in people],
    )
    if chance.random() < 0.5:
        return [marks]
    listed = [one for one in people if one[2] == "7A" and chance.random() < 0.9]
    grid: Grid = [["ID", "Name", "Class", "Gender"], *([*one, "F"] for one in listed)]
    return [_lines(folder / "7A.csv", grid), marks]


def _told(update: Callable[[], Update]) -> object:
    try:
        done = update()
    except InputError as error:
        return error.faults
    return done.school, done.changes, done.known, done.made.told(), done.texts


@examples(30)
@given(st.integers(0, 10**6))
def test_a_school_in_hand_is_updated_as_its_folder_is(seed: int) -> None:
    """The rows that no sheet touches are read again of a folder, and never of one in hand."""
    chance = random.Random(seed)
    school = make_sample(2, 9, 3).school()
    # Some who have left: their marks are read with the others.
    gone = {one.student_id for one in school.students[: chance.randint(0, 2)]}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "school"
        tables: dict[str, Iterable[Record]] = {one.table: school.table(one.table) for one in TABLES}
        tables["students"] = [one for one in school.students if one.student_id not in gone]
        write_school(tables, folder, school.rules, school.screening, school.session_settings)
        before = read_school(folder)
        # Of leavers a school in hand has no rows but marks, which stand last, and no rules.
        rules = rules_toml(
            before.rules, before.screening, before.session_settings, before.monitoring
        )
        (folder / "rules.toml").write_text(rules, "utf-8")
        for table in tables_in_hand(before):
            rows = [list(cells.values()) for _, cells in table.rows]
            (folder / f"{table.name}.csv").write_text(csv_text(table.header, rows), "utf-8")
        files = _any_sheets(before, chance, Path(name))
        in_hand = _told(lambda: update_in_hand(files, before, Answers()))
        assert in_hand == _told(lambda: update_school(files, folder, Answers()))


def test_no_digit_of_a_mark_in_hand_is_lost(tmp_path: Path) -> None:
    before = make_sample(2, 9, 3).school()
    exact = before.scores[0].model_copy(update={"score": 41.123456789})
    before = replace(before, scores=(exact, *before.scores[1:]))
    pupil = before.student[exact.student_id]
    row = [pupil.student_id, pupil.name, pupil.class_id, exact.score]
    grid: Grid = [["ID", "Name", "Class", exact.subject], row]
    same = update_in_hand([_lines(tmp_path / f"{exact.exam}.csv", grid)], before, Answers())
    assert same.changes == ()
    other = update_in_hand([_lines(tmp_path / "Spring exam.csv", grid)], before, Answers())
    assert other.school.scores[: len(before.scores)] == before.scores


def test_a_name_in_hand_stays_as_it_is(tmp_path: Path) -> None:
    """Only a file guards what a spreadsheet would take for a formula."""
    before = make_sample(2, 9, 3).school()
    named = before.students[0].model_copy(update={"name": "-Ann"})
    before = replace(before, students=(named, *before.students[1:]))
    grid: Grid = [
        ["ID", "Name", "Class", "Maths"],
        [named.student_id, "-Ann", named.class_id, 71.5],
    ]
    made = update_in_hand([_lines(tmp_path / "Spring exam.csv", grid)], before, Answers())
    assert made.school.student[named.student_id].name == "-Ann"
    assert "'-Ann" in made.texts.get("students.csv", "'-Ann")
    assert not any("stand" in str(note) for note in made.made.told())


def test_rows_that_no_sheet_touches_stay_the_same_records(tmp_path: Path) -> None:
    before = make_sample(2, 9, 3).school()
    pupil = before.students[0]
    row = [pupil.student_id, pupil.name, pupil.class_id, 71.5]
    grid: Grid = [["ID", "Name", "Class", "Maths"], row]
    made = update_in_hand([_lines(tmp_path / "Spring exam.csv", grid)], before, Answers())
    kept = {id(one) for one in made.school.scores}
    assert all(id(one) in kept for one in before.scores)
    assert len(made.school.scores) == len(before.scores) + 1


def test_days_are_written_as_the_contract_has_them(tmp_path: Path) -> None:
    school = make_sample(1, 16, 3).school()
    folder = tmp_path / "given"
    write_school({kind.table: school.table(kind.table) for kind in TABLES}, folder)
    scores = folder / "scores.csv"
    days = sorted({str(row.date) for row in school.scores})
    year, month, day = days[-1].split("-")
    text = scores.read_text("utf-8").replace(days[-1], f"{year}年{int(month)}月{int(day)}日")
    scores.write_text(text, "utf-8")
    update_school([folder], tmp_path / "school", Answers()).write(tmp_path / "school")
    with (tmp_path / "school" / "scores.csv").open(encoding="utf-8-sig") as file:
        assert sorted({row["date"] for row in csv.DictReader(file)}) == days


def test_a_plan_drawn_on_a_sheet_of_a_tables_name_is_no_second_table(tmp_path: Path) -> None:
    school = make_sample(1, 16, 3).school()
    sheets: dict[str, list[list[Any]]] = {
        table.name: [list(table.header), *(list(cells.values()) for _, cells in table.rows)]
        for table in tables_in_hand(school)
    }
    names = [row.name for row in school.students]
    # 教室座位 is another name of the table layouts.
    sheets["教室座位"] = [["讲台", "", "", ""], *(names[at : at + 4] for at in range(0, 16, 4))]
    made = update_school([book(tmp_path / "all.xlsx", **sheets)], tmp_path / "school", Answers())
    assert {row.student_id for row in made.school.seat_history} == set(school.student)
    sheets["layouts again"] = sheets["layouts"]
    sheets["座位"] = sheets["layouts"]
    with pytest.raises(InputError) as caught:
        update_school([book(tmp_path / "two.xlsx", **sheets)], tmp_path / "school", Answers())
    assert {fault.expected.code for fault in caught.value.faults} == {"files.one_sheet"}
