"""Mark sheets of big schools: how long they are read for, and what memory that takes.

    uv run python -m benchmarks.sheets                # all of them: some two minutes
    uv run python -m benchmarks.sheets read           # 3,000 pupils x 9 subjects x 6 exams, .xlsx
    uv run python -m benchmarks.sheets update         # one exam more of 60 classes, of three
    uv run python -m benchmarks.sheets update --runs 5

The sheets are made here, the same in each run. Every reading has a process of its own, which
counts what it has and what the process that opens the workbook has beside it.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date, timedelta
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from typing import Any

import xlsxwriter

from benchmarks.figures import ROOT, Report, parser_for, report
from benchmarks.startup import fresh_environment

_SUBJECTS = ("语文", "数学", "英语", "物理", "化学", "生物", "历史", "地理", "政治")
_FAMILY, _GIVEN = "王李张刘陈杨赵黄周吴", "子涵雨桐浩然欣怡梓轩诗琪宇航佳明俊杰"
_PUPILS, _IN_CLASS, _SEED = 3_000, 50, 3
_FIRST_DAY, _BETWEEN = date(2025, 9, 20), timedelta(weeks=5)

_MEASURED = """
import json, resource, sys, time
from pathlib import Path
{before}
begun = time.perf_counter()
{asked}
took = time.perf_counter() - begun
of = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
print(json.dumps([took, *(resource.getrusage(one).ru_maxrss / 1024 for one in of), {marks}]))
"""
_READ = _MEASURED.format(
    before="from pairing.io import read_school",
    asked="school = read_school(Path(sys.argv[1]))",
    marks="len(school.scores)",
)
_UPDATE = _MEASURED.format(
    before="from pairing.io import read_school\n"
    "from pairing.io.sheets import Answers\n"
    "from pairing.io.updating import update_in_hand\n"
    "school = read_school(Path(sys.argv[2]))",
    asked="made = update_in_hand([Path(sys.argv[1])], school, Answers())",
    marks="len(made.school.scores) - len(school.scores)",
)
_DRY_RUN = _MEASURED.format(
    before="import subprocess",
    asked="subprocess.run([sys.executable, '-m', 'pairing', 'import', sys.argv[1], '--into',"
    " sys.argv[2], '--dry-run'], check=True, stdout=subprocess.DEVNULL)",
    marks="0",
)
_HEADER = ("what", "marks", "seconds", "asked", "memory, MiB", "beside it, MiB", "asked")

Exam = tuple[str, list[list[Any]]]
"""What an exam is called, and the marks of each pupil."""


def _pupils(chance: random.Random) -> list[tuple[str, str, str]]:
    """Id, name and class of everybody; of so many some have one name."""
    return [
        (
            f"{20230000 + number}",
            chance.choice(_FAMILY) + "".join(chance.sample(_GIVEN, 2)),
            f"七（{number // _IN_CLASS + 1}）班",
        )
        for number in range(_PUPILS)
    ]


def _exams(chance: random.Random, first: int, count: int, subjects: int) -> Iterator[Exam]:
    """Marks in halves, as people give them; one in a hundred was absent."""
    for number in range(first, first + count):
        day = _FIRST_DAY + number * _BETWEEN
        marks = [
            [
                "缺考" if chance.random() < 0.01 else chance.randint(40, 196) / 2
                for _ in range(subjects)
            ]
            for _ in range(_PUPILS)
        ]
        yield f"{day.year}年{day.month}月{day.day}日月考", marks


def _book(path: Path, grids: dict[str, list[list[Any]]]) -> Path:
    with xlsxwriter.Workbook(str(path)) as made:
        for name, grid in grids.items():
            sheet = made.add_worksheet(name)
            for number, row in enumerate(grid):
                sheet.write_row(number, 0, row)
    return path


def _sheet_each(
    path: Path, people: list[tuple[str, str, str]], exams: list[Exam], subjects: int
) -> Path:
    """A workbook with a sheet for each exam."""
    header = ["学号", "姓名", "班级", *_SUBJECTS[:subjects]]
    grids = {
        name: [header, *([*who, *own] for who, own in zip(people, marks, strict=False))]
        for name, marks in exams
    }
    return _book(path, grids)


def _side_by_side(path: Path, people: list[tuple[str, str, str]], exams: list[Exam]) -> Path:
    """A workbook with one sheet, the exams beside each other under two rows of headers."""
    beside = len(_SUBJECTS) - 1
    upper: list[Any] = ["学号", "姓名", "班级"]
    for name, _ in exams:
        upper += [name, *[""] * beside]
    lower = ["", "", "", *_SUBJECTS * len(exams)]
    rows = [
        [*who, *(mark for _, marks in exams for mark in marks[place])]
        for place, who in enumerate(people)
    ]
    return _book(path, {"成绩": [upper, lower, *rows]})


def _made(make: Callable[..., Path], *of: object) -> Path:
    """A workbook, made by a process of its own: what is started later counts from what this had."""
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        return pool.submit(make, *of).result()


def _measured(program: str, *paths: Path) -> tuple[float, float, float, int]:
    """Seconds, MiB of the process and of those beside it, and marks, of a fresh process."""
    done = subprocess.run(
        [sys.executable, "-c", program, *map(str, paths)],
        check=True,
        capture_output=True,
        text=True,
        env=fresh_environment(),
        cwd=ROOT,
    )
    took, own, beside, marks = json.loads(done.stdout)
    return took, own, beside, marks


def _row(
    arguments: argparse.Namespace, out: Report, name: str, asked: tuple[float, float], *of: Any
) -> None:
    runs = [_measured(*of) for _ in range(arguments.runs)]
    took, own, beside = (median(column) for column in list(zip(*runs, strict=True))[:3])
    seconds, memory = asked
    marks = runs[0][3] or ""
    out.writerow((name, marks, round(took, 2), seconds, round(own), round(beside), memory))
    out.figure(f"{name}, asked within {seconds} s", round(took, 2), "s")
    # Both are there at once, if not at their largest.
    out.figure(f"{name}: peak memory, asked within {memory} MiB", round(own + beside), "MiB")


def read(arguments: argparse.Namespace, out: Report, folder: Path) -> None:
    """A new school of one workbook: a sheet an exam, and all exams side by side."""
    chance = random.Random(_SEED)
    people, exams = _pupils(chance), list(_exams(chance, 0, 6, len(_SUBJECTS)))
    each, beside = folder / "each.xlsx", folder / "beside.xlsx"
    for name, path in (
        ("162,000 marks, a sheet an exam", _made(_sheet_each, each, people, exams, 9)),
        ("162,000 marks side by side", _made(_side_by_side, beside, people, exams)),
    ):
        _row(arguments, out, name, (10, 1024), _READ, path)


def update(arguments: argparse.Namespace, out: Report, folder: Path) -> None:
    """A fourth exam in eight subjects, with one pupil away: what it changes of three before it."""
    chance = random.Random(_SEED)
    people, exams = _pupils(chance), list(_exams(chance, 0, 4, 8))
    there = _made(_sheet_each, folder / "there.xlsx", people, exams[:3], 8)
    school = folder / "school"
    made = [sys.executable, "-m", "pairing", "import", str(there), "--into", str(school)]
    subprocess.run(made, check=True, stdout=subprocess.DEVNULL, cwd=ROOT)
    new = _made(_sheet_each, folder / "new.xlsx", people[:-1], exams[3:], 8)
    _row(arguments, out, "23,992 marks to 72,000, in hand", (5, 1024), _UPDATE, new, school)
    _row(arguments, out, "23,992 marks to 72,000, --dry-run", (5, 1024), _DRY_RUN, new, school)


_MEASURES: dict[str, Callable[[argparse.Namespace, Report, Path], None]] = {
    "read": read,
    "update": update,
}


def main() -> None:
    parser = parser_for(__doc__)
    parser.add_argument("measure", choices=_MEASURES, nargs="?", help="only one of them")
    parser.add_argument("--runs", type=int, default=3, help="how often")
    arguments = parser.parse_args()
    with report(arguments) as out:
        out.writerow(_HEADER)
        for name, measure in _MEASURES.items():
            if arguments.measure in (None, name):
                with tempfile.TemporaryDirectory() as folder:
                    measure(arguments, out, Path(folder))


if __name__ == "__main__":
    main()
