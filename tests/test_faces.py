"""Each room's face hands out what its stub names, in whatever order it is asked."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import pairing
from pairing.io import read_pins, write_school, write_template

FACES = (
    "pairing",
    "pairing.planning",
    "pairing.io",
    "pairing.monitoring",
    "pairing.monitoring.reporting",
    "pairing.reports",
    "pairing.sample",
)
ASK = """
import importlib, sys, types
face = importlib.import_module(sys.argv[1])
names = sorted(face.__all__, reverse=sys.argv[2] == "backwards")
wrong = [name for name in names if isinstance(getattr(face, name), types.ModuleType)]
again = [name for name in names if isinstance(getattr(face, name), types.ModuleType)]
sys.exit(f"modules in place of names: {wrong + again}" if wrong or again else 0)
"""


@pytest.mark.parametrize("order", ["forwards", "backwards"])
@pytest.mark.parametrize("face", FACES)
def test_every_name_of_a_face_is_there(face: str, order: str) -> None:
    asked = subprocess.run(
        [sys.executable, "-c", ASK, face, order], capture_output=True, text=True, check=False
    )
    assert asked.returncode == 0, asked.stderr


def test_files_may_be_named_by_their_words(tmp_path: Path, sample_folder: Path) -> None:
    school = pairing.read_school(str(sample_folder))
    assert school == pairing.read_school(sample_folder)
    outcome = pairing.make_plan(school, only=("needs",))
    folder = str(tmp_path / "plan")
    pairing.write_plan(outcome.plan, outcome.summary.as_json(), outcome.findings, folder)
    assert str(pairing.read_plan(folder).needs) == str(pairing.read_plan(tmp_path / "plan").needs)
    (tmp_path / "pins.csv").write_text("part\n")
    assert read_pins(str(tmp_path / "pins.csv"), school) == ()
    write_template(str(tmp_path / "school.xlsx"))
    assert (tmp_path / "school.xlsx").is_file()
    write_school({}, str(tmp_path / "school"))
    assert (tmp_path / "school").is_dir()
