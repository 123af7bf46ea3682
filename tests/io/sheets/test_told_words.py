"""What is told of sheets is in the reader's words: tables by the names that the screen has."""

from __future__ import annotations

from pathlib import Path

from pairing.io.sheets import import_sheets
from pairing.language import speaking
from sheets_book import book


def test_tables_are_told_by_the_reader_s_names(tmp_path: Path) -> None:
    pupils = [["学号", "姓名", "班级", "性别"], ["S1", "王子涵", "四1班", "女"]]
    made = import_sheets([book(tmp_path / "a.xlsx", 学生=pupils)])
    (taken,) = made.sheets[0].taken
    assert str(taken) == "1 rows of students"
    with speaking("zh_CN"):
        assert "学生" in str(taken)
        assert "students" not in " ".join(map(str, made.told()))
