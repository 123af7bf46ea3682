"""Ways in which a school's files go wrong, each made from a number."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

Corruption = Callable[[Path, random.Random], Path]
"""Spoils the folder of a sound school and returns what to read."""


def _pick(folder: Path, chance: random.Random, *names: str) -> Path:
    return folder / f"{chance.choice(names)}.csv"


def _cells(file: Path) -> list[list[str]]:
    return [line.split(",") for line in file.read_text("utf-8").splitlines()]


def _write(file: Path, cells: list[list[str]]) -> None:
    file.write_text("\n".join(",".join(row) for row in cells) + "\n", "utf-8")


def _spoil(folder: Path, chance: random.Random, table: str, column: str, value: str) -> Path:
    file = folder / f"{table}.csv"
    cells = _cells(file)
    number = cells[0].index(column)
    for row in chance.sample(cells[1:], k=min(3, len(cells) - 1)):
        row[number] = value
    _write(file, cells)
    return folder


def wrong_encoding(folder: Path, chance: random.Random) -> Path:
    file = _pick(folder, chance, "students", "scores", "layouts")
    encoding = chance.choice(["utf-16-le", "utf-32", "cp037"])
    file.write_bytes(file.read_text("utf-8").encode(encoding, errors="replace"))
    return folder


def broken_bytes(folder: Path, chance: random.Random) -> Path:
    file = _pick(folder, chance, "students", "teachers", "classes")
    data = bytearray(file.read_bytes())
    for _ in range(20):
        data[chance.randrange(len(data))] = 0xFF
    file.write_bytes(bytes(data))
    return folder


def shuffled_headers(folder: Path, chance: random.Random) -> Path:
    file = folder / f"{chance.choice(['scores', 'students', 'periods'])}.csv"
    cells = _cells(file)
    cells[0] = cells[0][1:] + cells[0][:1]
    _write(file, cells)
    return folder


def huge_cell(folder: Path, chance: random.Random) -> Path:
    size = chance.choice([300, 40_000, 200_000])
    table, column = chance.choice([("students", "class_id"), ("scores", "subject")])
    return _spoil(folder, chance, table, column, "x" * size)


def formula(folder: Path, chance: random.Random) -> Path:
    value = chance.choice(["=1+1", "+A1", "@SUM(A1)", '=HYPERLINK("x")', "-2+3"])
    table, column = chance.choice([("students", "student_id"), ("scores", "subject")])
    return _spoil(folder, chance, table, column, value.replace(",", " "))


def not_a_number(folder: Path, chance: random.Random) -> Path:
    value = chance.choice(["NaN", "inf", "-inf", "1e999", "twelve", "-5", "0x10", "１２a"])
    table, column = chance.choice(
        [("scores", "score"), ("scores", "full_score"), ("layouts", "row")]
    )
    return _spoil(folder, chance, table, column, value)


def bad_date(folder: Path, chance: random.Random) -> Path:
    value = chance.choice(["31/12/2026", "2026-02-30", "yesterday", "20261301", "0000-00-00"])
    return _spoil(folder, chance, "scores", "date", value)


def duplicate_ids(folder: Path, chance: random.Random) -> Path:
    file = _pick(folder, chance, "students", "teachers", "classes", "layouts", "periods")
    lines = file.read_text("utf-8").splitlines()
    lines += chance.sample(lines[1:], k=min(2, len(lines) - 1))
    file.write_text("\n".join(lines) + "\n", "utf-8")
    return folder


def unknown_reference(folder: Path, chance: random.Random) -> Path:
    table, column = chance.choice(
        [("students", "class_id"), ("teaching", "class_id"), ("classes", "layout_id")]
    )
    return _spoil(folder, chance, table, column, chance.choice(["S0O1", "7Z", "nobody"]))


def missing_table(folder: Path, chance: random.Random) -> Path:
    _pick(folder, chance, "students", "classes", "scores", "layouts", "periods").unlink()
    return folder


def missing_column(folder: Path, chance: random.Random) -> Path:
    file = _pick(folder, chance, "students", "scores", "layouts")
    cells = _cells(file)
    _write(file, [row[1:] for row in cells])
    return folder


def empty_file(folder: Path, chance: random.Random) -> Path:
    file = _pick(folder, chance, "students", "scores", "layouts")
    file.write_bytes(chance.choice([b"", b"\n\n\n", b"\xef\xbb\xbf"]))
    return folder


def blank_cells(folder: Path, chance: random.Random) -> Path:
    table, column = chance.choice(
        [("students", "name"), ("scores", "full_score"), ("classes", "grade"), ("layouts", "desk")]
    )
    return _spoil(folder, chance, table, column, "  ")


def open_quote(folder: Path, chance: random.Random) -> Path:
    file = _pick(folder, chance, "students", "scores")
    cells = _cells(file)
    chance.choice(cells[1:])[1] = '"never closed'
    _write(file, cells)
    return folder


def bad_rules(folder: Path, chance: random.Random) -> Path:
    text = chance.choice(
        [
            "[[rule]\nid=",
            '[[rule]]\nid = "no_such_rule"\n',
            "rule = 3\n",
            '[[rule]]\nweight = "heavy"\n',
            '[[rule]]\nid = "keep_apart"\nstudents = ["S001", "S999"]\n',
            '[[rule]]\nid = "gender_mix"\nweight = -1\n',
            '[[rule]]\nid = "front_rows"\nwho = ["tall people"]\n',
            "[screening]\nable_share = 7\n",
            "\x00\x00",
            "a" * 100_000,
        ]
    )
    (folder / "rules.toml").write_text(text, "utf-8")
    return folder


def not_a_zip(folder: Path, chance: random.Random) -> Path:
    file = folder / chance.choice(["export.zip", "school.xlsx", "school.ods", "notes.txt"])
    start = chance.choice([b"", b"PK\x03\x04", b"\x00" * 40, b"<html>"])
    file.write_bytes(start + chance.randbytes(chance.randrange(200)))
    return file


def cut_workbook(folder: Path, chance: random.Random) -> Path:
    from pairing.io import read_school, write_template

    whole, cut = folder / "whole.xlsx", folder / "cut.xlsx"
    write_template(whole, read_school(folder))
    data = bytearray(whole.read_bytes())
    cut.write_bytes(bytes(data[: chance.randrange(1, len(data) - 30)]))
    return cut


CORRUPTIONS: tuple[Corruption, ...] = (
    wrong_encoding,
    broken_bytes,
    shuffled_headers,
    huge_cell,
    formula,
    not_a_number,
    bad_date,
    duplicate_ids,
    unknown_reference,
    missing_table,
    missing_column,
    empty_file,
    blank_cells,
    open_quote,
    bad_rules,
    not_a_zip,
    cut_workbook,
)
