"""The commands of the file contract: files, columns, exit statuses, and that they repeat."""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from pairing.cli import app
from pairing.io.books.reader import read_book

HEADERS = {
    "needs.csv": ["student_id", "need", "severity", "reasons"],
    "pairs.csv": ["tutee_id", "tutor_id", "subject", "reasons"],
    "mentors.csv": ["student_id", "teacher_id", "reasons"],
    "teams.csv": ["student_id", "unit_id", "dimension", "reasons"],
    "sessions.csv": ["student_id", "teacher_id", "subject", "kind", "date", "period_id"],
    "seats.csv": ["class_id", "seat_id", "student_id"],
}
REPORT = {"status", "objective", "bound", "gap", "seconds", "hard_violations", "rules"}
PARTS = ["needs", "pairs", "mentors", "teams", "sessions", "seats"]


def run(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


@pytest.fixture(scope="session")
def school(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli") / "school"
    size = ("--classes", 2, "--students-per-class", 20)
    made = run("sample", folder, *size, "--seed", 5, "--lang", "en")
    assert made.exit_code == 0, made.output
    return folder


@pytest.fixture(scope="session")
def plan(school: Path) -> Path:
    out = school.parent / "plan"
    made = run("plan", school, "--out", out, "--seed", 2)
    assert made.exit_code == 0, made.output
    return out


def test_the_files_of_the_contract(plan: Path) -> None:
    beside = {"review.csv", "peer_times.csv", "summary.json", "timing.json"}
    assert {file.name for file in plan.iterdir()} == {*HEADERS, *beside}
    for name, header in HEADERS.items():
        found = rows(plan / name)
        assert found
        assert list(found[0])[: len(header)] == header
        if "reasons" in header:
            assert all(row["reasons"] for row in found)


def test_the_report_of_the_contract(plan: Path) -> None:
    report = json.loads((plan / "summary.json").read_text("utf-8"))
    assert report["seed"] == 2
    assert report["version"]
    assert list(report["parts"]) == PARTS
    for name in PARTS:
        part = report["parts"][name]
        assert part.keys() >= REPORT
        assert part["status"] in ("optimal", "feasible")
        assert part["hard_violations"] == 0
        gap = (part["bound"] - part["objective"]) / max(1, abs(part["bound"]))
        assert part["gap"] == pytest.approx(gap, abs=1e-6)
        total = sum(rule["score"] for rule in part["rules"])
        assert name == "needs" or total == pytest.approx(part["objective"])
        for rule in part["rules"]:
            assert rule.keys() >= {"id", "level", "weight", "score", "matches"}


def test_the_same_input_and_seed_give_the_same_files(school: Path, plan: Path) -> None:
    again = plan.parent / "again"
    assert run("plan", school, "--out", again, "--seed", 2).exit_code == 0
    for file in plan.iterdir():
        if file.name != "timing.json":
            assert file.read_bytes() == (again / file.name).read_bytes()
    timing = json.loads((again / "timing.json").read_text("utf-8"))
    assert list(timing) == PARTS
    assert all(seconds >= 0 for seconds in timing.values())


def test_verify_approves_it_and_refuses_a_broken_one(school: Path, plan: Path) -> None:
    assert run("verify", school, plan).exit_code == 0
    broken = plan.parent / "broken"
    shutil.copytree(plan, broken)
    lines = (broken / "seats.csv").read_text("utf-8").splitlines()
    (broken / "seats.csv").write_text("\n".join([*lines[:-1], ""]), "utf-8")
    result = run("verify", school, broken)
    assert result.exit_code == 1
    assert "has 0 seats" in result.output


def test_verify_judges_a_plan_written_by_hand(school: Path, tmp_path: Path) -> None:
    pairs = tmp_path / "pairs.csv"
    pairs.write_text("学号,x\n1,2\n", "utf-8")
    result = run("verify", school, tmp_path)
    assert result.exit_code == 2
    assert "a column tutee_id" in result.stderr
    pairs.write_text("tutee_id,tutor_id,subject\nS001,S002,juggling\n", "utf-8")
    result = run("verify", school, tmp_path)
    assert result.exit_code == 1
    assert "has no need in juggling" in result.output


def test_only_keep_and_pins(school: Path, plan: Path, tmp_path: Path) -> None:
    seats = rows(plan / "seats.csv")
    kept = tmp_path / "kept"
    made = run("plan", school, "--out", kept, "--only", "seats", "--keep", plan, "--seed", 9)
    assert made.exit_code == 0, made.output
    assert not (kept / "pairs.csv").exists()
    assert rows(kept / "seats.csv") == seats
    pins = tmp_path / "pins.csv"
    mentor = rows(plan / "mentors.csv")[0]
    line = f"mentors,{mentor['student_id']},{mentor['teacher_id']}"
    pins.write_text(f"part,student_id,teacher_id\n{line}\n", "utf-8")
    pinned = tmp_path / "pinned"
    assert run("plan", school, "--out", pinned, "--only", "mentors", "--pins", pins).exit_code == 0
    assert mentor["teacher_id"] in {
        row["teacher_id"]
        for row in rows(pinned / "mentors.csv")
        if row["student_id"] == mentor["student_id"]
    }


def test_bad_pins_get_every_fault(school: Path, tmp_path: Path) -> None:
    pins = tmp_path / "pins.csv"
    pins.write_text(
        "part,student_id,teacher_id,seat_id\nmentor,S001,T01,\nmentors,S0O1,T99,\n"
        "seats,S001,,R7A-99-1\n",
        "utf-8",
    )
    result = run("plan", school, "--out", tmp_path / "out", "--pins", pins)
    assert result.exit_code == 2
    for told in ("Did you mean 'mentors'", "'S0O1'", "'T99'", "a usable seat of"):
        assert told in result.stderr
    assert not (tmp_path / "out").exists()


def test_a_part_without_a_plan_exits_3_and_says_why(school: Path, tmp_path: Path) -> None:
    folder = tmp_path / "school"
    shutil.copytree(school, folder)
    front = '[[rule]]\nid = "front_rows"\nlevel = "hard"\nwho = ["everybody"]\nrows = 1\n'
    (folder / "rules.toml").write_text(front, "utf-8")
    result = run("plan", folder, "--out", tmp_path / "plan")
    assert result.exit_code == 3
    report = json.loads((tmp_path / "plan" / "summary.json").read_text("utf-8"))
    seats = report["parts"]["seats"]
    assert seats["status"] == "infeasible"
    assert "seat everybody in the first 1 rows" in seats["conflict"]
    assert (tmp_path / "plan" / "pairs.csv").exists()


def test_a_part_that_is_not_asked_for_leaves_no_stale_file(school: Path, tmp_path: Path) -> None:
    assert (
        run("plan", school, "--out", tmp_path, "--only", "needs", "--only", "pairs").exit_code == 0
    )
    assert (tmp_path / "pairs.csv").exists()
    assert run("plan", school, "--out", tmp_path, "--only", "needs").exit_code == 0
    assert not (tmp_path / "pairs.csv").exists()


def test_template_and_import_oneroster(tmp_path: Path) -> None:
    assert run("template", tmp_path / "school.xlsx").exit_code == 0
    assert (tmp_path / "school.xlsx").stat().st_size > 10_000
    assert run("template", tmp_path / "school.txt").exit_code == 2
    result = run("import-oneroster", tmp_path, tmp_path / "out")
    assert result.exit_code == 2
    assert "no OneRoster export" in result.stderr


def test_a_template_speaks_the_language_of_the_system_or_of_the_option(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ("LANGUAGE", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("LANG", "zh_TW.UTF-8")
    first = {}
    for lang in ("", "zh_CN", "en"):
        book = tmp_path / f"school{lang}.xlsx"
        assert run("template", book, *(("--lang", lang) if lang else ())).exit_code == 0
        first[lang] = [sheet.name for sheet in read_book(book)][1]
    assert first == {"": "學生", "zh_CN": "学生", "en": "students"}
    assert run("template", tmp_path / "x.xlsx", "--lang", "fr").exit_code == 2
    assert not (tmp_path / "x.xlsx").exists()


def test_a_sample_speaks_the_language_of_the_system_or_of_the_option(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ("LANGUAGE", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("LANG", "zh_TW.UTF-8")
    first = {}
    for lang in ("", "zh_CN", "en"):
        folder = tmp_path / f"school{lang}"
        size = ("--classes", 1, "--students-per-class", 4)
        made = run("sample", folder, *size, *(("--lang", lang) if lang else ()))
        assert made.exit_code == 0, made.output
        first[lang] = [rows(folder / f"{table}.csv")[0] for table in ("classes", "teaching")]
    assert {lang: found[0]["class_id"] for lang, found in first.items()} == {
        "": "701",
        "zh_CN": "七（1）班",
        "en": "7A",
    }
    assert [found[1]["subject"] for found in first.values()] == ["國文", "语文", "chinese"]
    assert run("sample", tmp_path / "x", "--lang", "fr").exit_code == 2
    assert not (tmp_path / "x").exists()


def test_help_teaches(tmp_path: Path) -> None:
    for command in ("plan", "verify", "sample", "template", "import-oneroster", "app"):
        result = run(command, "--help")
        assert result.exit_code == 0
        assert len(result.output.splitlines()) > 8
    assert run("--version").output.strip()
    assert run("plan", tmp_path / "none", "--out", tmp_path / "x").exit_code == 2


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_told(school: Path, tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    assert run("plan", school, "--out", tmp_path / "x", "--only", "needs").exit_code == 2


def test_advice_about_a_student_and_a_wished_seat(school: Path, plan: Path) -> None:
    seats = rows(plan / "seats.csv")
    student, other = seats[3], seats[7]
    told = run("advise", school, plan, "--student", student["student_id"])
    assert told.exit_code == 0
    assert "The best other seats" in told.output
    wish = ["--student", student["student_id"], "--seat", other["seat_id"]]
    asked = run("advise", school, plan, *wish)
    assert asked.exit_code in (0, 3)
    assert "change seats" in asked.output or "impossible" in asked.output
    unknown = run("advise", school, plan, "--student", "S9999")
    assert unknown.exit_code == 2
    assert "expected a seated student" in unknown.stderr


def test_the_curve_and_the_weeks(school: Path, plan: Path, tmp_path: Path) -> None:
    told = run("curve", school, plan, "--class", "7A")
    assert told.exit_code == 0
    assert "at most" in told.output
    weeks = ["--class", "7A", "--weeks", 3, "--since", "2026-11-30", "--out"]
    made = run("rotate", school, *weeks, tmp_path / "weeks")
    assert made.exit_code == 0, made.output
    names = {f"seats-2026-{day}.csv" for day in ("11-30", "12-07", "12-14")}
    assert {file.name for file in (tmp_path / "weeks").iterdir()} == {*names, "seat_history.csv"}
    history = rows(tmp_path / "weeks" / "seat_history.csv")
    assert list(history[0])[:3] == ["class_id", "from", "to"]
    shifted = run("rotate", school, *weeks, tmp_path / "shifted", "--shift")
    assert shifted.exit_code == 0, shifted.output
    assert run("curve", school, plan, "--class", "7Z").exit_code == 2


def test_several_parts_may_follow_one_only(school: Path, tmp_path: Path) -> None:
    done = run("plan", school, "--only", "pairs", "mentors", "--out", tmp_path / "some")
    assert done.exit_code == 0
    names = {path.name for path in (tmp_path / "some").iterdir()}
    assert names == {"pairs.csv", "mentors.csv", "summary.json", "timing.json"}


def test_why_names_who_else_and_the_chain_of_exchanges(school: Path, plan: Path) -> None:
    first = next(csv.DictReader((plan / "pairs.csv").open(encoding="utf-8-sig")))
    asked = ("why", school, plan, "--student", first["tutee_id"])
    told = run(*asked, "--subject", first["subject"])
    assert told.exit_code == 0
    assert "helps" in told.output and "chosen" in told.output
    mentor = run(*asked)
    assert mentor.exit_code == 0 and "carries" in mentor.output
    mentors = csv.DictReader((plan / "mentors.csv").open(encoding="utf-8-sig"))
    own = {row["teacher_id"] for row in mentors if row["student_id"] == first["tutee_id"]}
    other = next(f"T{n:02}" for n in range(1, 17) if f"T{n:02}" not in own)
    change = run(*asked, "--by", other)
    assert change.exit_code == 0
    assert "points; with it" in change.output
    barred = run(*asked, "--subject", first["subject"], "--by", first["tutee_id"])
    assert barred.exit_code == 3
    assert "impossible" in barred.output
    unknown = run("why", school, plan, "--student", "S999")
    assert unknown.exit_code == 2
    assert "a student with a need" in unknown.output


def test_groups_of_a_class_and_of_teachers(school: Path, tmp_path: Path) -> None:
    out = tmp_path / "groups"
    made = run("groups", school, "--class", "7A", "--size", 4, "--out", out)
    assert made.exit_code == 0, made.output
    members = rows(out / "groups.csv")
    assert len(members) == 20
    assert {row["group"] for row in members} == {"1", "2", "3", "4", "5"}
    # What can be shown to pupils does not say who needs help.
    assert set(members[0]) == {"class_id", "group", "student_id"}
    assert {"tutee_id", "tutor_id", "subject"} <= set(rows(out / "group_help.csv")[0])
    assert run("groups", school, "--class", "7Z", "--out", out).exit_code == 2
    made = run("teaching-groups", school, "--least", 2, "--mixed", "--out", out)
    assert made.exit_code == 0, made.output
    found = rows(out / "teaching_groups.csv")
    assert {"group", "subject", "teacher_id"} <= set(found[0])
    periods = {row["period_id"]: row for row in rows(school / "periods.csv")}
    for row in found:
        own = periods[row["period_id"]]
        assert [row[one] for one in ("weekday", "start", "end")] == [
            own[one] for one in ("weekday", "start", "end")
        ]
    wrong = run("teaching-groups", school, "--least", 9, "--most", 8, "--out", out)
    assert wrong.exit_code == 2


def test_teaching_groups_meet_beside_the_sessions_of_a_plan(
    school: Path, plan: Path, tmp_path: Path
) -> None:
    out = tmp_path / "groups"
    asked = ("teaching-groups", school, "--least", 2, "--mixed", "--out", out)
    made = run(*asked, "--plan", plan)
    assert made.exit_code == 0, made.output
    busy = {
        (row.get(who, ""), row["period_id"])
        for row in rows(plan / "sessions.csv")
        for who in ("student_id", "teacher_id", "tutor_id")
    }
    timed = [row for row in rows(out / "teaching_groups.csv") if row["period_id"]]
    assert timed
    for row in timed:
        assert (row["student_id"], row["period_id"]) not in busy
        assert (row["teacher_id"], row["period_id"]) not in busy
    assert run(*asked, "--plan", plan, "--on", "2026-10-19").exit_code == 2


def test_sessions_are_moved_called_off_and_written_as_calendars(
    school: Path, plan: Path, tmp_path: Path
) -> None:
    first = rows(plan / "sessions.csv")[0]
    who = ("--student", first["student_id"], "--with", first["teacher_id"], "--on", first["date"])
    asked = run("sessions", "times", school, plan, *who, "--period", first["period_id"])
    assert asked.exit_code == 0, asked.output
    day, period = re.findall(r"^  [+-][0-9.]+ \w+ (\S+) (\S+)$", asked.output, re.MULTILINE)[0]
    moved = tmp_path / "moved"
    done = run("sessions", "move", school, plan, *who, "--to", day, period, "--out", moved)
    assert done.exit_code == 0, done.output
    assert "1 session moved, 0 lost (fewer is impossible)" in done.output
    assert (plan / "needs.csv").read_bytes() == (moved / "needs.csv").read_bytes()
    assert run("verify", school, moved).exit_code == 0
    report = json.loads((moved / "summary.json").read_text(encoding="utf-8"))
    assert set(report["parts"]) == set(PARTS)
    off = run("sessions", "cancel", school, plan, *who, "--out", tmp_path / "off")
    assert off.exit_code == 0 and "0 sessions moved, 1 lost" in off.output
    assert f"{first['student_id']},{first['teacher_id']}" in off.output
    away = ("--person", first["teacher_id"], "--from", first["date"])
    ill = run("sessions", "away", school, plan, *away, "--out", tmp_path / "ill")
    assert ill.exit_code == 0, ill.output
    left = rows(tmp_path / "ill" / "sessions.csv")
    assert not [
        row
        for row in left
        if (row["teacher_id"], row["date"]) == (first["teacher_id"], first["date"])
    ]
    away = ("--teacher", first["teacher_id"], "--from", first["date"])
    asked = run("sessions", "cover", school, plan, *away)
    assert asked.exit_code == 0 and "1. " in asked.output, asked.output
    covered = tmp_path / "covered"
    taken = run("sessions", "cover", school, plan, *away, "--accept", "all", "--out", covered)
    assert taken.exit_code == 0, taken.output
    assert rows(covered / "sessions.csv") != rows(plan / "sessions.csv")
    made = run("sessions", "calendars", school, moved, "--earlier", plan, "--out", tmp_path / "cal")
    assert made.exit_code == 0, made.output
    assert (tmp_path / "cal" / f"teacher-{first['teacher_id']}.ics").is_file()
    pages = run("sessions", "sheets", school, plan, "--out", tmp_path / "pages")
    assert pages.exit_code == 0
    assert (tmp_path / "pages" / f"week-{first['teacher_id']}.html").is_file()
    assert run("sessions", "short", school, plan).exit_code == 0


def test_sessions_that_nobody_has_are_told(school: Path, plan: Path, tmp_path: Path) -> None:
    who = ("--student", "S999", "--with", "T01", "--on", "2026-10-19")
    assert run("sessions", "times", school, plan, *who).exit_code == 2
    first = rows(plan / "sessions.csv")[0]
    who = ("--student", first["student_id"], "--with", first["teacher_id"], "--on", first["date"])
    lesson = ("--to", first["date"], "D1-L1", "--out", tmp_path)
    refused = run("sessions", "move", school, plan, *who, *lesson)
    assert refused.exit_code == 3 and "impossible" in refused.output
    words = ("--to", "soon", "D1-L1", "--out", tmp_path)
    assert run("sessions", "move", school, plan, *who, *words).exit_code == 2
    unknown = ("--person", "T99", "--from", first["date"], "--out", tmp_path)
    assert run("sessions", "away", school, plan, *unknown).exit_code == 2
    odd: tuple[tuple[object, ...], ...] = (
        ("--teacher", "T99"),
        ("--from", first["date"]),
        ("--teacher", "T01", "--from", first["date"], "--accept", "all"),
        ("--teacher", "T01", "--from", first["date"], "--to", "2020-01-01"),
        (
            "--teacher",
            first["teacher_id"],
            "--from",
            first["date"],
            "--accept",
            "0",
            "--out",
            tmp_path,
        ),
    )
    for asked in odd:
        assert run("sessions", "cover", school, plan, *asked).exit_code == 2


@pytest.mark.parametrize(
    "words",
    [
        ["template", "{0}/nowhere/school.xlsx"],
        ["template", "{0}/folder.xlsx"],
        ["sample", "{0}/file"],
        ["app", "--school", "{0}/nowhere"],
        ["plan", "{0}/nowhere", "--out", "{0}/plan"],
    ],
)
def test_a_path_that_cannot_be_is_told_in_words(tmp_path: Path, words: list[str]) -> None:
    (tmp_path / "folder.xlsx").mkdir()
    (tmp_path / "file").touch()
    result = CliRunner().invoke(app, [word.format(tmp_path) for word in words])
    assert result.exit_code == 2, result.exception
    assert "Traceback" not in result.stderr


def test_a_timetable_alone_plans_nothing_and_says_what_is_missing(tmp_path: Path) -> None:
    sheet = tmp_path / "week.csv"
    sheet.write_text(
        ",Monday,Tuesday,Wednesday,Thursday,Friday\n"
        "08:00-08:45,maths (Ann),english (Bob),maths (Ann),english (Bob),maths (Ann)\n"
        "08:55-09:40,english (Bob),maths (Ann),english (Bob),maths (Ann),english (Bob)\n",
        "utf-8",
    )
    assert run("import", sheet, "--into", tmp_path / "school").exit_code == 0
    for number, asked in enumerate((sheet, tmp_path / "school")):
        out = tmp_path / f"plan {number}"
        done = run("plan", asked, "--out", out)
        assert done.exit_code == 3
        report = json.loads((out / "summary.json").read_text("utf-8"))
        assert {part["status"] for part in report["parts"].values()} == {"not planned"}
        assert report["notes"]
        assert not (out / "seats.csv").exists()
