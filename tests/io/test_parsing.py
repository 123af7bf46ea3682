"""Rows in which two cells do not go together: the fault says which cell to look at."""

from __future__ import annotations

import pytest

from pairing.io.parsing import parse_tables
from pairing.io.raw.tables import RawSchool, RawTable

GOAL = {
    "goal_id": "G1", "student_id": "S1", "with_id": "", "kind": "short", "need": "Maths",
    "measure": "percent", "baseline": "", "target": "70", "due": "2026-10-01", "status": "open",
}  # fmt: skip
MARK = {
    "student_id": "S1", "subject": "Maths", "exam": "E", "date": "2026-09-30", "score": "950",
    "full_score": "100", "missing": "",
}  # fmt: skip
TEACHER = {
    "teacher_id": "T1", "name": "Bo Carr", "roles": "subject", "min_mentees": "5",
    "max_mentees": "3",
}  # fmt: skip
PERIOD = {"period_id": "P1", "weekday": "1", "start": "09:00", "end": "08:00", "kind": "lesson"}
DAYS = {"from": "2026-10-05", "to": "", "kind": "swapped", "follows": ""}
MEASURE = {
    "student_id": "S1", "need": "Maths", "measure": "daily", "by": "Li", "from": "2026-10-05",
    "to": "2026-10-01",
}  # fmt: skip


@pytest.mark.parametrize(
    ("table", "row", "column", "value"),
    [
        ("scores", MARK, "score", "950"),
        ("scores", {**MARK, "score": "50", "missing": "excused"}, "missing", "excused"),
        ("teachers", TEACHER, "min_mentees", "5"),
        ("periods", PERIOD, "start", "09:00"),
        ("calendar", DAYS, "follows", ""),
        ("calendar", {**DAYS, "kind": "holiday", "follows": "3"}, "follows", "3"),
        ("measures", MEASURE, "to", "2026-10-01"),
        ("goals", {**GOAL, "with_id": "S1"}, "with_id", "S1"),
        ("goals", {**GOAL, "target": "much"}, "target", "much"),
        ("goals", {**GOAL, "baseline": "low"}, "baseline", "low"),
    ],
)
def test_a_row_that_does_not_go_together_names_a_cell(
    table: str, row: dict[str, str], column: str, value: str
) -> None:
    raw = RawSchool([RawTable(table, tuple(row), ((7, row),))])
    found = [fault for fault in parse_tables(raw).faults if fault.table == table and fault.row]
    assert [(one.row, one.column, one.value) for one in found] == [(7, column, value)]
