"""The room that no sheet has: made up, or as large as somebody says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pairing.io.school_files import read_any
from pairing.io.sheets import Answers
from pairing.io.sheets.making.rooms import size_said
from pairing.model.messages.fault import InputError
from sheets_book import book

NAMES = ("王子涵", "李雨桐", "张浩然", "刘欣怡", "陈梓轩", "杨诗琪", "赵宇航", "黄佳怡", "周一鸣")


@pytest.fixture
def lists(tmp_path: Path) -> Path:
    rows: list[list[Any]] = [["六（2）班学生花名册"], ["姓名", "性别"]]
    return book(tmp_path / "六2.xlsx", 花名册=[*rows, *([name, "女"] for name in NAMES)])


def _room(file: Path, **said: str) -> tuple[int, int, int]:
    """The rows, the columns and the seats of the class's room."""
    school = read_any(file, answers=Answers({"class 六（2）班": dict(said)})).school
    (only,) = school.classes
    room = school.room_of(only.class_id)
    assert room is not None
    rows, columns = ({getattr(seat, of) for seat in room.seats} for of in ("row", "column"))
    return len(rows), len(columns), len(room.seats)


def test_a_room_is_as_large_as_the_class_needs_or_as_somebody_says(lists: Path) -> None:
    assert _room(lists) == (2, 8, 16)
    assert _room(lists, room="6 x 7") == (6, 7, 42)


@pytest.mark.parametrize(
    ("answer", "size"),
    [
        ("6 x 8", (6, 8)),
        ("6×8", (6, 8)),
        ("６Ｘ８", (6, 8)),
        ("6排8列", (6, 8)),
        ("6 rows of 8", (6, 8)),
        ("six by eight", None),
        ("48", None),
        ("6 x 0", None),
        ("6 x 31", None),
        ("6 x 8 x 2", None),
    ],
)
def test_what_a_size_is(answer: str, size: tuple[int, int] | None) -> None:
    assert size_said(answer) == size


def test_what_is_no_size_is_told_with_its_place(lists: Path) -> None:
    with pytest.raises(InputError) as raised:
        _room(lists, room="large")
    (fault,) = raised.value.faults
    assert (fault.column, fault.value) == ("class 六（2）班.room", "large")
    assert fault.expected.code == "answers.room"


def test_a_room_too_small_is_told_and_does_not_grow(lists: Path) -> None:
    with pytest.raises(InputError) as raised:
        _room(lists, room="2 x 4")
    (fault,) = raised.value.faults
    assert (fault.table, fault.column) == ("classes", "layout_id")
