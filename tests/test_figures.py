"""The table of figures: the newest of each, with machine and commit."""

from __future__ import annotations

from dataclasses import replace

import pytest
from benchmarks.figures import BEGIN, END, KEPT, PAGE, Figure, Report, kept, table

OLD = Figure(
    name="first seats: median",
    value=0.02,
    unit="s",
    command="python -m benchmarks.seating first",
    date="2026-11-25",
    commit="abc123456",
    dirty=True,
    cpu="A processor",
    cores=2,
    python="3.11.7",
)


def test_the_newest_of_each_stands_in_the_table() -> None:
    new = replace(OLD, value=0.01, commit="def", dirty=False)
    other = replace(OLD, name="worst", value=3, unit="")
    _, _, first, second = table([OLD, other, new]).splitlines()
    assert first.split(" | ")[1:5] == [
        "0.01 s",
        "`python -m benchmarks.seating first`",
        "2 x A processor, CPython 3.11.7",
        "def",
    ]
    assert second.startswith("| worst | 3 |")
    assert "abc123456 and changes" in second


def test_a_report_prints_rows_and_holds_figures(capsys: pytest.CaptureFixture[str]) -> None:
    report = Report()
    report.writerow(["class", "seconds"])
    report.figure("median", 1.5, "s")
    assert capsys.readouterr().out == "class,seconds\r\n"
    assert report.figures == [("median", 1.5, "s")]


def test_the_page_shows_what_was_kept() -> None:
    page = PAGE.read_text("utf-8")
    shown = page.partition(BEGIN)[2].partition(END)[0].strip()
    assert KEPT.exists()
    assert shown == table(kept())
