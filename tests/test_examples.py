"""The Python in README and docs runs, and prints what the comments beside it say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser

ROOT = Path(__file__).resolve().parents[1]
PAGES = [
    page
    for page in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
    if "```python" in page.read_text("utf-8")
]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_examples_of_a_page(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for example in Sybil([PythonCodeBlockParser()]).parse(page).examples():
        example.evaluate()
        promised = re.findall(r"^print\(.*\)  # (.*)$", example.parsed, re.MULTILINE)
        assert capsys.readouterr().out.splitlines() == promised


def test_the_example_of_the_package_is_that_of_the_readme() -> None:
    written = (ROOT / "src/pairing/__init__.py").read_text("utf-8")
    for line in ("read_school(pairing.sample_folder())", "outcome = pairing.make_plan(school)"):
        assert line in written
        assert line in (ROOT / "README.md").read_text("utf-8")


def test_the_tests_that_pages_name_are_there() -> None:
    named = {
        name
        for page in sorted((ROOT / "docs").glob("*.md"))
        for name in re.findall(r"`(tests/[\w/]+(?:\.py)?)`", page.read_text("utf-8"))
    }
    assert named
    assert not [name for name in sorted(named) if not (ROOT / name).exists()]
