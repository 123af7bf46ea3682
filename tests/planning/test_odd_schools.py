"""Every odd school is planned and verified, or refused with an explanation."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given

from builders import odd_tables
from exploring import examples
from pairing.instances.classroom import ClassRoom
from pairing.model.enums import Part, Status
from pairing.model.messages.fault import InputError
from pairing.model.records import Record
from pairing.model.school import School
from pairing.model.settings import RuleEntry
from pairing.planning import Outcome, make_plan, verify
from pairing.planning.parts.seating.class_task import judge_class
from pairing.planning.parts.seating.problem import seating_problem
from pairing.rules.core.book import RuleBook


@pytest.mark.slow
@examples(500)
@given(odd_tables())
def test_planned_and_verified_or_refused_in_words(
    given_: tuple[dict[str, list[Record]], list[RuleEntry]],
) -> None:
    tables, rules = given_
    try:
        school = School.of(tables, rules)
        outcome = make_plan(school, seed=3)
    except InputError as error:
        assert error.faults
        assert all(str(fault) for fault in error.faults)
        return
    _check(school, outcome)


def _check(school: School, outcome: Outcome) -> None:
    summary = outcome.summary
    verdict = verify(school, outcome.plan)
    details = summary.parts[Part.SEATS].details
    unseated = {
        student.student_id
        for class_id, detail in details.items()
        if detail.status is Status.INFEASIBLE
        for student in school.seated(class_id)
    }
    expected = {f"seats: {student_id} has 0 seats" for student_id in unseated}
    assert {str(words) for words in verdict.unsound} == expected
    assert all(score.violations == 0 for scores in verdict.scores.values() for score in scores)
    for part in (Part.PAIRS, Part.MENTORS, Part.SEATS):
        reached = summary.parts[part]
        if reached.status is Status.INFEASIBLE:
            assert reached.conflict
            continue
        assert reached.objective == verdict.objective(part)
        assert reached.objective <= reached.bound
    _check_terms(outcome)


def _check_terms(outcome: Outcome) -> None:
    """What the solver's terms add up to is what the rules say of the plan."""
    findings, plan = outcome.findings, outcome.plan
    book = RuleBook.of(findings.school)
    for class_id, detail in outcome.summary.parts[Part.SEATS].details.items():
        room = ClassRoom.of(findings, class_id, plan)
        if room is None or detail.status is Status.INFEASIBLE:
            continue
        own = plan.seats_of(class_id)
        seat_of = np.array(
            [room.layout.index[own[student.student_id]] for student in room.students], dtype=int
        )
        tally = seating_problem(room, book).tally(seat_of)
        judged = judge_class(findings, book, class_id, plan)
        assert tally.score == sum(score.amount for score in judged)
        assert tally.violations == sum(score.violations for score in judged)
