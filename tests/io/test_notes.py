"""What reading tells of what it passed over, undid or guessed."""

from __future__ import annotations

from pathlib import Path

import pytest

from books import ROWS, Rows, write_folder
from pairing.io import read_school
from pairing.io.raw.text import decoded
from pairing.io.vocabulary.aliases import near_column, near_table
from pairing.model.messages.fault import Fault, InputError
from pairing.model.school import School
from pairing.model.soundness.nearest import nearest
from pairing.planning import make_plan
from pairing.store.pieces import Work, from_pieces, to_pieces


def faults(path: Path) -> tuple[Fault, ...]:
    with pytest.raises(InputError) as caught:
        read_school(path)
    return caught.value.faults


def hints(school: School) -> list[tuple[str, object]]:
    return [(note.code, note.facts.get("hint")) for note in school.notes]


def test_files_that_nobody_reads_are_told_with_what_may_be_meant(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "school")
    for name in ("relation.csv", "absence.csv", "排座要求.csv", "holiday photos.jpg", "xyzzy.csv"):
        (folder / name).write_text("a\n1\n", "utf-8")
    (folder / ".hidden").write_text("", "utf-8")
    (folder / "rules.toml").write_text("", "utf-8")
    school = read_school(folder)
    assert hints(school) == [
        ("import.file_hint", "absences.csv"),
        ("import.file_hint", "relations.csv"),
        ("import.file_hint", "rules.toml"),
        ("import.files", None),
    ]
    assert make_plan(school, only=["needs"]).summary.as_json()["notes"] == list(
        map(str, school.notes)
    )


def test_columns_that_nobody_reads_are_told_with_what_may_be_meant(tmp_path: Path) -> None:
    header = [*ROWS["students"][0], "hight_cm", "shoe size", ""]
    rows = [header, *([*row, 150, 38, "x"] for row in ROWS["students"][1:])]
    school = read_school(write_folder(tmp_path / "school", students=rows))
    assert hints(school) == [
        ("import.column_hint", "height_cm"),
        ("import.columns", None),
        ("import.no_header", None),
    ]


def test_what_is_meant_is_the_same_whatever_order_it_stands_in() -> None:
    words = ["T1", "T2", "T3", "T4"]
    assert {nearest("T0", words), nearest("T0", reversed(words)), nearest("T0", set(words))} == {
        "T1"
    }
    assert near_table("学生名单") == "students"
    assert near_column("shen gao", ("height_cm",)) == ""


def test_two_files_of_one_table_are_a_fault(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "school")
    (folder / "学生.csv").write_text("student_id\nS1\n", "utf-8")
    (fault,) = faults(folder)
    assert (fault.table, fault.value, fault.code) == ("students", "学生.csv", "files.one_each")


def test_what_a_spreadsheet_is_told_is_undone(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "school")
    lines = (folder / "students.csv").read_text("utf-8").splitlines()
    wrapped = ['"=""' + line.replace(",", '""",', 1) for line in lines[1:]]
    text = "\n".join(["sep=,", lines[0], *wrapped])
    (folder / "students.csv").write_text(text, "utf-8")
    scores = (folder / "scores.csv").read_text("utf-8").replace(",", "|")
    (folder / "scores.csv").write_text(f"SEP=|\r\n{scores}", "utf-8")
    school = read_school(folder)
    assert [one.student_id for one in school.students] == [f"S{n}" for n in range(1, 7)]
    assert len(school.scores) == 6
    assert not school.notes


def test_rows_keep_their_numbers_after_the_line_for_the_spreadsheet(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "school")
    text = (folder / "students.csv").read_text("utf-8").replace(",F\n", ",Q\n", 1)
    (folder / "students.csv").write_text(f"sep=,\n{text}", "utf-8")
    before = text.splitlines().index("S2,Name 2,7A,Q") + 1
    assert [fault.row for fault in faults(folder)] == [before + 1]


