"""The workbook of a supervised month: text stays text, and each sees their own."""

from __future__ import annotations

import io

from python_calamine import load_workbook

from pairing.monitoring import TermLog, Viewer, ViewerRole, supervise
from pairing.reports import make_supervision_book
from terms import TERM, record, small_term, with_rows


def test_mentors_and_the_rows_behind_questions_stand_in_it() -> None:
    school, plan = small_term()
    text = '=HYPERLINK("x") talked about the week, as every time'
    records = [
        record(one, date=f"2026-10-{day:02}", text=text, start="16:00")
        for one in ("S001", "S002")
        for day in (5, 12, 19, 26)
    ]
    log = TermLog(with_rows(school, records=records))
    found = supervise(log, plan, TERM.replace(month=10))
    book = load_workbook(io.BytesIO(make_supervision_book(school, found)))
    mentors, asked = (book.get_sheet_by_index(number).to_python() for number in (0, 1))
    assert mentors[1][:6] == ["Teacher T1", "7", 2, 10, 8, 8]
    assert len(asked) == 1 + 8
    assert asked[1][8] == text
    own = found.seen_by(Viewer(ViewerRole.SUBJECT, "T2"))
    assert (own.rows, own.questions, own.notes) == ((), (), ())
    assert found.seen_by(Viewer(ViewerRole.SUBJECT, "T1")).rows == found.rows
    assert found.seen_by(Viewer(ViewerRole.COORDINATOR)) == found
