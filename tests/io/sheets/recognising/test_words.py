"""Duties of teachers as schools write them: several words may be one, and a cell has several."""

from __future__ import annotations

import pytest

from pairing.io.sheets.recognising.words import roles_of


@pytest.mark.parametrize(
    ("cell", "roles", "unknown"),
    [
        ("Class teacher", ["homeroom"], []),
        ("class teacher 7A", ["homeroom"], []),
        ("Form Tutor (7A), subject teacher", ["homeroom", "subject"], []),
        ("Homeroom teacher & Head of Maths", ["homeroom", "backbone"], []),
        ("Form teacher and Deputy Head", ["homeroom", "cadre"], []),
        ("Deputy", ["cadre"], []),
        ("Head of Year 7; class teacher", ["cadre", "homeroom"], []),
        ("Head of Department", ["backbone"], []),
        ("Teacher Librarian", ["subject"], ["Librarian"]),
        ("Class gardener", [], ["Class", "gardener"]),
        ("班主任 骨干教师", ["homeroom", "backbone"], []),
        ("语文教师兼班主任", ["homeroom"], ["语文教师"]),
        ("德育处主任、科任老师", ["cadre", "subject"], []),
    ],
)
def test_the_roles_of_a_cell(cell: str, roles: list[str], unknown: list[str]) -> None:
    found, odd = roles_of(cell)
    assert sorted(found) == sorted(roles)
    assert list(odd) == unknown
