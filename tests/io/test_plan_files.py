"""Plans that are read back: by whom they were made, and what is wrong with their report."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from builders import one_class
from pairing.cli import app
from pairing.io import plan_day, read_plan, write_plan
from pairing.model.messages.fault import InputError
from pairing.model.plan import Pair, Plan
from pairing.planning import make_plan
from pairing.sample import make_sample


def test_the_day_of_a_plan_is_that_of_its_report(tmp_path: Path) -> None:
    assert plan_day(tmp_path) is None
    for text in ("{}", '{"on": null}', '{"on": ""}'):
        (tmp_path / "summary.json").write_text(text)
        assert plan_day(tmp_path) is None
    (tmp_path / "summary.json").write_text('{"on": "2026-09-30"}')
    assert plan_day(tmp_path) == date(2026, 9, 30)


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "3", '{"parts": []}', '{"on": "soon"}', '{"on": 3}']
)
def test_a_broken_report_is_told_in_words(tmp_path: Path, text: str) -> None:
    make_sample(1, 9, 3).write(tmp_path / "school")
    school = one_class([80, 80])
    outcome = make_plan(school, only=("needs",))
    write_plan(outcome.plan, {}, outcome.findings, tmp_path / "plan")
    (tmp_path / "plan" / "summary.json").write_text(text)
    with pytest.raises(InputError):
        plan_day(tmp_path / "plan")
    words = ["verify", str(tmp_path / "school"), str(tmp_path / "plan")]
    result = CliRunner().invoke(app, words)
    assert result.exit_code == 2
    assert "summary.json" in result.stderr


def test_a_plan_in_force_of_another_school_says_so() -> None:
    school = one_class([20, 95, 90, 70, 71, 72, 73, 74, 75])
    another = Plan(pairs=(Pair("X1", "X2", "maths"),))
    notes = make_plan(school, only=("pairs",), keep=another).summary.notes
    assert [note.code for note in notes] == ["keep.another_school"]
    partly = Plan(pairs=(Pair("X1", "S002", "maths"), Pair("S001", "S002", "maths")))
    (note,) = make_plan(school, only=("pairs",), keep=partly).summary.notes
    assert (note.code, note.facts["count"]) == ("keep.strangers", 1)
    own = Plan(pairs=(Pair("S001", "S002", "maths"),))
    assert make_plan(school, only=("pairs",), keep=own).summary.notes == ()


def test_a_part_whose_file_is_gone_is_told_and_not_judged(tmp_path: Path) -> None:
    make_sample(1, 12, 3).write(tmp_path / "school")
    words = ["plan", str(tmp_path / "school"), "--out", str(tmp_path / "plan"), "--only", "seats"]
    assert CliRunner().invoke(app, words).exit_code == 0
    verify = ["verify", str(tmp_path / "school"), str(tmp_path / "plan")]
    assert "no file" not in CliRunner().invoke(app, verify).output
    (tmp_path / "plan" / "seats.csv").unlink()
    (tmp_path / "plan" / "needs.csv").write_text("student_id,need,severity\n")
    told = " ".join(CliRunner().invoke(app, verify).output.split())
    assert "no file of it is here" in told and "seats" in told


def test_needs_are_read_back_with_their_causes(tmp_path: Path) -> None:
    outcome = make_plan(one_class([20, 80, 81, 82, 83, 84]), only=("needs",))
    write_plan(outcome.plan, {}, outcome.findings, tmp_path)
    kept = read_plan(tmp_path).needs or ()
    assert [one.causes for one in kept] == [one.causes for one in outcome.plan.needs or ()]
    assert any(one.causes for one in kept)


def test_a_cause_that_is_none_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "needs.csv").write_text("student_id,need,severity,causes\nS1,maths,1,moon\n")
    with pytest.raises(InputError) as refused:
        read_plan(tmp_path)
    assert [fault.column for fault in refused.value.faults] == ["causes"]
