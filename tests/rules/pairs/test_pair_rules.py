"""Each rule of pairs, by its judgement of two couples and by the plan that it makes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest

from builders import entry, marks, one_class, student
from pairing.instances.markets import Couples, PairMarket
from pairing.model.enums import (
    Attendance,
    Gender,
    Part,
    RelationKind,
    Role,
    Ruling,
    Status,
)
from pairing.model.messages.fault import InputError
from pairing.model.records import (
    ClassRecord,
    Decision,
    Lesson,
    PastPair,
    Period,
    Record,
    Relation,
    Teacher,
)
from pairing.model.room.patterns import paired_desks
from pairing.model.school import School
from pairing.model.settings import RuleEntry
from pairing.planning import make_plan, verify
from pairing.rules.assignment._base import ArcRule
from pairing.rules.pairs.ability_gap import AbilityGap
from pairing.rules.pairs.able_tutors import AbleTutors
from pairing.rules.pairs.common_period import CommonPeriod
from pairing.rules.pairs.conflicts import Conflicts
from pairing.rules.pairs.friends import Friends
from pairing.rules.pairs.gap_window import GapWindow
from pairing.rules.pairs.past_pairs import PastPairs
from pairing.rules.pairs.same_class import SameClass
from pairing.rules.pairs.same_gender import SameGender
from pairing.rules.pairs.tutor_reach import TutorReach
from pairing.screening import screen

LEVELS = [20, 95, 90, 70, 71, 72, 73, 74, 75]
"""S001 needs help; S002, S003 and S009 are able."""


def tutor_of(school: School, tutee: str = "S001") -> list[str]:
    return [pair.tutor_id for pair in make_plan(school).plan.pairs or () if pair.tutee_id == tutee]


def measure(rule: ArcRule[Any], school: School, tutor: str) -> int:
    market = PairMarket.of(screen(school))
    return int(rule.measure(market, Couples.of([(0, market.position[tutor])]))[0])


def relation(one: str, other: str, kind: RelationKind) -> Relation:
    return Relation(student_id=one, other_id=other, kind=kind)


def test_able_tutors_are_the_top_third_without_a_need() -> None:
    school = one_class(LEVELS)
    able = [one for one in school.student if measure(AbleTutors(), school, one) == 0]
    assert able == ["S002", "S003", "S009"]


def test_ability_gap_prefers_the_nearest_of_the_able() -> None:
    school = one_class(LEVELS)
    assert measure(AbilityGap(), school, "S002") < measure(AbilityGap(), school, "S009") < 0
    assert tutor_of(school) == ["S009"]


def test_friends_are_preferred_and_conflicts_forbidden() -> None:
    friend = [relation("S002", "S001", RelationKind.FRIEND)]
    school = one_class(LEVELS, relations=friend)
    assert measure(Friends(), school, "S002") == 1
    assert tutor_of(school) == ["S002"]
    foe = [relation("S009", "S001", RelationKind.CONFLICT)]
    school = one_class(LEVELS, relations=foe)
    assert measure(Conflicts(), school, "S009") == -1
    assert tutor_of(school) == ["S003"]


def test_past_pairs_keep_the_good_and_part_the_bad() -> None:
    def past(tutor: str, rating: int) -> PastPair:
        return PastPair.model_validate(
            {
                "tutor_id": tutor,
                "tutee_id": "S001",
                "subject": "maths",
                "from": date(2026, 3, 1),
                "rating": rating,
            }
        )

    school = one_class(LEVELS, pair_history=[past("S002", 5), past("S009", 1)])
    assert measure(PastPairs(), school, "S002") == 2
    assert measure(PastPairs(), school, "S009") == -2
    assert tutor_of(school) == ["S002"]


def test_same_gender_counts_as_much_as_it_is_told_to() -> None:
    people = [student(n, gender=Gender.F if n in (1, 2) else Gender.M) for n in range(1, 10)]
    school = one_class(LEVELS, people=people)
    assert measure(SameGender(), school, "S003") == -1
    assert tutor_of(school) == ["S009"]
    wished = one_class(LEVELS, people=people, rules=[entry("same_gender", weight=20)])
    assert tutor_of(wished) == ["S002"]


def two_classes(rules: list[RuleEntry] | None = None) -> School:
    """Class A has needs and nobody able; class B has able students."""
    low = [student(n, "A") for n in range(1, 4)]
    high = [student(n, "B") for n in range(11, 14)]
    levels = {"S001": 20.0, "S002": 20.0, "S003": 20.0, "S011": 90.0, "S012": 92.0, "S013": 95.0}
    return School.of(
        {
            "students": [*low, *high],
            "classes": [
                ClassRecord(class_id="A", grade="7", layout_id="RA"),
                ClassRecord(class_id="B", grade="7", layout_id="RB"),
            ],
            "scores": [
                row for one, level in levels.items() for row in marks(one, "maths", [level])
            ],
            "layouts": [*paired_desks("RA", 1, 4), *paired_desks("RB", 1, 4)],
        },
        rules or [],
    )


def test_the_grade_helps_a_class_that_has_nobody() -> None:
    school = two_classes()
    assert measure(SameClass(), school, "S013") == -1
    outcome = make_plan(school)
    assert {pair.tutor_id for pair in outcome.plan.pairs or ()} == {"S011"} or outcome.plan.pairs
    assert verify(school, outcome.plan).approved


def test_a_class_that_may_not_look_elsewhere_says_why_needs_are_uncovered() -> None:
    outcome = make_plan(two_classes([entry("same_class", level="hard")]))
    assert outcome.plan.pairs == ()
    told = [str(note) for note in outcome.summary.parts[Part.PAIRS].notes]
    assert told[0] == (
        "all 1 able maths tutors within reach of A are taken or barred: 3 needs uncovered"
    )
    assert len(told) == 4
    assert all("has no tutor in maths" in note for note in told[1:])


@pytest.mark.parametrize("most", [1, 2])
def test_tutor_load_and_cover_needs(most: int) -> None:
    """One able tutor and three needs: as many are helped as the load allows, the worst first."""
    school = one_class([20, 15, 10, 90], rules=[entry("tutor_load", most=most)])
    outcome = make_plan(school)
    helped = sorted(pair.tutee_id for pair in outcome.plan.pairs or ())
    assert len(helped) == most
    assert outcome.summary.parts[Part.PAIRS].status is Status.OPTIMAL
    assert len(outcome.summary.parts[Part.PAIRS].notes) == 1 + 3 - most


def test_who_struggles_elsewhere_is_not_asked_unless_allowed() -> None:
    people = [student(n) for n in range(1, 4)]
    rows = [
        row
        for one, maths, english in zip(people, [20, 90, 80], [90, 20, 70], strict=True)
        for subject, level in (("maths", maths), ("english", english))
        for row in marks(one.student_id, subject, [level])
    ]
    for most, tutors in ((0, 0), (1, 1)):
        rules = [entry("tutor_load", most_if_struggling=most)]
        school = School.of(
            {
                "students": people,
                "classes": [ClassRecord(class_id="7A", grade="7", layout_id="R")],
                "scores": rows,
                "layouts": paired_desks("R", 2, 4),
            },
            rules,
        )
        pairs = make_plan(school).plan.pairs or ()
        assert sum(pair.tutor_id == "S001" for pair in pairs) == tutors


def test_spread_tutoring_shares_needs_among_the_able() -> None:
    school = one_class([20, 15, *[90] * 4])
    pairs = make_plan(school).plan.pairs or ()
    assert len({pair.tutor_id for pair in pairs}) == len(pairs) == 2


def subjects_school(levels: dict[str, dict[str, float]], rules: list[RuleEntry]) -> School:
    """One class; ``levels`` gives each student's mark in each subject."""
    return School.of(
        {
            "students": [student(number) for number in range(1, len(levels) + 1)],
            "classes": [ClassRecord(class_id="7A", grade="7", layout_id="R")],
            "scores": [
                row
                for one, own in levels.items()
                for subject, level in own.items()
                for row in marks(one, subject, [level])
            ],
            "layouts": paired_desks("R", 2, 6),
        },
        rules,
    )


