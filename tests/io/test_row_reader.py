"""Each text of a column is looked at once, and each row is told what is wrong with its own."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from exploring import examples
from pairing.io.parsing import parse_tables
from pairing.io.raw.tables import RawSchool, RawTable
from pairing.io.row_reader import RowReader
from pairing.model.records import Score, Student

TEXTS = st.sampled_from(
    (
        "",
        " ",
        "S01",
        " S01 ",
        "2026-01-02",
        "1E+05",
        "#N/A",
        "\0no value",
        "62%",
        "女",
        "front",
        "近视",
    )
)


def test_a_spoilt_cell_is_told_in_each_row_that_has_it() -> None:
    reader = RowReader(Score, {})
    rows = [(number, reader.read(number, {"score": "#DIV/0!"})[1]) for number in (2, 3)]
    assert [[(one.row, one.column, one.value) for one in faults] for _, faults in rows] == [
        [(2, "score", "#DIV/0!")],
        [(3, "score", "#DIV/0!")],
    ]


def test_a_blank_that_must_be_filled_stays_and_others_go() -> None:
    values, faults = RowReader(Student, {}).read(2, {"student_id": " ", "name": "Ann", "area": ""})
    assert not faults
    assert values["student_id"] is None
    assert values["name"] == "Ann"
    assert "area" not in values


@examples(60)
@given(st.lists(st.fixed_dictionaries(dict.fromkeys(Student.columns(), TEXTS)), max_size=8))
def test_rows_read_together_are_read_as_each_alone(rows: list[dict[str, str]]) -> None:
    together = RowReader(Student, {})
    for number, cells in enumerate(rows, 2):
        assert together.read(number, cells) == RowReader(Student, {}).read(number, cells)


def test_ids_beside_count_where_a_column_has_lost_its_digits() -> None:
    """Three long numbers that end in zeros are no ids: a spreadsheet has rounded them."""

    def mark(student_id: str) -> dict[str, str]:
        return {
            "student_id": student_id, "subject": "Maths", "exam": "Spring", "date": "2026-03-01",
            "score": "71", "full_score": "100",
        }  # fmt: skip

    long = [f"20260000000000{number}00" for number in range(3)]
    known = [(number, Score.model_validate(mark(one))) for number, one in enumerate(long[:2], 2)]
    table = RawTable("scores", Score.columns(), ((4, mark(long[2])),), made=True)
    raw = RawSchool([table], whole=False)
    beside = parse_tables(raw, {"scores": known}).faults
    assert "cells.digits_lost" in {fault.expected.code for fault in beside}
    alone = parse_tables(raw).faults
    assert "cells.digits_lost" not in {fault.expected.code for fault in alone}
