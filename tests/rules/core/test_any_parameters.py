"""Repeated, empty or contradictory parameters: a fault, or planner and judge agree."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum
from typing import Any, Literal, get_args, get_origin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import entry
from exploring import examples
from golden.schools import SCHOOLS
from pairing.model.enums import Part, SessionKind, Status
from pairing.model.settings import RuleEntry
from pairing.planning import make_plan, verify
from pairing.planning.parts.planner import Effort
from pairing.rules.core.book import all_rules, read_rules
from pairing.rules.core.rule import Rule

TOWN = SCHOOLS["town"]()
# Two weeks have all that sessions of four have, and are planned in half of the time.
TOWN = replace(TOWN, session_settings=TOWN.session_settings.model_copy(update={"weeks": 2}))
IDS = [one.student_id for one in TOWN.students if one.class_id == "7A"][:4]
SEATS = ["R-1-1", "R-1-2", "R-1-3", "R-3-6"]
WHO = ["everybody", "tutees", "tutors", "gender=F", "vision=front", "height_cm>150", "tag=none"]

_NAMED: dict[str, st.SearchStrategy[Any]] = {
    "kinds": st.lists(st.sampled_from(["gender=F", "gender=M", "tag=x"]), max_size=3),
    "students": st.lists(st.sampled_from(IDS), max_size=4),
    "student": st.sampled_from(IDS),
    "seat": st.sampled_from(SEATS),
    "seats": st.lists(st.sampled_from(SEATS), max_size=3),
    "who": st.lists(st.sampled_from(WHO), max_size=2),
    "excused": st.lists(st.sampled_from(WHO), max_size=2),
    "front": st.sampled_from([None, *WHO]),
    "behind": st.sampled_from([None, *WHO]),
    "number": st.sampled_from(["height_cm", "ability", "ability.maths", "ability.none"]),
    "of": st.sampled_from(["gender=F", "height_cm", "ability", "ability.maths"]),
    "zone": st.sampled_from([None, "window", "edge", "row<=1", "column=1", "group=G1", "middle"]),
    "tag": st.sampled_from(["online", "captain"]),
    "subjects": st.sampled_from([None, [], ["maths"], ["maths", "none"]]),
    "never": st.lists(st.sampled_from(["maths", "english", "none"]), max_size=2),
    "periods": st.lists(st.sampled_from(["lunch", "break"]), max_size=2),
}


def _values(name: str, field: Any) -> st.SearchStrategy[Any]:
    """Values of a parameter: at its limits, in between, and beyond."""
    kind = field.annotation
    if SessionKind in get_args(kind):
        return st.lists(st.sampled_from([*SessionKind, "none"]), max_size=2)
    if name in _NAMED:
        return _NAMED[name]
    if kind is bool:
        return st.booleans()
    if get_origin(kind) is Literal:
        return st.sampled_from(get_args(kind))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return st.sampled_from([one.value for one in kind])
    low = next((one.ge for one in field.metadata if hasattr(one, "ge")), 0)
    high = min(next((one.le for one in field.metadata if hasattr(one, "le")), 1000), 1000)
    if kind is int:
        return st.sampled_from([low, low, low + 1, low + 2, high, high + 1])
    assert kind is float, f"{name}: {kind}"
    return st.sampled_from([low, 0.1, 0.5, 1, 2.5, high])


@st.composite
def entries(draw: st.DrawFn, part: str) -> list[RuleEntry]:
    """One or two entries of a part, at times of the same rule."""
    kinds = [rule for rule in all_rules().values() if rule.part == part]
    first = draw(st.sampled_from(kinds))
    second = draw(st.sampled_from([None, first, *kinds]))
    return [draw(_entry(rule)) for rule in (first, second) if rule is not None]


@st.composite
def _entry(draw: st.DrawFn, rule: type[Rule]) -> RuleEntry:
    parameters = {
        name: draw(_values(name, field))
        for name, field in rule.model_fields.items()
        if name not in ("key", "level", "weight", "scope", "enabled")
        and (field.is_required() or draw(st.booleans()))
    }
    parameters["level"] = draw(st.sampled_from(rule.levels)).value
    parameters["weight"] = draw(st.sampled_from([0, 1, 1000]))
    if rule.part != Part.MENTORS:
        parameters["scope"] = draw(st.sampled_from([None, ["7A"], [], ["7A", "7A"], ["7B"]]))
    return entry(rule.id, **{name: one for name, one in parameters.items() if one is not None})


@pytest.mark.parametrize(
    "rule", [one for one in all_rules().values() if "students" in one.model_fields]
)
def test_a_student_named_twice_is_a_fault_that_names_them(rule: type[Rule]) -> None:
    needed = {"zone": "window"} if "zone" in rule.model_fields else {}
    asked = entry(rule.id, students=["S01", "S02", "S01"], **needed)
    (fault,) = read_rules([asked], TOWN)[1]
    assert (fault.value, fault.expected.code) == ("S01", "rules.named_once")
    assert not read_rules([entry(rule.id, students=["S01", "S02"], **needed)], TOWN)[1]


RESTS_ON = {
    Part.SEATS: (Part.PAIRS, Part.SEATS),
    Part.SESSIONS: (Part.PAIRS, Part.MENTORS, Part.SESSIONS),
}


@pytest.mark.parametrize("part", [one for one in Part if one is not Part.NEEDS])
@examples(20)
@given(st.data())
def test_a_fault_or_planner_and_judge_agree(part: Part, data: st.DataObject) -> None:
    school = TOWN.with_rules(data.draw(entries(part)))
    if read_rules(school.rules, school)[1]:
        return
    only = RESTS_ON.get(part, (part,))
    effort = Effort(search=0.1, proof=0)
    outcome = make_plan(school, only=only, effort=effort, compare=False, classes=["7A"])
    verdict = verify(school, outcome.plan)
    for planned in only:
        summary = outcome.summary.parts[planned]
        if summary.status is Status.INFEASIBLE:
            assert summary.owners or any(one.owners for one in summary.details.values())
            continue
        broken = [one.rule.key for one in verdict.scores.get(planned, ()) if one.violations]
        assert not broken
        assert summary.objective == pytest.approx(verdict.objective(planned))
        assert summary.objective <= summary.bound
