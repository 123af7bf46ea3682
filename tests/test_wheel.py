"""A wheel carries what the program needs beside its code: the sample, words, types, templates."""

from __future__ import annotations

import subprocess
import zipfile
from pathlib import Path

import pytest

from pairing.language import LANGUAGES
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
def test_the_sample_schools(names: set[str]) -> None:
    for language in LANGUAGES:
        folder = sample_folder(language)
        files = {f"pairing/sample/data/{folder.name}/{file.name}" for file in folder.iterdir()}
        assert "students.csv" in {Path(name).name for name in files}
        assert files <= names


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
    assert sample_folder("zh_TW") == ROOT / "data" / "sample-zh_TW"
