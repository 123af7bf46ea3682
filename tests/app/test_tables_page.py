"""The tables on the page of settings, by Streamlit's own tester: shown, used, refused, saved."""

from __future__ import annotations

from contextvars import ContextVar
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from pages import ROOT, button, go_to, opened
from pairing.app.state.edits.table_drafts import Drafts
from pairing.app.state.edits.table_edits import FIRST_ROW, edits_of
from pairing.app.widgets.school.table_editor import table_csv
from pairing.app.widgets.school.table_frame import NUMBER, ROW, frame_of, rows_of
from pairing.io.parsing import parse_tables
from pairing.io.raw.tables import RawSchool, parse_csv
from pairing.io.vocabulary.words import header_word
from pairing.language import speaking
from pairing.model.records import TABLES, LayoutSeat, Record, Score, Student, Teacher
from pairing.model.school import School

CODES = ["en", "zh_CN", "zh_TW"]


def drafts(page: AppTest) -> Drafts:
    known: tuple[object, Drafts] = page.session_state["tables at work"]
    return known[1]


def type_name(page: AppTest, name: str) -> None:
    """What the grid does when somebody types: the tester has no grid."""
    one = drafts(page)
    kept = one.base["students"]
    row = kept.row(FIRST_ROW)
    one.now["students"] = kept.seen({FIRST_ROW: row}, [(FIRST_ROW, {**row, "name": name})])
    one.base = dict(one.now)
    page.run()


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("kind", TABLES)
def test_a_grid_gives_back_what_it_was_given(kind: type[Record], code: str, sample: School) -> None:
    table = edits_of(sample)[kind.table]
    numbers = list(table.numbers())[:40]
    with speaking(code):
        frame = frame_of(kind, numbers, map(table.row, numbers))
        assert rows_of(kind, frame) == [(number, table.row(number)) for number in numbers]


def test_cells_of_the_grid_are_read_as_they_are_typed() -> None:
    seat = frame_of(LayoutSeat, [2], [{"row": "1", "usable": "no", "tags": "door;window"}])
    seat.loc[0, ["row", "usable"]] = [2.0, True]
    # The grid gives lists back as arrays.
    seat["tags"] = pd.Series([np.array(["aisle", "a,b"])])
    ((number, cells),) = rows_of(LayoutSeat, seat)
    assert number == 2
    assert (cells["row"], cells["usable"], cells["tags"]) == ("2", "yes", "aisle;a,b")
    new = pd.concat([frame_of(Score, [], []), frame_of(Score, [0], [{"score": "缺考"}])])
    new[ROW] = pd.NA
    ((number, cells),) = rows_of(Score, new)
    assert number is None
    assert cells["score"] == "缺考"


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("kind", [Student, Teacher, LayoutSeat, Score])
def test_a_table_that_was_downloaded_is_read_again(
    kind: type[Record], code: str, sample: School
) -> None:
    with speaking(code):
        text = table_csv(sample, kind).decode("utf-8-sig")
        assert text.splitlines()[0].split(",")[0] == header_word(kind.table, kind.columns()[0])
    table, faults = parse_csv(kind.table, text)
    assert table is not None
    assert faults == []
    parsed = parse_tables(RawSchool(tables=[table], whole=False))
    assert tuple(parsed.tables[kind.table]) == sample.table(kind.table)
    assert not [note for note in parsed.notes if note.code.startswith("import.column")]


def test_a_formula_is_guarded_in_what_is_downloaded(sample: School) -> None:
    (one,) = [row for row in sample.students if row.student_id == "S001"]
    school = School(students=(one.model_copy(update={"name": "=1+1"}),))
    assert "'=1+1" in table_csv(school, Student).decode("utf-8-sig")


@pytest.mark.parametrize("code", CODES)
def test_every_table_can_be_shown(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    page = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    page.query_params["lang"] = code
    # The tester names the options of a list itself, in a thread of its own.
    monkeypatch.setattr("pairing.language._spoken", ContextVar("language", default=code))
    page.run()
    go_to(page, "Settings", "Tables")
    for kind in TABLES:
        page.selectbox(key="table shown").set_value(kind).run()
        assert not page.exception
        assert not page.error
    page.selectbox(key="table shown").set_value(Score).run()
    # Of many rows those of a class are shown, and a page of them.
    class_id = page.selectbox(key="class_id 0").value
    assert page.selectbox(key=f"rows of scores {class_id}").value == class_id
    assert len([one for one in page.number_input if "scores" in (one.key or "")]) == 1


def test_rows_are_used_and_taken_back() -> None:
    page = opened()
    go_to(page, "Settings", "Tables")
    assert page.button(key="use tables").disabled
    type_name(page, "Wu")
    page.button(key="use tables").click().run()
    assert page.session_state.workspace.school.students[0].name == "Wu"
    assert any("in use now" in one.value for one in page.success)
    assert not drafts(page).touched
    button(page, "Take it back").click().run()  # type: ignore[attr-defined]
    assert page.session_state.workspace.school.students[0].name != "Wu"
    assert not page.success


def test_a_fault_is_shown_and_nothing_typed_is_lost() -> None:
    page = opened()
    go_to(page, "Settings", "Tables")
    type_name(page, "")
    before = page.session_state.workspace.school
    page.button(key="use tables").click().run()
    assert any("what you typed stays" in one.value for one in page.error)
    shown = [one.value for one in page.dataframe]
    assert any(list(one.get("column", ())) == ["name"] for one in shown)
    assert page.session_state.workspace.school is before
    # Another table in between takes nothing away.
    page.selectbox(key="table shown").set_value(Teacher).run()
    page.selectbox(key="table shown").set_value(Student).run()
    assert drafts(page).now["students"].value(FIRST_ROW, "name") == ""
    type_name(page, "Wu")
    page.button(key="use tables").click().run()
    assert not page.error
    assert page.session_state.workspace.school.students[0].name == "Wu"


def test_what_was_typed_can_be_forgotten() -> None:
    page = opened()
    go_to(page, "Settings", "Tables")
    type_name(page, "Wu")
    page.button(key="forget tables").click().run()
    assert not drafts(page).touched
    assert page.button(key="use tables").disabled


def test_a_room_that_was_made_up_is_said_until_somebody_draws_it(tmp_path: Path) -> None:
    file = tmp_path / "marks.csv"
    file.write_text("姓名,班级,语文\n王甲云,七1班,61\n王乙云,七1班,82\n", encoding="utf-8")
    page = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    page.query_params["lang"] = "en"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.argv", ["app", str(file)])
        page.run()
        go_to(page, "Settings", "Tables")
        assert any("one was made up" in one.value for one in page.info)
        button(page, "Draw it").click().run()  # type: ignore[attr-defined]
        button(page, "Use this room for 七1班").click().run()  # type: ignore[attr-defined]
        assert not page.error
        assert not any("one was made up" in one.value for one in page.info)
        assert len(page.session_state.workspace.school.layouts) == 48


def test_a_fault_of_a_rooms_row_is_marked_beside_the_rows_number() -> None:
    page = opened()
    go_to(page, "Settings", "Tables")
    one = drafts(page)
    kept = one.base["layouts"]
    row = kept.row(FIRST_ROW)
    one.now["layouts"] = kept.seen({FIRST_ROW: row}, [(FIRST_ROW, {**row, "row": "0"})])
    one.base = dict(one.now)
    page.run()
    page.button(key="use tables").click().run()
    assert not page.exception
    (marked,) = [one.value for one in page.dataframe if NUMBER in one.value]
    assert (marked[NUMBER][0], marked["row"][0]) == (str(FIRST_ROW), "0")
