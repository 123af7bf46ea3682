"""Folders and files from anywhere: what reads them changes nothing outside, and tells in words."""

from __future__ import annotations

import json
import multiprocessing
import os
from pathlib import Path

import pytest
from typer.testing import CliRunner

from books import write_folder
from pairing.cli import app
from pairing.io import plan_day, read_plan, read_school
from pairing.io.raw.writing import finish_writing, write_whole
from pairing.model.messages.fault import InputError

TO_DO = ".to-do.json"


@pytest.mark.parametrize(
    "names", [["../victim.txt"], ["/tmp/nowhere/../victim"], ["a/b"], [".."], [3], "victim.txt", {}]
)
def test_a_list_from_a_stranger_leads_nowhere_else(tmp_path: Path, names: object) -> None:
    victim, plan = tmp_path / "victim.txt", tmp_path / "plan"
    victim.write_text("kept")
    (tmp_path / ".victim.txt.part").write_text("not taken")
    write_whole(plan, {"seats.csv": "class_id,seat_id,student_id\n"})
    (plan / TO_DO).write_text(json.dumps({"named": names, "removed": names}))
    read_plan(plan)
    assert victim.read_text() == "kept"
    assert (plan / "seats.csv").is_file()


@pytest.mark.parametrize("text", ["{", "[]", '{"named": []}', "[" * 100_000, "\udcff"])
def test_a_broken_list_is_taken_for_nothing(tmp_path: Path, text: str) -> None:
    write_whole(tmp_path / "plan", {"seats.csv": "old"})
    (tmp_path / "plan" / TO_DO).write_bytes(text.encode("utf-8", "surrogateescape"))
    finish_writing(tmp_path / "plan")
    write_whole(tmp_path / "plan", {"seats.csv": "new"})
    assert {file.name for file in (tmp_path / "plan").iterdir()} == {"seats.csv"}
    assert (tmp_path / "plan" / "seats.csv").read_text() == "new"


def test_a_folder_in_the_place_of_a_file_is_told_before_anything_is_written(
    tmp_path: Path,
) -> None:
    write_whole(tmp_path, {"needs.csv": "old"})
    (tmp_path / "seats.csv").mkdir()
    with pytest.raises(InputError) as caught:
        write_whole(tmp_path, {"needs.csv": "new", "seats.csv": "new"})
    assert "seats.csv is a folder" in str(caught.value.faults[0])
    assert (tmp_path / "needs.csv").read_text() == "old"
    assert {file.name for file in tmp_path.iterdir()} == {"needs.csv", "seats.csv"}


def _write(folder: Path, name: str) -> None:
    for _ in range(10):
        write_whole(folder, {f"{number}.csv": name for number in range(6)})


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes of POSIX")
def test_two_who_write_at_once_leave_one_plan_whole(tmp_path: Path) -> None:
    write_whole(tmp_path / "plan", {"0.csv": "before"})
    context = multiprocessing.get_context("fork")
    both = [context.Process(target=_write, args=(tmp_path / "plan", name)) for name in "AB"]
    for one in both:
        one.start()
    for one in both:
        one.join()
        assert one.exitcode == 0
    assert len({file.read_text() for file in (tmp_path / "plan").iterdir()}) == 1


@pytest.mark.parametrize(
    "text",
    [
        '{"on": "9999-12-31"}',
        '{"on": "0001-01-01"}',
        "[" * 100_000,
        '{"x": 1e999}',
        '{"x": Infinity}',
        '{"x": "\\ud800"}',
    ],
)
def test_an_odd_report_is_told(tmp_path: Path, text: str) -> None:
    (tmp_path / "summary.json").write_text(text)
    with pytest.raises(InputError):
        plan_day(tmp_path)


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize(
    "words",
    [
        ["plan", "S", "--out", "O", "--on"],
        ["groups", "S", "--class", "7A", "--out", "O", "--on"],
        ["rotate", "S", "--class", "7A", "--out", "O", "--since"],
        ["sessions", "away", "S", "P", "--person", "T1", "--out", "O", "--from"],
    ],
)
def test_a_day_that_no_school_has_is_told(tmp_path: Path, words: list[str], day: str) -> None:
    school = write_folder(tmp_path / "school")
    places = {"S": str(school), "O": str(tmp_path / "out"), "P": str(tmp_path / "plan")}
    told = CliRunner().invoke(app, [*(places.get(word, word) for word in words), day])
    assert told.exit_code == 2
    assert isinstance(told.exception, SystemExit)
    assert "1900 to 2200" in " ".join(told.output.split())


def _faults(school: Path) -> str:
    with pytest.raises(InputError) as caught:
        read_school(school)
    return "\n".join(map(str, caught.value.faults))


def test_rules_are_read_however_their_file_is_written(tmp_path: Path) -> None:
    school = write_folder(tmp_path / "school")
    (school / "Rules.TOML").write_text('[[rule]]\nid = "nonsense"\n')
    assert "nonsense" in _faults(school)


def test_rules_that_are_a_folder_are_told(tmp_path: Path) -> None:
    school = write_folder(tmp_path / "school")
    (school / "rules.toml").mkdir()
    assert "rules.toml" in _faults(school)


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ('[[rule]]\nid = "front_rows"\nrows = true\n', "rows"),
        ('[[rule]]\nid = "support_near"\nweight = true\n', "weight"),
        ("[screening]\nhalf_life_days = true\n", "half_life_days"),
        ("[screening]\nindicator_days = 99999999999999\n", "indicator_days"),
    ],
)
def test_a_flag_is_no_number_and_numbers_have_ends(tmp_path: Path, text: str, column: str) -> None:
    school = write_folder(tmp_path / "school")
    (school / "rules.toml").write_text(text)
    assert column in _faults(school)


def test_marks_that_are_shares_of_one_are_told(tmp_path: Path) -> None:
    school = write_folder(tmp_path / "school")
    lines = (school / "scores.csv").read_text().splitlines()
    header = lines[0].split(",")
    place, paper = header.index("score"), header.index("subject")
    rows = [line.split(",") for line in lines[1:]]
    subject = rows[0][paper]
    for number, row in enumerate(rows):
        if row[paper] == subject:
            row[place] = f"0.{number + 11}"
    text = "\n".join(",".join(row) for row in [header, *rows])
    (school / "scores.csv").write_text(text)
    assert "between 0 and 1" in _faults(school)


def test_an_id_that_became_a_date_is_told(tmp_path: Path) -> None:
    school = write_folder(tmp_path / "school")
    for file in ("students.csv", "classes.csv", "teaching.csv"):
        text = (school / file).read_text()
        (school / file).write_text(text.replace("7A", "2026-07-01"))
    assert "made a date of it" in _faults(school)


def test_a_mark_with_an_underscore_is_none(tmp_path: Path) -> None:
    school = write_folder(tmp_path / "school")
    lines = (school / "scores.csv").read_text().splitlines()
    place = lines[0].split(",").index("score")
    cells = lines[1].split(",")
    cells[place] = "8_5"
    (school / "scores.csv").write_text("\n".join([lines[0], ",".join(cells), *lines[2:]]))
    assert "8_5" in _faults(school)
