from __future__ import annotations

import pytest

from builders import entry, one_class
from pairing.model.enums import Part, Role, Status
from pairing.model.plan import Mentorship, Plan
from pairing.planning import make_plan, verify
from pairing.rules.mentors.every_mentee import EveryMentee
from pairing.rules.mentors.mentor_load import MentorLoad
from rules.mentors.caseloads import LEVELS, loads, matches, teacher


def test_everyone_has_a_mentor_and_every_cadre_somebody() -> None:
    school = one_class(LEVELS, teachers=[teacher(1, Role.CADRE), teacher(2), teacher(3)])
    outcome = make_plan(school)
    assert loads(outcome.plan) == {"T1": 1, "T2": 1, "T3": 1}
    assert outcome.summary.parts[Part.MENTORS].status is Status.OPTIMAL


def test_too_little_room_is_a_conflict_of_two_rules() -> None:
    school = one_class(LEVELS, teachers=[teacher(1, max_mentees=2)])
    mentors = make_plan(school).summary.parts[Part.MENTORS]
    assert mentors.status is Status.INFEASIBLE
    assert sorted(mentors.owners) == ["every_mentee", "mentor_load"]
    words = {rule.id: rule.words(school) for rule in (EveryMentee(), MentorLoad())}
    assert list(mentors.conflict) == [words[owner] for owner in mentors.owners]
    assert {note.code for note in mentors.notes} == {"conflict.helps_to_relax"}
    assert [note.facts["rule"] for note in mentors.notes] == list(mentors.conflict)


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
