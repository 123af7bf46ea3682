from __future__ import annotations

import pytest

from builders import entry, one_class
from pairing.model.enums import Part
from pairing.model.messages.fault import InputError
from pairing.planning import make_plan
from pairing.rules.pairs.gap_window import GapWindow
from rules.pairs.markets import LEVELS, measure, tutor_of


def test_refuses_the_too_near_and_the_too_far() -> None:
    school = one_class(LEVELS)
    gaps = [
        (school.ability(one, "maths") or 0) - (school.ability("S001", "maths") or 0)
        for one in ("S009", "S003", "S002")
    ]
    between = entry("gap_window", level="hard", least=gaps[0] + 0.01, most=gaps[2] - 0.01)
    assert tutor_of(one_class(LEVELS, rules=[between])) == ["S003"]
    rule = GapWindow(least=gaps[1], most=gaps[1])
    assert [measure(rule, school, one) for one in ("S009", "S003", "S002")] == [-1, 0, -1]


def test_a_need_that_the_window_leaves_nobody_for_says_so() -> None:
    far = one_class(LEVELS, rules=[entry("gap_window", level="hard", least=5.5, most=6)])
    notes = make_plan(far).summary.parts[Part.PAIRS].notes
    (told,) = (note for note in notes if note.code == "pairs.barred")
    assert "5.5" in str(told.facts["rules"])
    assert not any(note.code == "pairs.without_free_tutor" for note in notes)


def test_a_window_upside_down_is_a_fault() -> None:
    with pytest.raises(InputError) as refused:
        make_plan(one_class(LEVELS, rules=[entry("gap_window", least=2, most=1)]))
    (fault,) = refused.value.faults
    assert fault.table == "rules.toml"
    assert fault.column.startswith("gap_window")
    assert fault.value == ""
