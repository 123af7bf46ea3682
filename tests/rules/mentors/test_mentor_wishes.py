from __future__ import annotations

from builders import one_class, wish
from pairing.planning import make_plan
from rules.mentors.caseloads import LEVELS, matches, mentors_of, teacher

TEACHERS = [teacher(1), teacher(2), teacher(3)]


def test_the_first_choice_comes_before_the_second() -> None:
    wishes = [wish("S001", "T3", "mentor", "1"), wish("S001", "T2", "mentor", "2")]
    school = one_class(LEVELS, teachers=TEACHERS, wishes=wishes)
    outcome = make_plan(school)
    assert mentors_of(outcome.plan, "S001") == ["T3"]
    (match,) = matches(school, outcome.plan, "mentor_wishes")
    assert (match.students, match.amount) == (("S001",), 3)
    codes = [note.code for note in outcome.summary.parts["mentors"].notes]
    assert "wishes.granted" in codes
    assert "wishes.none" not in codes


def test_a_teacher_may_wish_too() -> None:
    school = one_class(LEVELS, teachers=TEACHERS, wishes=[wish("T2", "S003", "mentor", "2")])
    assert mentors_of(make_plan(school).plan, "S003") == ["T2"]


def test_who_gets_none_is_named() -> None:
    one_place = [teacher(1, max_mentees=1), teacher(2, max_mentees=5)]
    wishes = [wish(f"S00{number}", "T1", "mentor") for number in (1, 2, 3)]
    outcome = make_plan(one_class(LEVELS, teachers=one_place, wishes=wishes))
    (note,) = (one for one in outcome.summary.parts["mentors"].notes if one.code == "wishes.none")
    assert note.facts["count"] == 2
