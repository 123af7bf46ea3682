"""The reader's language: everything a command says is in it, and plan files are in none."""

from __future__ import annotations

import csv
import re
import shutil
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command
from typer.testing import CliRunner, Result

from pairing.cli import app
from pairing.cli.shell.helping import asked_language
from pairing.language import LANGUAGES, language, of_environment, speaking, weekday

CHINESE = [code for code in LANGUAGES if code != "en"]
_TWO_WORDS = re.compile(r"(?<![-\w])[A-Za-z][a-z']+(?: |, )[A-Za-z]?[a-z']+(?![-\w])")
"""Two Latin words in a row: no id, no name of a file, no option has a blank in it."""


_LIBRARY = re.compile(
    r"Usage|Options|OPTIONS|Arguments|Commands|COMMAND|ARGS|required|default|env var|Error"
    r"|Try|No such|Missing|Invalid|exist|Input|should|requires|unexpected|Did you"
)
"""The library's own words."""


def run(*words: object, lang: str = "") -> Result:
    """A command's answer; the language stands in the shell's variables where one is given."""
    environment = {"LANG": f"{lang}.UTF-8", "COLUMNS": "200"} if lang else {"COLUMNS": "200"}
    return CliRunner(env=environment).invoke(app, [str(word) for word in words])


def english_in(text: str) -> list[str]:
    """The English phrases of a text, paths left out."""
    return _TWO_WORDS.findall(re.sub(r"\S*[/\\]\S*", "", text))


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


