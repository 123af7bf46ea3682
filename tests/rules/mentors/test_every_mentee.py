from __future__ import annotations

import pytest

from builders import entry, one_class, wish
from pairing.model.enums import Part, Role, Status
from pairing.model.pin import Pin
from pairing.model.plan import Mentorship, Plan
from pairing.planning import make_plan, verify
from rules.mentors.caseloads import LEVELS, loads, matches, teacher


def test_everyone_has_a_mentor_and_every_cadre_somebody() -> None:
    school = one_class(LEVELS, teachers=[teacher(1, Role.CADRE), teacher(2), teacher(3)])
    outcome = make_plan(school)
    assert loads(outcome.plan) == {"T1": 1, "T2": 1, "T3": 1}
    assert outcome.summary.parts[Part.MENTORS].status is Status.OPTIMAL


def test_too_little_room_leaves_the_mildest_and_says_what_is_in_the_way() -> None:
    school = one_class([45, 10, 12, 80, 85, 90], teachers=[teacher(1, max_mentees=2)])
    outcome = make_plan(school)
    mentors = outcome.summary.parts[Part.MENTORS]
    severity = {need.student_id: need.severity for need in outcome.findings.needs}
    assert severity["S001"] < min(severity["S002"], severity["S003"])
    assert mentors.status is Status.OPTIMAL
    assert {row.student_id for row in outcome.plan.mentors or ()} == {"S002", "S003"}
    told = {note.code: note.facts for note in mentors.notes}
    assert told["mentors.all_full"]["count"] == 1
    assert "Name 1" in str(told["mentors.all_full"]["name"])
    assert told["mentors.one_more"]["count"] == 1
    assert verify(school, outcome.plan).approved


def test_fewer_than_could_be_or_milder_ones_break_the_rule() -> None:
    school = one_class([45, 10, 12, 80, 85, 90], teachers=[teacher(1, max_mentees=2)])
    milder = Plan(mentors=(Mentorship("S001", "T1"), Mentorship("S002", "T1")))
    fewer = Plan(mentors=(Mentorship("S002", "T1"),))
    for plan in (milder, fewer):
        (broken,) = [one for one in matches(school, plan, "every_mentee") if one.amount]
        assert (broken.students, broken.amount) == (("S003",), -1)
        assert not verify(school, plan).approved


def test_what_a_person_has_fixed_gives_way_to_nobody() -> None:
    school = one_class([45, 10, 12, 80, 85, 90], teachers=[teacher(1, max_mentees=2)])
    outcome = make_plan(school, pins=[Pin(Mentorship("S001", "T1"))])
    rows = outcome.plan.mentors or ()
    assert [row.pinned for row in rows] == [True, False]
    assert rows[0].student_id == "S001"
    assert verify(school, outcome.plan).approved
    assert outcome.summary.parts[Part.MENTORS].status is Status.OPTIMAL


def test_pins_beyond_a_limit_are_a_conflict_and_nothing_else_is() -> None:
    school = one_class(LEVELS, teachers=[teacher(1, max_mentees=1), teacher(2)])
    pins = [Pin(Mentorship(f"S{number:03}", "T1")) for number in (1, 2)]
    mentors = make_plan(school, pins=pins).summary.parts[Part.MENTORS]
    assert mentors.status is Status.INFEASIBLE
    assert set(mentors.owners) == {"mentor_load", *(pin.owner for pin in pins)}
    assert [note.code for note in mentors.notes] == 3 * ["conflict.helps_to_relax"]


def test_a_student_whom_no_rule_leaves_anybody_is_told_so() -> None:
    people = [teacher(1, max_mentees=0), teacher(2)]
    school = one_class(LEVELS, teachers=people, wishes=[wish("S001", "T2", "mentor", "avoid")])
    outcome = make_plan(school, only=(Part.MENTORS,))
    mentors = outcome.summary.parts[Part.MENTORS]
    assert len(outcome.plan.mentors or ()) == 2
    (told,) = [note for note in mentors.notes if note.code == "mentors.nobody_may"]
    owners = ("avoided_mentors", "mentor_load")
    words = {rule.key: rule.words(school) for rule in outcome.context.book.rules}
    assert str(told.facts["rules"]).split(", ", 1)[0] == str(words[owners[0]])
    assert str(words[owners[1]]) in str(told)
    assert verify(school, outcome.plan).approved


def test_the_judge_tells_who_has_none() -> None:
    school = one_class(LEVELS, teachers=[teacher(1), teacher(2)])
    plan = Plan(mentors=(Mentorship("S001", "T1"), Mentorship("S002", "T1")))
    found = matches(school, plan, "every_mentee")
    assert [(match.students, match.amount) for match in found] == [(("S003",), -1)]


@pytest.mark.parametrize(("most", "approved"), [(1, False), (2, True)])
def test_no_more_mentors_round_a_mentee_than_allowed(most: int, approved: bool) -> None:
    rules = [entry("every_mentee", most=most)]
    school = one_class(LEVELS, teachers=[teacher(1), teacher(2)], rules=rules)
    ends = [("S001", "T1"), ("S001", "T2"), ("S002", "T1"), ("S003", "T1")]
    plan = Plan(mentors=tuple(Mentorship(*two) for two in ends))
    assert verify(school, plan).approved is approved
