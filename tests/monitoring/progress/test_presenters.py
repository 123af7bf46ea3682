"""Who could tell others how they learn, and who has agreed."""

from __future__ import annotations

import datetime

from builders import marks, student
from pairing.model.records import ClassRecord
from pairing.model.school import School
from pairing.monitoring import TermLog, agree, agreed, presenters

TODAY = datetime.date(2026, 10, 5)
NUMBERS = range(1, 13)


def school() -> School:
    """Twelve in order of their marks; the last but one rises from far below."""
    levels = {number: [90 - 4.0 * number] * 3 for number in NUMBERS}
    levels[11] = [46, 46, 75]
    return School.of(
        {
            "students": [student(number) for number in NUMBERS],
            "classes": [ClassRecord(class_id="7A", grade="7")],
            "scores": [
                row for number in NUMBERS for row in marks(f"S{number:03}", "maths", levels[number])
            ],
        },
        on=TODAY,
    )


def test_the_best_and_who_rose_over_their_own_line() -> None:
    found = presenters(school())
    assert [row.student_id for row in found if row.best] == ["S001", "S002", "S003"]
    assert [row.student_id for row in found if row.improved] == ["S011"]


def test_an_easy_paper_improves_nobody() -> None:
    easy = school()
    last = max(row.date for row in easy.scores)
    scores = [
        row.model_copy(update={"score": min(100, (row.score or 0) + 10)})
        if row.date == last
        else row
        for row in easy.scores
        if row.student_id != "S011"
    ]
    other = School.of(
        {
            "students": [one for one in easy.students if one.student_id != "S011"],
            "classes": easy.classes,
            "scores": scores,
        },
        on=TODAY,
    )
    assert not any(row.improved for row in presenters(other))


def test_who_agrees_is_kept_and_may_take_it_back() -> None:
    log = TermLog(school())
    assert agreed(log, TODAY) == frozenset()
    yes = agree(log, "S001", "maths", True, "Li", TODAY)
    log = TermLog(log.school, yes)
    assert agreed(log, TODAY) == {("S001", "maths")}
    assert agreed(log, TODAY - datetime.timedelta(days=1)) == frozenset()
    assert agree(log, "S001", "maths", True, "Li", TODAY) == ()
    no = agree(log, "S001", "maths", False, "Li", TODAY)
    log = TermLog(log.school, (*yes, *no))
    assert agreed(log, TODAY) == frozenset()
    again = agree(log, "S001", "maths", True, "Li", TODAY)
    log = TermLog(log.school, (*yes, *no, *again))
    assert agreed(log, TODAY) == {("S001", "maths")}