def rewritten(file: Path, values: Mapping[str, str]) -> None:
    """Other values in columns of a table, in which {} is the number of the row."""
    table = rows(file)
    for number, row in enumerate(table):
        row.update({name: value.format(number) for name, value in values.items()})
    with file.open("w", encoding="utf-8", newline="") as text:
        writer = csv.DictWriter(text, list(table[0]))
        writer.writeheader()
        writer.writerows(table)


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A school whose own words are Chinese, so that every English one is ours."""
    folder = tmp_path_factory.mktemp("spoken") / "school"
    made = run("sample", folder, "--classes", 1, "--students-per-class", 16, "--seed", 5)
    assert made.exit_code == 0, made.output
    rewritten(folder / "students.csv", {"name": "学生{}", "area": "东村"})
    rewritten(folder / "teachers.csv", {"name": "老师{}", "area": "东村"})
    rewritten(folder / "units.csv", {"name": "单位{}", "area": "东村"})
    rewritten(folder / "indicators.csv", {"indicator": "表现{}"})
    return folder


@pytest.fixture(scope="module")
def plan(school: Path) -> Path:
    out = school.parent / "plan"
    made = run("plan", school, "--out", out, "--seed", 2)
    assert made.exit_code == 0, made.output
    return out


@pytest.fixture
def questions(school: Path, plan: Path, tmp_path: Path) -> dict[str, list[object]]:
    """One of each kind of command about a plan, by what it asks."""
    pair = rows(plan / "pairs.csv")[0]
    met = next(row for row in rows(plan / "sessions.csv") if row["teacher_id"])
    about = ["--student", pair["tutee_id"]]
    meeting = ["--student", met["student_id"], "--with", met["teacher_id"], "--on", met["date"]]
    meeting += ["--period", met["period_id"]]
    class_id = rows(school / "classes.csv")[0]["class_id"]
    other = next(
        row["student_id"]
        for row in rows(school / "students.csv")
        if row["student_id"] not in (pair["tutee_id"], pair["tutor_id"])
    )
    subject = ["--subject", pair["subject"]]
    away = ["--person", met["teacher_id"], "--from", met["date"]]
    return {
        "verify": ["verify", school, plan],
        "pair": ["why", school, plan, *about, *subject],
        "mentor": ["why", school, plan, *about],
        "other tutor": ["why", school, plan, *about, *subject, "--by", other],
        "seat": ["advise", school, plan, *about],
        "curve": ["curve", school, plan, "--class", class_id],
        "times": ["sessions", "times", school, plan, *meeting],
        "cancel": ["sessions", "cancel", school, plan, *meeting, "--out", tmp_path / "cancelled"],
        "away": ["sessions", "away", school, plan, *away, "--out", tmp_path / "away"],
        "short": ["sessions", "short", school, plan],
        "calendars": ["sessions", "calendars", school, plan, "--out", tmp_path / "calendars"],
        "sheets": ["sessions", "sheets", school, plan, "--out", tmp_path / "sheets"],
        "print": ["print", school, plan, "--out", tmp_path / "pages"],
        "groups": ["groups", school, "--class", class_id, "--out", tmp_path / "groups"],
        "teaching": ["teaching-groups", school, "--least", 1, "--out", tmp_path / "teaching"],
        "template": ["template", tmp_path / "school.xlsx"],
        "unknown student": ["why", school, plan, "--student", "nobody"],
        "no such session": ["sessions", "times", school, plan, *meeting[:4], "--on", "2020-01-01"],
        "no such school": ["plan", tmp_path / "none", "--out", tmp_path / "never"],
        "a bad name": ["template", tmp_path / "school.txt"],
    }


@pytest.mark.parametrize("code", CHINESE)
def test_no_command_says_an_english_phrase(code: str, questions: dict[str, list[object]]) -> None:
    for asked, words in questions.items():
        told = run(*words, lang=code)
        assert told.exit_code in (0, 2, 3), (asked, told.output, told.exception)
        assert english_in(told.output) == [], asked
        assert re.search("[\u4e00-\u9fff]", told.output), asked


def test_the_check_finds_what_is_left_in_english(questions: dict[str, list[object]]) -> None:
    silent = [asked for asked, words in questions.items() if not english_in(run(*words).output)]
    # Those print a table of single words and numbers, and nothing else.
    assert set(silent) <= {"curve"}


@pytest.mark.parametrize("code", CHINESE)
def test_plan_files_are_the_same_to_the_byte_in_every_language(
    code: str, school: Path, plan: Path, tmp_path: Path
) -> None:
    made = run("plan", school, "--out", tmp_path / "plan", "--seed", 2, "--lang", code)
    assert made.exit_code == 0, made.output
    assert english_in(made.output) == []
    assert {file.name for file in plan.iterdir()} == {
        file.name for file in (tmp_path / "plan").iterdir()
    }
    for file in plan.iterdir():
        if file.name != "timing.json":
            assert file.read_bytes() == (tmp_path / "plan" / file.name).read_bytes(), file.name


def test_a_part_that_is_written_anew_is_english_too(
    plan: Path, questions: dict[str, list[object]]
) -> None:
    asked = questions["cancel"]
    texts = []
    for code in LANGUAGES:
        assert run(*asked, "--lang", code).exit_code == 0
        folder = Path(str(asked[-1]))
        texts.append({file.name: file.read_bytes() for file in folder.iterdir()})
        texts[-1].pop("timing.json")
        shutil.rmtree(folder)
    assert texts[0] == texts[1] == texts[2]


@pytest.mark.parametrize("code", CHINESE)
def test_a_broken_school_is_told_in_chinese(code: str, school: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    shutil.copytree(school, broken)
    rewritten(broken / "scores.csv", {"score": "many", "date": "soon"})
    rewritten(broken / "students.csv", {"gender": "Q", "class_id": "9Z"})
    told = run("plan", broken, "--out", tmp_path / "plan", lang=code)
    assert told.exit_code == 2
    assert len(told.stderr.splitlines()) > 3
    assert english_in(told.stderr) == []
    assert not (tmp_path / "plan").exists()


@pytest.mark.parametrize("code", CHINESE)
def test_an_import_is_told_in_chinese(code: str, tmp_path: Path) -> None:
    sheet = tmp_path / "marks.csv"
    sheet.write_text("姓名,班级,数学,语文\n张三,7A,90,缺考\n李四,7A,55,80\n", "utf-8")
    answers = tmp_path / "answers.toml"
    words = ("import", sheet, "--into", tmp_path / "school", "--write-answers", answers)
    told = run(*words, "--dry-run", lang=code)
    assert told.exit_code == 0, told.output
    assert english_in(told.output.replace("--dry-run", "")) == []
    words_of_answers = re.findall("(?m)^#.*$", answers.read_text("utf-8"))
    assert words_of_answers
    assert english_in("\n".join(words_of_answers)) == []


@pytest.mark.parametrize("code", CHINESE)
@pytest.mark.parametrize("after", [False, True])
def test_help_is_chinese_wherever_the_language_stands(code: str, after: bool) -> None:
    names = list(get_command(app).commands)  # type: ignore[attr-defined]
    moves = list(get_command(app).commands["sessions"].commands)  # type: ignore[attr-defined]
    for words in ([], *([one] for one in names), *(["sessions", one] for one in moves)):
        asked = [*words, "--help", "--lang", code] if after else ["--lang", code, *words, "--help"]
        told = run(*asked)
        assert told.exit_code == 0, told.output
        shown = told.output
        # Names of commands, options and types are the same in all languages, and so are examples.
        assert _LIBRARY.search(shown) is None, words
        shown = re.sub(r"(?m)^.*pairing [a-z].*(\n +--.*)?$", "", shown)
        shown = re.sub(r"<[^>=\n]*>", "", shown)
        assert english_in(shown) == [], words
        assert "--lang" in shown


@pytest.mark.parametrize("code", CHINESE)
def test_a_command_line_that_cannot_be_read_is_told_in_chinese(
    code: str, school: Path, plan: Path, tmp_path: Path
) -> None:
    out = ["--out", tmp_path / "never"]
    for words in (
        ["plan", school, *out, "--nope"],
        ["plan", school, *out, "--onn", "2026-09-30"],
        ["plan"],
        ["plan", school],
        ["plan", school, "--out"],
        ["plan", school, "more", *out],
        ["plan", school, *out, "--seed", "many"],
        ["plan", school, *out, "--seed", "-3"],
        ["plan", school, *out, "--time-limit", "long"],
        ["plan", school, *out, "--on", "soon"],
        ["plan", school, *out, "--only", "naps"],
        ["plan", school, *out, "--lang=fr"],
        ["plam", school],
        ["x" * 9],
        ["sessions", "tomes"],
        ["sessions", "times", school, plan],
    ):
        told = run(*words, lang=code)
        assert told.exit_code == 2, (words, told.output)
        said = re.sub(r"\S*[/\\]\S*", "", told.stderr)
        assert _LIBRARY.search(said) is None, (words, said)
        assert english_in(re.sub(r"'[^']*'|pairing [a-z ]+", "", said)) == [], words
        assert re.search("[\u4e00-\u9fff]", said), words


def test_the_words_of_the_library_are_put_back() -> None:
    assert "用法" in run("--help", lang="zh_CN").output
    assert "Usage" in run("--help", lang="en").output
    assert "Options" in run("plan", "--help").output


def test_an_unknown_language_is_refused_with_the_list(school: Path, tmp_path: Path) -> None:
    for words in (
        ["--lang", "fr", "plan", school, "--out", tmp_path / "x"],
        ["plan", school, "--out", tmp_path / "x", "--lang", "fr"],
        ["sessions", "--lang=fr", "short", school, tmp_path],
        ["sessions", "short", school, tmp_path, "--lang=fr"],
    ):
        told = run(*words)
        assert told.exit_code == 2
        assert all(code in told.stderr for code in LANGUAGES)
    assert not (tmp_path / "x").exists()


def test_the_option_goes_before_the_shell_and_nothing_stays_of_it(school: Path) -> None:
    missing = ("plan", school.parent / "none", "--out", school.parent / "x")
    assert "expected" in run("--lang", "en", *missing, lang="zh_CN").stderr
    assert "错误" in run(*missing, lang="zh_CN").stderr
    assert "錯誤" in run(*missing, "--lang", "zh_TW", lang="zh_CN").stderr
    assert "expected" in run(*missing, lang="C").stderr
    assert language() == "en"


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ([], None),
        (["plan", "--lang", "zh_TW"], "zh_TW"),
        (["--lang=zh_CN", "plan"], "zh_CN"),
        (["--lang", "en", "plan", "--lang", "zh_CN"], "zh_CN"),
        (["plan", "--", "--lang", "zh_CN"], None),
        (["plan", "--lang"], None),
    ],
)
def test_the_language_is_found_wherever_it_stands(words: list[str], asked: str | None) -> None:
    assert asked_language(words) == asked


@pytest.mark.parametrize(
    ("variables", "spoken"),
    [
        ({"LANG": "C"}, "en"),
        ({"LANG": "C", "LANGUAGE": "zh_CN"}, "en"),
        ({"LANG": "de_DE.UTF-8", "LANGUAGE": "zh_TW:en"}, "zh_TW"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "zh_CN.UTF-8"}, "zh_CN"),
    ],
)
def test_the_shell_says_which_language(
    variables: dict[str, Any], spoken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert of_environment() == spoken


@pytest.fixture
def each_language() -> Iterator[list[str]]:
    monday, said = date(2026, 10, 5), []
    for code in LANGUAGES:
        with speaking(code):
            said.append(weekday(monday))
    yield said


def test_days_have_their_names(each_language: list[str]) -> None:
    assert each_language == ["Mon", "周一", "週一"]
