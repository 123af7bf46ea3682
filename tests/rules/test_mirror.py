"""Every rule has a test file of its own, so that a new rule touches its file and its test."""

from __future__ import annotations

from pathlib import Path

import pytest

from pairing.rules.core.book import all_rules

HERE = Path(__file__).parent


@pytest.mark.parametrize("rule_id", sorted(all_rules()))
def test_a_rule_is_tested_in_the_file_of_its_name(rule_id: str) -> None:
    folder = all_rules()[rule_id].__module__.split(".")[-2]
    file = HERE / folder / f"test_{rule_id}.py"
    assert file.is_file()
    assert "def test_" in file.read_text("utf-8")
