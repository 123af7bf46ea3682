"""The paper of a set: it names the set, its subject, its teacher and its room."""

from __future__ import annotations

import io

import pypdf
import pytest

from model.test_sets import in_room, school_with
from pairing.model.plan import Plan, Seating
from pairing.reports import seat_sheet, seat_sheets
from pairing.reports.seating_plan import SHEETS, Sheet

SCHOOL = school_with(in_room("M1", "S001", "S002"))
PLAN = Plan(seats=(Seating("M1", "L-1-1", "S001"), Seating("M1", "L-1-2", "S002")))


@pytest.mark.parametrize("sheet", SHEETS)
def test_each_sheet_names_the_set_and_those_in_it_alone(sheet: Sheet) -> None:
    (page,) = pypdf.PdfReader(io.BytesIO(seat_sheet(SCHOOL, PLAN, "M1", sheet))).pages
    text = page.extract_text()
    assert "M1 · maths · T" in text
    assert "Room L" in text
    assert "Name 2" in text
    assert "Name 3" not in text


def test_a_set_has_files_of_its_own() -> None:
    assert len(seat_sheets(SCHOOL, PLAN, "M1")) == len(SHEETS)
    assert not seat_sheets(SCHOOL, PLAN, "7A")
