"""What it costs to import the package and to ask the command line for help."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
HEAVY = {"ortools", "numba", "pandas", "scipy", "streamlit", "numpy", "babel", "pypinyin"}


def modules(program: str) -> set[str]:
    """The modules that a program has loaded when it ends."""
    tell = "import atexit, sys; atexit.register(lambda: print('\\n' + ' '.join(sys.modules)))\n"
    run = subprocess.run(
        [sys.executable, "-c", tell + program], capture_output=True, text=True, check=True, cwd=ROOT
    )
    return set(run.stdout.splitlines()[-1].split())


def loaded(program: str) -> set[str]:
    """The packages that a program has loaded when it ends."""
    return {name.partition(".")[0] for name in modules(program)}


@pytest.mark.parametrize(
    "program",
    [
        "import pairing",
        "import pairing.model.enums",
        "import pairing; pairing.__version__, dir(pairing), pairing.sample_folder()",
    ],
)
def test_a_face_loads_nothing_heavy(program: str) -> None:
    assert not loaded(program) & {*HEAVY, "pydantic"}


@pytest.mark.parametrize(
    "words", [["--help"], ["--version"], ["plan", "--help"], ["app", "--help"]]
)
def test_help_loads_nothing_heavy(words: list[str]) -> None:
    found = loaded(f"from pairing.cli import app; app({words!r})")
    # Typer loads pydantic itself where it reads a command's options.
    assert not found & (HEAVY if len(words) > 1 else {*HEAVY, "pydantic"})


def test_to_know_the_planners_loads_no_cp_sat() -> None:
    found = modules("from pairing.planning.parts.registry import planners; planners()")
    assert not found & {"pandas", "ortools.sat.python.cp_model"}


def test_the_template_loads_no_array(tmp_path: Path) -> None:
    found = loaded(f"from pairing.cli import app; app(['template', {str(tmp_path / 'a.xlsx')!r}])")
    assert not found & HEAVY
    assert (tmp_path / "a.xlsx").stat().st_size > 0


def test_the_package_is_typed_and_names_what_it_has() -> None:
    import pairing

    folder = Path(pairing.__file__).parent
    assert (folder / "py.typed").is_file()
    for name in pairing.__all__:
        assert getattr(pairing, name) is not None
    assert set(pairing.__all__) <= set(dir(pairing))
    with pytest.raises(AttributeError):
        getattr(pairing, "nothing of that name")


def test_help_says_the_limits_that_the_planner_has() -> None:
    from pairing.cli import groups
    from pairing.planning.groups.learning import LARGEST, SMALLEST

    assert (groups._SMALLEST, groups._LARGEST) == (SMALLEST, LARGEST)
