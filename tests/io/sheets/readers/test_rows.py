"""Cells under no header are told, cell by cell."""

from __future__ import annotations

from pathlib import Path

import pytest

from pairing.io.sheets import import_sheets


@pytest.mark.parametrize(
    ("header", "told"),
    [
        ("学号,姓名,语文,,英语", ("99 (D2)", "55 (D3)")),
        ("学号,姓名,语文", ("99 (D2)", "88 (E2)", "55 (D3)", "66 (E3)")),
        ("学号,姓名,语文,数学,英语", ()),
    ],
)
def test_marks_under_no_header_are_told(tmp_path: Path, header: str, told: tuple[str, ...]) -> None:
    path = tmp_path / "成绩表.csv"
    path.write_text(f"{header}\nS1,甲,80,99,88\nS2,乙,70,55,66\n", "utf-8")
    doubts = [one for sheet in import_sheets([path]).sheets for one in sheet.doubts]
    found = [one.facts["cells"] for one in doubts if one.code == "sheets.no_header"]
    assert found == ([told] if told else [])