def test_one_tutor_for_both_subjects_of_a_tutee() -> None:
    levels = {
        "S001": {"maths": 20.0, "english": 20.0},
        "S002": {"maths": 95.0, "english": 95.0},
        "S003": {"maths": 90.0, "english": 80.0},
        "S004": {"maths": 80.0, "english": 90.0},
        **{f"S{n:03}": {"maths": 78.0, "english": 78.0} for n in range(5, 10)},
    }
    apart = tutor_of(subjects_school(levels, []))
    assert len(set(apart)) == 2
    school = subjects_school(levels, [entry("one_tutor", weight=20)])
    outcome = make_plan(school)
    assert [pair.subject for pair in outcome.plan.pairs or ()] == ["english", "maths"]
    assert len({pair.tutor_id for pair in outcome.plan.pairs or ()}) == 1
    assert outcome.summary.parts[Part.PAIRS].status is Status.OPTIMAL
    assert verify(school, outcome.plan).approved


def test_help_both_ways_is_preferred() -> None:
    levels = {
        "S001": {"maths": 20.0, "english": 92.0},
        "S002": {"maths": 92.0, "english": 20.0},
        **{f"S{n:03}": {"maths": 90.0, "english": 90.0} for n in range(3, 5)},
        **{f"S{n:03}": {"maths": 78.0, "english": 78.0} for n in range(5, 11)},
    }
    load = entry("tutor_load", most_if_struggling=1)
    school = subjects_school(levels, [load, entry("reciprocal", weight=50)])
    outcome = make_plan(school)
    assert [(pair.tutee_id, pair.tutor_id) for pair in outcome.plan.pairs or ()] == [
        ("S001", "S002"),
        ("S002", "S001"),
    ]
    assert outcome.summary.parts[Part.PAIRS].status is Status.OPTIMAL


