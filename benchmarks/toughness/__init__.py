"""How tough the program is, counted: ``uv run python -m benchmarks.toughness``."""

import sys

from benchmarks.figures import ROOT

# What is odd or bent is made by the tests' own modules.
sys.path.insert(0, str(ROOT / "tests"))
