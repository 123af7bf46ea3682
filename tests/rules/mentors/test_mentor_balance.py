from __future__ import annotations

from builders import entry, one_class
from pairing.planning import make_plan
from rules.mentors.caseloads import LEVELS, MATHS_BY_T2, loads, matches, teacher


def test_balance_can_outweigh_fit() -> None:
    school = one_class(
        LEVELS,
        teachers=[teacher(1), teacher(2)],
        teaching=MATHS_BY_T2,
        rules=[entry("mentor_balance", weight=20), entry("fair_caseload", enabled=False)],
    )
    plan = make_plan(school).plan
    assert loads(plan) == {"T1": 1, "T2": 2}
    assert [match.amount for match in matches(school, plan, "mentor_balance")] == [-1, -4]
