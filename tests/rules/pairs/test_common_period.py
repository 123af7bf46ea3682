from __future__ import annotations

from collections.abc import Iterable

from builders import entry
from pairing.model.enums import Part, Role
from pairing.model.records import Lesson, Period, Record, Teacher
from pairing.model.school import School
from pairing.model.settings import RuleEntry
from pairing.planning import make_plan
from pairing.rules.pairs.common_period import CommonPeriod
from rules.pairs.markets import measure, two_classes


def timetabled(busy: dict[str, list[str]], rules: list[RuleEntry] | None = None) -> School:
    """Two classes with three periods to meet in; ``busy`` names those with lessons."""
    base = two_classes()
    periods = [
        Period.model_validate(
            {
                "period_id": f"P{n}",
                "weekday": 1,
                "start": f"1{n}:00",
                "end": f"1{n}:40",
                "kind": kind,
            }
        )
        for n, kind in enumerate(("lesson", "break", "self_study", "evening"))
    ]
    lessons = [
        Lesson(class_id=class_id, period_id=period_id, subject="maths", teacher_id="T1")
        for class_id, taken in busy.items()
        for period_id in taken
    ]
    teacher = Teacher(teacher_id="T1", name="T", roles=(Role.SUBJECT,))
    names = ("students", "classes", "scores", "layouts")
    tables = {name: base.table(name) for name in names}
    more: dict[str, Iterable[Record]] = {
        "periods": periods,
        "timetable": lessons,
        "teachers": [teacher],
    }
    return School.of({**tables, **more}, rules or [])


def test_a_pair_needs_a_free_period_in_common() -> None:
    assert make_plan(timetabled({"A": ["P1"], "B": ["P2"]})).plan.pairs
    apart = timetabled({"A": ["P1"], "B": ["P2", "P3"]})
    assert measure(CommonPeriod(), apart, "S011") == -1
    outcome = make_plan(apart)
    assert outcome.plan.pairs == ()
    _, *uncovered = outcome.summary.parts[Part.PAIRS].notes
    assert {note.code for note in uncovered} == {"pairs.without_free_tutor"}
    assert [note.facts["count"] for note in uncovered] == [3]


def test_nothing_is_held_against_a_class_of_which_no_free_period_is_known() -> None:
    assert make_plan(timetabled({"A": ["P1"], "B": ["P1", "P2", "P3"]})).plan.pairs


def test_two_periods_can_be_asked_for() -> None:
    wanted = [entry("common_period", want=2)]
    assert make_plan(timetabled({"A": ["P1"], "B": ["P2"]}, wanted)).plan.pairs == ()
