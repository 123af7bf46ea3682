"""A school brought up to date: who came, who left, what is new; nothing decided is lost."""

from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner

from pairing.cli import app
from pairing.io import read_school
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