def test_tutors_come_from_as_far_as_they_may() -> None:
    across = two_classes()
    older = [one.model_copy(update={"grade": "8"}) for one in across.classes if one.class_id == "B"]
    tables = {name: across.table(name) for name in ("students", "scores", "layouts")}
    classes = [across.class_["A"], *older]
    school = School.of({**tables, "classes": classes})
    assert measure(TutorReach(), school, "S011") == -1
    assert make_plan(school).plan.pairs == ()
    anybody = School.of({**tables, "classes": classes}, [entry("tutor_reach", within="school")])
    outcome = make_plan(anybody)
    # One of the three older ones is able, and helps two at most.
    assert len(outcome.plan.pairs or ()) == 2
    assert verify(anybody, outcome.plan).approved
    assert not verify(school, outcome.plan).approved
    narrow = two_classes([entry("tutor_reach", within="class")])
    assert make_plan(narrow).plan.pairs == ()


def test_gap_window_refuses_the_too_near_and_the_too_far() -> None:
    school = one_class(LEVELS)
    gaps = [
        (school.ability(one, "maths") or 0) - (school.ability("S001", "maths") or 0)
        for one in ("S009", "S003", "S002")
    ]
    between = entry("gap_window", level="hard", least=gaps[0] + 0.01, most=gaps[2] - 0.01)
    assert tutor_of(one_class(LEVELS, rules=[between])) == ["S003"]
    rule = GapWindow(least=gaps[1], most=gaps[1])
    assert [measure(rule, school, one) for one in ("S009", "S003", "S002")] == [-1, 0, -1]


def test_a_window_upside_down_is_a_fault() -> None:
    with pytest.raises(InputError) as refused:
        make_plan(one_class(LEVELS, rules=[entry("gap_window", least=2, most=1)]))
    (fault,) = refused.value.faults
    assert "least is at most most" in str(fault)


def test_no_more_tutors_round_a_need_than_allowed() -> None:
    many = entry("cover_needs", want=3)
    assert len(tutor_of(one_class(LEVELS, rules=[many]))) == 3
    school = one_class(LEVELS, rules=[many, entry("tutee_load", most=2)])
    outcome = make_plan(school)
    assert len(outcome.plan.pairs or ()) == 2
    assert not verify(school, make_plan(one_class(LEVELS, rules=[many])).plan).approved


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
    assert "share no free period" in str(outcome.summary.parts[Part.PAIRS].notes[1])
    # Nothing is held against a class of which no free period is known.
    assert make_plan(timetabled({"A": ["P1"], "B": ["P1", "P2", "P3"]})).plan.pairs
    wanted = [entry("common_period", want=2)]
    assert make_plan(timetabled({"A": ["P1"], "B": ["P2"]}, wanted)).plan.pairs == ()


def test_remote_students_are_helped_one_to_one_by_who_can_meet_online() -> None:
    remote = student(1, attends=Attendance.REMOTE)
    many = entry("cover_needs", want=2)
    people = [remote, *(student(n) for n in range(2, 10))]
    # Nobody is known to be online, so everybody may be.
    assert len(tutor_of(one_class(LEVELS, people=people, rules=[many]))) == 1
    tagged = [remote, student(2, tags=("online",)), *(student(n) for n in range(3, 10))]
    school = one_class(LEVELS, people=tagged, rules=[many])
    outcome = make_plan(school)
    assert [pair.tutor_id for pair in outcome.plan.pairs or ()] == ["S002"]
    assert verify(school, outcome.plan).approved
    everybody = make_plan(one_class(LEVELS, rules=[many])).plan
    told = verify(school, everybody)
    assert not told.approved


def test_the_most_improved_may_be_asked_too() -> None:
    people = [student(n) for n in range(1, 10)]
    before = [20, 95, 90, 40, 71, 72, 73, 74, 75]
    after = [20, 95, 90, 70, 71, 72, 73, 74, 75]
    rows = [
        row
        for one, *levels in zip(people, before, after, strict=True)
        for row in marks(one.student_id, "maths", levels)
    ]
    dismissed = Decision(
        student_id="S004", need="maths", ruling=Ruling.DISMISSED, by="T", at=date(2026, 10, 2)
    )
    tables: dict[str, Iterable[Record]] = {
        "students": people,
        "classes": [ClassRecord(class_id="7A", grade="7", layout_id="R")],
        "scores": rows,
        "layouts": paired_desks("R", 3, 4),
        "decisions": [dismissed],
    }
    school = School.of(tables)
    assert screen(school).most_improved("7A", "maths") == "S004"
    assert measure(AbleTutors(), school, "S004") == -1
    assert measure(AbleTutors(most_improved=True), school, "S004") == 0
    asked = School.of(tables, [entry("able_tutors", most_improved=True)])
    assert tutor_of(asked) == ["S004"]
    assert verify(asked, make_plan(asked).plan).approved
