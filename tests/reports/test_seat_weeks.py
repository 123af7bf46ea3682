"""The seats of many weeks on paper: a page a week, with its day, names and places only."""

from __future__ import annotations

import io
from datetime import date

import pypdf

from builders import one_class
from pairing.model.plan import Plan, Seating
from pairing.reports import seat_weeks


def test_a_page_for_each_week() -> None:
    school = one_class([30, 90])
    seat_ids = [one.seat_id for one in school.layouts[:2]]
    weeks = {
        date(2026, 11, 9): seated(seat_ids, "S001", "S002"),
        date(2026, 11, 16): seated(seat_ids, "S002", "S001"),
    }
    pages = [
        page.extract_text()
        for page in pypdf.PdfReader(io.BytesIO(seat_weeks(school, "7A", weeks, "pupils"))).pages
    ]
    assert len(pages) == 2
    for page, number in zip(pages, ("9", "16"), strict=True):
        assert f"{number} Nov" in page
        assert all(name in page for name in ("Name 1", "Name 2")), page


def seated(seat_ids: list[str], *students: str) -> Plan:
    rows = zip(seat_ids, students, strict=True)
    return Plan(seats=tuple(Seating("7A", seat, student) for seat, student in rows))
