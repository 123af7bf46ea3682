"""Mark sheets as schools keep them: twelve shapes, five disorders, and what each says in truth."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import xlsxwriter

__all__ = ["DISORDERS", "SHAPES", "Sheet", "make"]

CN = ("语文", "数学", "英语")
EN = ("Maths", "English", "Science")
SURNAMES, GIVEN = "王李张刘陈杨赵黄周吴", "子涵雨桐浩然欣怡梓轩诗琪宇航佳明俊杰"

FIRST = ("Ana", "Ben", "Cora", "Dan", "Eva", "Finn", "Gia", "Hal", "Ivy", "Jon", "Kit", "Lea")
LAST = ("Bell", "Carr", "Dunn", "Eads", "Ford", "Gray", "Hart", "Ives")

Grid = list[list[Any]]
Key = tuple[str, str, str]
"""(name, subject, exam)"""


@dataclass
class Sheet:
    """A workbook's sheets by name, the marks in it, and the words that stand for none."""

    grids: dict[str, Grid] = field(default_factory=dict)
    marks: dict[Key, float] = field(default_factory=dict)
    absent: dict[Key, str] = field(default_factory=dict)
    odd: dict[Key, str] = field(default_factory=dict)
    exam: str = ""
    as_csv: str = ""
    """The encoding of a CSV file; '' for a workbook."""


def _names(chance: random.Random, count: int, chinese: bool = True) -> list[str]:
    made: dict[str, None] = {}
    while len(made) < count:
        if chinese:
            made[chance.choice(SURNAMES) + "".join(chance.sample(GIVEN, 2))] = None
        else:
            made[f"{chance.choice(FIRST)} {chance.choice(LAST)}"] = None
    return list(made)


def _marks(
    sheet: Sheet, chance: random.Random, name: str, subjects: tuple[str, ...], exam: str
) -> list[float]:
    row = [round(chance.uniform(20, 98) * 2) / 2 for _ in subjects]
    sheet.marks |= {(name, one, exam): mark for one, mark in zip(subjects, row, strict=True)}
    return row


def _plain(chance: random.Random, exam: str = "期中考试") -> tuple[Sheet, Grid]:
    sheet = Sheet(exam=exam)
    grid: Grid = [["学号", "姓名", "班级", *CN]]
    for number, name in enumerate(_names(chance, 12), 1):
        grid.append([f"2023{number:04}", name, "四（3）班", *_marks(sheet, chance, name, CN, exam)])
    return sheet, grid


def simple(chance: random.Random) -> Sheet:
    sheet, grid = _plain(chance)
    sheet.grids[sheet.exam] = grid
    return sheet


def titled(chance: random.Random) -> Sheet:
    sheet, grid = _plain(chance, "期末考试")
    title = "某某小学2026—2027学年度第一学期四年级期末考试成绩表"
    sheet.grids["Sheet1"] = [[title], ["班级：四（3）班", "", "考试时间：2027年1月15日"], *grid]
    return sheet


def totals(chance: random.Random) -> Sheet:
    sheet, grid = _plain(chance)
    grid[0] += ["总分", "班级名次", "备注"]
    for place, row in enumerate(grid[1:], 1):
        row += [sum(row[3:6]), place, ""]
    body = grid[1:]
    for word in ("平均分", "最高分", "及格率"):
        grid.append([word, "", "", *(round(sum(r[c] for r in body) / 12, 2) for c in (3, 4, 5))])
    sheet.grids[sheet.exam] = grid
    return sheet


def side_by_side(chance: random.Random) -> Sheet:
    """Two exams over the subjects, the header two deep."""
    sheet = Sheet(exam="期中考试")
    grid: Grid = [
        ["学号", "姓名", "班级", "期中考试", "", "", "期末考试", "", ""],
        ["", "", "", *CN, *CN],
    ]
    for number, name in enumerate(_names(chance, 10), 1):
        row: list[Any] = [f"2023{number:04}", name, "四（3）班"]
        for exam in ("期中考试", "期末考试"):
            row += _marks(sheet, chance, name, CN, exam)
        grid.append(row)
    sheet.grids["成绩"] = grid
    return sheet


def groups_above(chance: random.Random) -> Sheet:
    sheet = side_by_side(chance)
    upper, lower, *body = sheet.grids["成绩"]
    sheet.grids["成绩"] = [
        ["", "", "", *upper[3:]],
        ["学号", "姓名", "班级", *lower[3:]],
        *body,
    ]
    return sheet


def with_ranks(chance: random.Random) -> Sheet:
    """Each subject with its mark and its rank below it."""
    sheet = Sheet(exam="期中考试")
    grid: Grid = [
        ["学号", "姓名", *(cell for one in CN for cell in (one, ""))],
        ["", "", *("分数", "名次") * 3],
    ]
    for number, name in enumerate(_names(chance, 10), 1):
        marks = _marks(sheet, chance, name, CN, "期中考试")
        grid.append(
            [f"2023{number:04}", name, *(cell for mark in marks for cell in (mark, number))]
        )
    sheet.grids["期中考试"] = grid
    return sheet


def a_sheet_each(chance: random.Random) -> Sheet:
    sheet = Sheet(exam="第一次月考")
    names = _names(chance, 9)
    for exam in ("第一次月考", "期中考试"):
        sheet.grids[exam] = [["姓名", *CN]]
        sheet.grids[exam] += [[name, *_marks(sheet, chance, name, CN, exam)] for name in names]
    return sheet


