"""A part is one file: a toy part is planned, judged, written, read and pinned."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from builders import one_class
from pairing.io import read_pins, read_plan, write_plan
from pairing.model.enums import Part, Status
from pairing.model.pin import Pin
from pairing.planning import make_plan, parts, planner_of, planners, resume, row_words, verify
from pairing.planning.parts import registry
from pairing.store.pieces import Work, from_pieces, to_pieces

TOY = '''
"""The part toys: each student of the school gets a toy."""

from dataclasses import dataclass
from typing import ClassVar

from pairing.model.messages.message import say
from pairing.model.plan import PlanRow
from pairing.planning.parts.planner import Planned, Planner
from pairing.planning.parts.tables import PlanTable
from pairing.planning.summary import PartSummary, RuleScore
from pairing.rules.core.rule import Match, Rule


@dataclass(frozen=True, slots=True)
class Toy(PlanRow):
    part: ClassVar[str] = "toys"
    key: ClassVar[tuple[str, ...]] = ("student_id", "toy")

    student_id: str
    toy: str


class OneToy(Rule):
    """Each student has a toy."""

    id = "one_toy"
    part = "toys"
    title = "A toy each"

    def words(self, school):
        return say("toys.each", "a toy each")


class Toys(Planner[Toy]):
    part = "toys"
    title = "Toys"
    order = 70
    row = Toy

    def plan(self, task):
        pinned = {pin.row.student_id: pin.row for pin in task.pins}
        rows = tuple(
            pinned.get(one.student_id, Toy(one.student_id, "ball"))
            for one in task.context.school.students
        )
        plan = task.given.with_part(self.part, rows)
        scores = self.judge(task.context, plan)
        return Planned(rows, PartSummary.of(scores, len(rows) * 1000))

    def judge(self, context, plan):
        rule = OneToy(key="one_toy")
        told = say("toys.has", "has a toy")
        matches = (Match(1, (row.student_id,), told) for row in self.rows_of(plan))
        return (RuleScore.of(rule, matches),)

    def unsound(self, context, plan):
        for row in self.rows_of(plan):
            if row.student_id not in context.school.student:
                yield say("toys.no_student", "toys: no student {student}", student=row.student_id)

    def words(self, school, row, taken=True):
        return say("toys.plays", "{name} plays with the {toy}", name=row.student_id, toy=row.toy)

    def pin_words(self, school, row):
        return self.words(school, row)

    @property
    def tables(self):
        key = Toy.key
        return (PlanTable(self.part, key, key, lambda cells: Toy(*(cells[c] for c in key))),)


PLANNER = Toys()
'''


@pytest.fixture
def toys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A folder more in which parts lie, with one file in it."""
    folder = tmp_path / "more parts"
    folder.mkdir()
    (folder / "toys.py").write_text(TOY, "utf-8")
    monkeypatch.setattr(parts, "__path__", [*parts.__path__, str(folder)])
    registry._known.cache_clear()
    yield
    registry._known.cache_clear()


def test_the_parts_of_the_contract_are_known_in_the_order_of_planning() -> None:
    assert [planner.part for planner in planners()] == [part.value for part in Part]
    assert all(planner.row.part == planner.part for planner in planners())


@pytest.mark.usefixtures("toys")
def test_a_part_from_one_file_goes_all_the_way(tmp_path: Path) -> None:
    school = one_class([20, 90, 80])
    outcome = make_plan(school, only=["toys", Part.PAIRS])
    assert outcome.summary.parts["toys"].status is Status.OPTIMAL
    assert outcome.summary.parts["toys"].objective == 3
    assert outcome.summary.parts[Part.SEATS].status is Status.NOT_PLANNED
    verdict = verify(school, outcome.plan)
    assert verdict.approved
    assert verdict.objective("toys") == 3
    write_plan(outcome.plan, outcome.summary.as_json(), outcome.findings, tmp_path / "plan")
    assert (tmp_path / "plan" / "toys.csv").read_text("utf-8").startswith("student_id,toy\n")
    told = json.loads((tmp_path / "plan" / "summary.json").read_text("utf-8"))
    assert told["parts"]["toys"]["rules"][0]["id"] == "one_toy"
    read = read_plan(tmp_path / "plan")
    assert read.part("toys") == outcome.plan.part("toys")
    again = resume(school, read, outcome.summary.parts)
    assert again.summary.parts["toys"] == outcome.summary.parts["toys"]
    kept = from_pieces(to_pieces(Work(school, outcome=outcome, planned={"toys": "by hand"}), {}))
    assert kept.outcome is not None
    assert kept.outcome.plan.part("toys") == outcome.plan.part("toys")
    assert kept.planned["toys"] == "by hand"
    first = (read.part("toys") or ())[0]
    assert row_words(school, first).facts["toy"] == "ball"


@pytest.mark.usefixtures("toys")
def test_it_is_pinned_and_an_unsound_row_is_told(tmp_path: Path) -> None:
    school = one_class([20, 90, 80])
    file = tmp_path / "pins.csv"
    file.write_text("part,student_id,toy\ntoys,S002,kite\n", "utf-8")
    pins = read_pins(file, school)
    kite = planner_of("toys").row("S002", "kite")
    assert pins == (Pin(kite),)
    plan = make_plan(school, only=["toys"], pins=pins).plan
    assert kite in (plan.part("toys") or ())
    stranger = plan.with_part("toys", (planner_of("toys").row("S999", "ball"),))
    assert not verify(school, stranger).approved
