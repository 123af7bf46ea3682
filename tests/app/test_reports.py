"""The page of reports: what is chosen is counted, and both files can be had."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from pages import go_to, opened_with_plan
from pairing.model.plan import Plan


@pytest.fixture(scope="module")
def page() -> AppTest:
    found = opened_with_plan()
    go_to(found, "Reports")
    return found


def choose(page: AppTest, label: str, wanted: str) -> None:
    group = next(one for one in page.get("button_group") if one.label == label)
    group.set_value([wanted]).run()  # type: ignore[attr-defined]
    assert not page.exception


def test_the_week_is_counted_first_with_a_table_and_both_files(page: AppTest) -> None:
    headings = [one.value for one in page.subheader]
    assert "Students in need" in headings
    assert page.get("plotly_chart")
    labels = [one.label for one in page.get("download_button")]  # type: ignore[attr-defined]
    assert labels == ["Report as Word (.docx)", "Report as Excel (.xlsx)"]
    first = page.dataframe[0].value
    assert list(first.columns) == ["Grade", "mild", "moderate", "severe", "Total"]
    planned: Plan = page.session_state.workspace.planned.outcome.plan
    needy = {row.student_id for row in planned.needs or ()}
    assert first["Total"].iloc[-1] == str(len(needy))
