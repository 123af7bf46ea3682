"""Plans stay the same to the byte: those of the sample and of small schools of many kinds.

``python -m golden.test_golden_plans`` (with ``tests`` on the path) writes them anew, for a change
that is meant to change plans; the difference then stands in the commit.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest

from golden.schools import SCHOOLS
from pairing import make_plan, read_school, verify, write_plan
from pairing.model.pin import Pin
from pairing.model.school import School

PLANS = Path(__file__).parent / "plans"
SAMPLE = Path(__file__).resolve().parents[2] / "data" / "sample"


def _timeless(report: Any) -> Any:
    """A report without how long anything took."""
    if isinstance(report, dict):
        return {key: _timeless(value) for key, value in report.items() if key != "seconds"}
    return [_timeless(one) for one in report] if isinstance(report, list) else report


def _files(school: School) -> dict[str, str]:
    """The plan's files by name: made, judged, and planned again from there with two pins."""
    outcome = make_plan(school)
    verdict = verify(school, outcome.plan)
    pins = [Pin(rows[0]) for part, rows in outcome.plan.parts() if part != "needs" and rows]
    again = make_plan(school, seed=3, keep=outcome.plan, pins=pins)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_plan(outcome.plan, outcome.summary.as_json(), outcome.findings, folder)
        texts = {file.name: file.read_text("utf-8") for file in sorted(folder.iterdir())}
    judged = {
        "unsound": [str(one) for one in verdict.unsound],
        "scores": {
            part: {
                score.rule.key: [score.amount, score.violations, len(score.matches)]
                for score in scores
            }
            for part, scores in verdict.scores.items()
        },
        "kept": again.plan == outcome.plan,
        "pinned": {part: told.status.value for part, told in again.summary.parts.items()},
    }
    report = _timeless(json.loads(texts["summary.json"]))
    report["version"] = "any"
    return {**texts, "summary.json": _json(report), "verdict.json": _json(judged)}


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _kept(name: str) -> dict[str, str]:
    return {file.name: file.read_text("utf-8") for file in sorted((PLANS / name).iterdir())}


@pytest.mark.parametrize("name", SCHOOLS)
def test_a_small_school_is_planned_as_ever(name: str) -> None:
    assert _files(SCHOOLS[name]()) == _kept(name)


@pytest.mark.slow
def test_the_sample_is_planned_as_ever() -> None:
    assert _files(read_school(SAMPLE)) == _kept("sample")


def _write(wanted: list[str]) -> None:
    for name in (*SCHOOLS, "sample"):
        if wanted and name not in wanted:
            continue
        school = SCHOOLS[name]() if name in SCHOOLS else read_school(SAMPLE)
        (PLANS / name).mkdir(parents=True, exist_ok=True)
        for old in (PLANS / name).iterdir():
            old.unlink()
        for file, text in _files(school).items():
            (PLANS / name / file).write_text(text, "utf-8")


if __name__ == "__main__":
    _write(sys.argv[1:])