@pytest.mark.parametrize(
    ("ids", "count"),
    [
        (["1.10101E+17", "1.10102E+17", "S3"], 2),
        (["110101201301010000", "110101201402020000", "110101201503030000"], 3),
    ],
)
def test_ids_whose_digits_are_lost_are_told(tmp_path: Path, ids: list[str], count: int) -> None:
    rows = [ROWS["students"][0], *([one, "N", "7A", "F"] for one in ids)]
    folder = write_folder(tmp_path / "school", students=rows, scores=ROWS["scores"][:1])
    (fault,) = faults(folder)
    assert (fault.code, fault.count) == ("cells.digits_lost", count)


def test_an_error_of_a_formula_is_no_name(tmp_path: Path) -> None:
    rows = [*ROWS["students"][:-1], ["S6", "#REF!", "7A", "F"]]
    (fault,) = faults(write_folder(tmp_path / "school", students=rows))
    assert (fault.column, fault.value, fault.code) == ("name", "#REF!", "cells.error")


def test_a_column_of_dates_that_could_be_swapped_is_asked_about_once(tmp_path: Path) -> None:
    rows = [list(row) for row in ROWS["scores"]]
    rows[1][3], rows[4][3] = "03/04/2026", "30/09/2026"
    (fault,) = faults(write_folder(tmp_path / "school", scores=rows))
    assert (fault.code, fault.rows) == ("expected.date_order", (2, 5))


def names_of(folder: Path, names: list[str], encoding: str) -> School:
    rows = [
        ["student_id", "name", "class_id", "gender"],
        *([f"S{number}", name, "7A", "F"] for number, name in enumerate(names, 1)),
    ]
    text = "\n".join(",".join(map(str, row)) for row in rows)
    write_folder(folder, scores=ROWS["scores"][:1])
    (folder / "students.csv").write_bytes(text.encode(encoding))
    return read_school(folder)


@pytest.mark.parametrize(
    ("encoding", "said", "names"),
    [
        ("cp1252", "Windows-1252", ["Müller", "Muñoz", "Günther", "Ann"]),
        ("cp1252", "Windows-1252", ["José", "Zoë"]),
        ("gb18030", "GB18030", ["王明", "李小红", "Ann"]),
        ("gb18030", "GB18030", ["朱镕基", "赵喆", "钱堃"]),
        ("big5", "Big5", ["王小明", "陳美玲", "林怡君"]),
    ],
)
def test_a_guessed_encoding_is_told_with_names(
    tmp_path: Path, encoding: str, said: str, names: list[str]
) -> None:
    school = names_of(tmp_path / "school", names, encoding)
    assert [one.name for one in school.students] == names
    (note,) = school.notes
    assert (note.code, note.facts["encoding"]) == ("import.encoding", said)
    assert names[0] in str(note.facts["words"])


def test_what_says_its_encoding_is_not_told(tmp_path: Path) -> None:
    assert not names_of(tmp_path / "a", ["Müller", "王明"], "utf-8").notes
    assert not names_of(tmp_path / "b", ["Müller", "王明"], "utf-8-sig").notes
    assert not decoded("王明".encode("utf-16")).guessed


GONE: dict[str, Rows] = {
    "scores": [*ROWS["scores"], ["S99", "maths", "mid", "2026-09-30", 0, 100]],
    "indicators": [
        ["student_id", "dimension", "indicator", "severity", "source", "date"],
        ["S99", "family", "moved", 1, "parent", "2026-06-02"],
    ],
    "relations": [
        ["student_id", "other_id", "kind"],
        ["S99", "S1", "friend"],
        ["S2", "S1", "friend"],
    ],
    "pair_history": [
        ["tutor_id", "tutee_id", "subject", "from"],
        ["S99", "S1", "maths", "2026-01-01"],
    ],
}


