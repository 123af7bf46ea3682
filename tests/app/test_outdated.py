"""What is said of a plan that is out of date: nothing that was proved of other tables."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest

from pages import go_to, opened_with_plan
from pairing.model.enums import Part
from pairing.store.pieces import TABLES_CHANGED

PROOFS = ("no plan can", "no plan is", "no grouping is better", "at most", "All hard rules hold")


@pytest.fixture(scope="module")
def page() -> AppTest:
    return opened_with_plan()


def told(page: AppTest) -> Iterator[str]:
    """All that stands in words on the page."""
    for kind in (page.markdown, page.info, page.caption):
        yield from (one.value for one in kind)


def proofs(page: AppTest) -> list[str]:
    return [text for text in told(page) if any(proof in text for proof in PROOFS)]


def test_a_plan_that_is_out_of_date_is_not_said_to_be_the_best(page: AppTest) -> None:
    def looked_at(name: str) -> list[str]:
        go_to(page, name)
        if name == "Pairs":
            page.button(key="make groups").click().run()
        return proofs(page)

    for name in ("Seats", "Mentors", "Pairs"):
        assert looked_at(name), name
    # As if somebody had changed the tables.
    planned = page.session_state.workspace.planned
    for part in (Part.PAIRS, Part.MENTORS, Part.TEAMS):
        planned.marks[part.value] = TABLES_CHANGED
    for name in ("Seats", "Mentors", "Pairs"):
        assert looked_at(name) == [], name
