"""The page of a student's file: what it shows to whom, and what is entered on it."""

from __future__ import annotations

from pages import go_to, opened_with_plan


def test_x() -> None:
    page = opened_with_plan()
    go_to(page, "Students")
    print([m.value for m in page.markdown][:60])
    print([e.label for e in page.expander])
    print([b.label for b in page.button])