def two_classes(chance: random.Random) -> Sheet:
    sheet = Sheet(exam="期中考试")
    names = _names(chance, 16)
    grid: Grid = []
    for class_id, own in (("四（1）班", names[:8]), ("四（2）班", names[8:])):
        grid += [[f"{class_id}期中考试成绩"], ["姓名", *CN]]
        grid += [[name, *_marks(sheet, chance, name, CN, "期中考试")] for name in own]
    sheet.grids["期中考试"] = grid
    return sheet


def english(chance: random.Random) -> Sheet:
    sheet = Sheet(exam="Mid-term exam")
    grid: Grid = [["First name", "Last name", "Class", *EN, "Total", "Rank"]]
    for place, name in enumerate(_names(chance, 10, chinese=False), 1):
        marks = _marks(sheet, chance, name, EN, "Mid-term exam")
        grid.append([*name.split(), "7A", *marks, sum(marks), place])
    sheet.grids["Mid-term exam"] = grid
    return sheet


def full_marks_said(chance: random.Random) -> Sheet:
    sheet, grid = _plain(chance)
    grid[0][3:] = ["语文(120)", "数学（满分120）", "英语(120分)"]
    sheet.grids[sheet.exam] = grid
    return sheet


def one_subject(chance: random.Random) -> Sheet:
    """A subject teacher's own mark book: a column a test."""
    sheet = Sheet(exam="单元测试1")
    exams = ("单元测试1", "单元测试2", "期中考试")
    grid: Grid = [["数学成绩册"], ["姓名", *exams]]
    for name in _names(chance, 10):
        row: list[Any] = [name]
        for exam in exams:
            row += _marks(sheet, chance, name, ("数学",), exam)
        grid.append(row)
    sheet.grids["数学"] = grid
    return sheet


def long_rows(chance: random.Random) -> Sheet:
    """A row a mark."""
    sheet = Sheet(exam="期中考试")
    grid: Grid = [["姓名", "班级", "科目", "考试", "成绩"]]
    for name in _names(chance, 8):
        for subject, mark in zip(CN, _marks(sheet, chance, name, CN, "期中考试"), strict=True):
            grid.append([name, "四（3）班", subject, "期中考试", mark])
    sheet.grids["Sheet1"] = grid
    return sheet


SHAPES: tuple[Callable[[random.Random], Sheet], ...] = (
    simple, titled, totals, side_by_side, groups_above, with_ranks, a_sheet_each, two_classes,
    english, full_marks_said, one_subject, long_rows,
)  # fmt: skip

# --- disorders ---


def _mark_cells(grid: Grid) -> list[tuple[int, int]]:
    """The cells of a grid that hold marks: half points tell them from ranks and totals."""
    return [
        (row, place)
        for row, cells in enumerate(grid)
        for place, cell in enumerate(cells)
        if isinstance(cell, float)
    ]


def _replace(sheet: Sheet, chance: random.Random, words: tuple[str, ...], kept: str) -> None:
    """Some marks become words. Which mark a cell is, its number tells: numbers are made unique."""
    by_mark: dict[float, list[Key]] = {}
    for key, mark in sheet.marks.items():
        by_mark.setdefault(mark, []).append(key)
    for grid in sheet.grids.values():
        cells = [
            (row, place)
            for row, place in _mark_cells(grid)
            if len(by_mark.get(grid[row][place], ())) == 1
        ]
        for row, place in chance.sample(cells, min(3, len(cells))):
            (key,) = by_mark[grid[row][place]]
            word = chance.choice(words)
            grid[row][place] = word
            del sheet.marks[key]
            getattr(sheet, kept)[key] = word


def nothing(sheet: Sheet, chance: random.Random) -> None:
    """In order."""


def absences(sheet: Sheet, chance: random.Random) -> None:
    _replace(sheet, chance, ("缺考", "缺", "免考", "病假", ""), "absent")


def odd_words(sheet: Sheet, chance: random.Random) -> None:
    _replace(sheet, chance, ("作弊", "?", "见附页"), "odd")


def as_text(sheet: Sheet, chance: random.Random) -> None:
    """Marks as text with blanks, full-width digits and 分; blank rows and columns around."""
    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    for name, grid in sheet.grids.items():
        for row, place in _mark_cells(grid):
            text = f"{grid[row][place]:g}"
            forms = (f" {text} ", text.translate(wide), f"{text}分", text)
            grid[row][place] = chance.choice(forms)
        sheet.grids[name] = [[], *([*row, "", ""] for row in grid), []]


def other_text(sheet: Sheet, chance: random.Random) -> None:
    """A CSV file of another encoding, a footnote below it."""
    if len(sheet.grids) > 1:
        return
    sheet.as_csv = chance.choice(["gb18030", "utf-16", "utf-8-sig"])
    (grid,) = sheet.grids.values()
    grid.append(["制表人：教务处"])


DISORDERS = (nothing, absences, odd_words, as_text, other_text)


def make(
    shape: Callable[[random.Random], Sheet],
    disorder: Callable[[Sheet, random.Random], None],
    seed: int,
    path: Path,
) -> tuple[Sheet, Path]:
    """A file of a shape in a disorder, and what stands in it."""
    chance = random.Random(seed)
    sheet = shape(chance)
    disorder(sheet, chance)
    if sheet.as_csv:
        ((name, grid),) = sheet.grids.items()
        file = path / f"{name}.csv"
        lines = [",".join(str(cell) for cell in row) for row in grid]
        file.write_bytes("\n".join(lines).encode(sheet.as_csv))
        return sheet, file
    file = path / "成绩.xlsx"
    with xlsxwriter.Workbook(str(file)) as book:
        for name, grid in sheet.grids.items():
            page = book.add_worksheet(name)
            for row, cells in enumerate(grid):
                for place, cell in enumerate(cells):
                    page.write(row, place, cell)
    return sheet, file
