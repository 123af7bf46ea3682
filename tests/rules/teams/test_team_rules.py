"""The rules of teams, by the plans that they make and forbid."""

from __future__ import annotations

from datetime import date
from typing import Any

from builders import entry, one_class, student
from pairing.model.enums import Dimension, Part, Source, Status
from pairing.model.pin import Pin
from pairing.model.plan import Plan, TeamMember
from pairing.model.records import Indicator, Unit
from pairing.model.school import School
from pairing.planning import make_plan, verify


def sign(number: int, dimension: Dimension, severity: int = 2) -> Indicator:
    return Indicator(
        student_id=f"S{number:03}",
        dimension=dimension,
        indicator="told us",
        severity=severity,
        source=Source.HOME_VISIT,
        date=date(2026, 9, 20),
    )


def unit(number: int, *serves: Dimension, capacity: int = 5, **more: Any) -> Unit:
    return Unit(
        unit_id=f"U{number}",
        name=f"Unit {number}",
        kind="office",
        serves=serves,
        capacity=capacity,
        **more,
    )


def town(units: list[Unit], signs: list[Indicator], **more: Any) -> School:
    people = [student(number, area="East" if number < 3 else "West") for number in range(1, 5)]
    return one_class([70, 75, 80, 85], people=people, units=units, indicators=signs, **more)


def teams(school: School) -> list[tuple[str, str, str]]:
    rows = make_plan(school).plan.teams or ()
    return [(row.student_id, row.unit_id, row.dimension) for row in rows]


def test_each_need_of_life_gets_a_unit_that_helps_with_it() -> None:
    school = town(
        [unit(1, Dimension.ECONOMY), unit(2, Dimension.SAFETY, Dimension.PSYCHOLOGY)],
        [sign(1, Dimension.ECONOMY), sign(1, Dimension.SAFETY, 3), sign(2, Dimension.PSYCHOLOGY)],
    )
    outcome = make_plan(school)
    assert teams(school) == [
        ("S001", "U1", "economy"),
        ("S001", "U2", "safety"),
        ("S002", "U2", "psychology"),
    ]
    assert outcome.summary.parts[Part.TEAMS].status is Status.OPTIMAL
    assert verify(school, outcome.plan).approved


def test_the_most_severe_need_names_the_lead_of_the_family() -> None:
    school = town(
        [unit(1, Dimension.ECONOMY), unit(2, Dimension.SAFETY)],
        [sign(1, Dimension.ECONOMY), sign(1, Dimension.SAFETY, 3)],
    )
    leads = {
        row.unit_id: "leads the team" in [str(reason) for reason in row.reasons]
        for row in make_plan(school).plan.teams or ()
    }
    assert leads == {"U1": False, "U2": True}


def test_a_unit_nearby_is_preferred() -> None:
    units = [unit(1, Dimension.SAFETY, area="East"), unit(2, Dimension.SAFETY, area="West")]
    school = town(units, [sign(1, Dimension.SAFETY), sign(3, Dimension.SAFETY)])
    assert teams(school) == [("S001", "U1", "safety"), ("S003", "U2", "safety")]


def test_a_full_unit_helps_the_most_severe_and_the_rest_is_told() -> None:
    school = town(
        [unit(1, Dimension.SAFETY, capacity=1)],
        [sign(1, Dimension.SAFETY), sign(2, Dimension.SAFETY, 3)],
    )
    outcome = make_plan(school)
    assert teams(school) == [("S002", "U1", "safety")]
    told = [str(note) for note in outcome.summary.parts[Part.TEAMS].notes]
    assert told == ["Name 1 has no unit for safety: those that help with it are full"]


def test_one_family_with_two_needs_takes_one_place() -> None:
    school = town(
        [unit(1, Dimension.SAFETY, Dimension.ECONOMY, capacity=1)],
        [sign(1, Dimension.SAFETY, 3), sign(1, Dimension.ECONOMY), sign(2, Dimension.SAFETY)],
    )
    outcome = make_plan(school)
    assert teams(school) == [("S001", "U1", "economy"), ("S001", "U1", "safety")]
    assert outcome.summary.parts[Part.TEAMS].status is Status.OPTIMAL


def test_mild_needs_can_be_left_to_the_school() -> None:
    school = town(
        [unit(1, Dimension.SAFETY)],
        [sign(1, Dimension.SAFETY, 3), sign(2, Dimension.SAFETY)],
        rules=[entry("unit_for_need", severity=3)],
    )
    assert teams(school) == [("S001", "U1", "safety")]


def test_verify_tells_a_unit_too_full_and_one_that_does_not_serve() -> None:
    school = town(
        [unit(1, Dimension.SAFETY, capacity=1)],
        [sign(1, Dimension.SAFETY), sign(2, Dimension.SAFETY), sign(1, Dimension.ECONOMY)],
    )
    rows = (
        TeamMember("S001", "U1", "safety"),
        TeamMember("S002", "U1", "safety"),
        TeamMember("S001", "U1", "economy"),
    )
    verdict = verify(school, Plan(teams=rows))
    told = [str(m.text) for s in verdict.scores[Part.TEAMS] if s.rule.hard for m in s.matches]
    assert told == [
        "Unit 1 helps 2 families and has room for 1",
        "Unit 1 does not help with economy",
    ]
    assert not verdict.approved


def test_a_pin_is_kept_and_one_that_cannot_be_is_named() -> None:
    school = town(
        [unit(1, Dimension.SAFETY, area="East"), unit(2, Dimension.SAFETY, area="West")],
        [sign(1, Dimension.SAFETY)],
    )
    pinned = make_plan(school, pins=(Pin(TeamMember("S001", "U2", "safety")),))
    assert [row.unit_id for row in pinned.plan.teams or ()] == ["U2"]
    refused = make_plan(school, pins=(Pin(TeamMember("S003", "U2", "safety")),))
    assert refused.plan.teams is None
    assert len(refused.summary.parts[Part.TEAMS].conflict) == 1


def test_without_units_teams_are_not_planned() -> None:
    school = town([], [sign(1, Dimension.SAFETY)])
    outcome = make_plan(school)
    assert outcome.plan.teams is None
    assert outcome.summary.parts[Part.TEAMS].status is Status.NOT_PLANNED


def test_the_plan_in_force_is_kept_where_nothing_speaks_against_it() -> None:
    units = [unit(1, Dimension.SAFETY), unit(2, Dimension.SAFETY)]
    school = town(units, [sign(1, Dimension.SAFETY)])
    for unit_id in ("U1", "U2"):
        keep = Plan(teams=(TeamMember("S001", unit_id, "safety"),))
        again = make_plan(school, keep=keep).plan.teams or ()
        assert [row.unit_id for row in again] == [unit_id]
