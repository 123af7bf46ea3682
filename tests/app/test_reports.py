"""The page of reports: what is chosen is counted, and both files can be had."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from pages import go_to, opened_with_plan
from pairing.model.enums import ReportKind, ReportLevel
from pairing.model.plan import Plan


@pytest.fixture(scope="module")
def page() -> AppTest:
    found = opened_with_plan()
    go_to(found, "Reports")
    return found


def choose(page: AppTest, what: str, wanted: str) -> None:
    page.segmented_control(key=f"report {what} en").set_value(wanted).run()
    assert not page.exception


def labels(page: AppTest) -> list[str]:
    buttons: Any = page.get("download_button")
    return [one.label for one in buttons]


def counts(page: AppTest) -> list[str]:
    """Every cell of every table of numbers."""
    return [
        str(cell) for table in page.dataframe for row in table.value.to_numpy() for cell in row[1:]
    ]


def test_the_week_is_counted_first_with_a_table_and_both_files(page: AppTest) -> None:
    assert "Students in need" in [one.value for one in page.subheader]
    assert page.get("plotly_chart")
    assert labels(page) == ["Report as Word (.docx)", "Report as Excel (.xlsx)"]
    first = page.dataframe[0].value
    assert list(first.columns) == ["Grade", "mild", "moderate", "severe", "Total"]
    plan: Plan = page.session_state.workspace.planned.outcome.plan
    needy = {row.student_id for row in plan.needs or ()}
    assert first["Total"].iloc[-1] == str(len(needy))


@pytest.mark.parametrize("level", [ReportLevel.TOWN, ReportLevel.COUNTY])
def test_above_the_school_no_small_count_is_shown(page: AppTest, level: ReportLevel) -> None:
    choose(page, "level", level)
    shown = counts(page)
    assert "0–2" in shown
    assert not {"0", "1", "2"} & set(shown)
    choose(page, "level", ReportLevel.SCHOOL)
    assert "0–2" not in counts(page)


def test_a_term_has_its_weeks_and_its_summary(page: AppTest) -> None:
    choose(page, "kind", ReportKind.TERM)
    assert "Summary of the term" in [one.value for one in page.subheader]
    choose(page, "kind", ReportKind.WEEKLY)
    assert "In brief" in [one.value for one in page.subheader]