def test_rows_of_leavers_are_left_out_with_one_note(tmp_path: Path) -> None:
    school = read_school(write_folder(tmp_path / "school", **GONE))
    (note,) = school.notes
    assert (note.code, note.facts["count"]) == ("import.leavers_counted", 4)
    assert note.facts["ids"] == "S99"
    assert note.facts["tables"] == (
        "scores 1",
        "indicators 1",
        "relations 1",
        "pair_history 1",
    )
    assert not school.indicators
    assert not school.pair_history
    assert [(row.student_id, row.other_id) for row in school.relations] == [("S2", "S1")]


def test_a_goal_is_set_aside_whichever_of_the_two_has_left(tmp_path: Path) -> None:
    header = ["goal_id", "student_id", "with_id", "kind", "need", "measure", "target", "due"]
    told = ["short", "maths", "percent", "60", "2026-11-30"]
    rows = [
        header,
        ["G1", "S1", "S99", *told],
        ["G2", "S99", "S1", *told],
        ["G3", "S1", "S2", *told],
        ["G4", "S1", "", *told],
    ]
    school = read_school(write_folder(tmp_path / "school", goals=rows))
    (note,) = school.notes
    assert (note.code, note.facts["tables"]) == ("import.leavers", ("goals 2",))
    assert [row.goal_id for row in school.goals] == ["G3", "G4"]


def test_goals_of_nobody_who_is_here_are_a_fault(tmp_path: Path) -> None:
    header = ["goal_id", "student_id", "kind", "need", "measure", "target", "due"]
    told = ["short", "maths", "percent", "60", "2026-11-30"]
    found = faults(
        write_folder(tmp_path / "school", goals=[header, ["G1", "X1", *told], ["G2", "X2", *told]])
    )
    assert {(fault.table, fault.code) for fault in found} == {("goals", "expected.known_in")}


def test_marks_of_leavers_count_in_the_mean(tmp_path: Path) -> None:
    without = read_school(write_folder(tmp_path / "a"))
    school = read_school(write_folder(tmp_path / "b", **GONE))
    assert len(school.scores) == 6
    assert ("S99", "maths") not in school.standing
    marks = [55, 60, 65, 70, 75, 80, 0]
    mean = sum(marks) / 7
    # Seven are too few to compare: parts of a usual deviation rank them.
    assert school.ability("S1", "maths") == pytest.approx((55 - mean) / 15)
    assert school.ability("S1", "maths") != without.ability("S1", "maths")


def test_marks_of_leavers_in_an_exam_of_several_grades_do_not_count(tmp_path: Path) -> None:
    changed: dict[str, Rows] = {
        "classes": [*ROWS["classes"], ["8A", "8", "", ""]],
        "students": [*ROWS["students"], ["E1", "Eve", "8A", "F"]],
        "scores": [*GONE["scores"], ["E1", "maths", "mid", "2026-09-30", 90, 100]],
    }
    school = read_school(write_folder(tmp_path / "school", **changed))
    (note,) = school.notes
    assert (note.code, note.facts["counted"], note.facts["uncounted"]) == (
        "import.leavers_marks",
        0,
        1,
    )
    assert not school.leavers_scores


def test_ids_of_another_kind_are_a_fault_and_not_leavers(tmp_path: Path) -> None:
    rows = [ROWS["scores"][0], *([f"0{row[0]}", *row[1:]] for row in ROWS["scores"][1:])]
    (fault,) = faults(write_folder(tmp_path / "school", scores=rows))
    assert (fault.table, fault.code, fault.count) == ("scores", "expected.known_in", 6)
    assert fault.suggestion == ""


def test_notes_and_leavers_are_kept_by_the_store(tmp_path: Path) -> None:
    school = read_school(write_folder(tmp_path / "school", **GONE))
    again = from_pieces(to_pieces(Work(school), {})).school
    assert again.notes == school.notes
    assert again.leavers_scores == school.leavers_scores
    assert again.standing == school.standing
