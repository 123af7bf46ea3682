"""Each room's face hands out what its stub names, in whatever order it is asked."""

from __future__ import annotations

import subprocess
import sys

import pytest

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
