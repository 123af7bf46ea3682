"""A wheel carries what the program needs beside its code: the sample, words, types, templates."""

from __future__ import annotations

import subprocess
import zipfile
from pathlib import Path

import pytest

from pairing.sample import sample_folder

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    out = tmp_path_factory.mktemp("wheel")
    command = ["uv", "build", "--wheel", "--quiet", "--out-dir", str(out), str(ROOT)]
    subprocess.run(command, check=True, timeout=120)
    (wheel,) = out.glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        return set(packed.namelist())


@pytest.mark.slow
def test_the_sample_school(names: set[str]) -> None:
    files = {file.name for file in (ROOT / "data" / "sample").iterdir()}
    assert {f"pairing/sample/data/{name}" for name in files} <= names


@pytest.mark.slow
def test_whatever_lies_beside_the_code(names: set[str]) -> None:
    source = ROOT / "src"
    for file in source.rglob("*"):
        kept = "__pycache__" in file.parts or file.suffix == ".pyc"
        if file.is_file() and not kept:
            assert file.relative_to(source).as_posix() in names
    assert {"pairing/py.typed", "pairing/__init__.pyi"} <= names


def test_a_checkout_has_the_sample_beside_it() -> None:
    assert sample_folder() == ROOT / "data" / "sample"
