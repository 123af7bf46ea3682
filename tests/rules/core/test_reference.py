from __future__ import annotations

from pathlib import Path

from pairing.rules.core.book import all_rules
from pairing.rules.core.reference import handbook

PAGE = Path(__file__).resolve().parents[2] / "docs" / "rules.md"


def test_the_page_in_docs_is_what_the_rules_say() -> None:
    assert PAGE.read_text("utf-8") == handbook()


def test_every_rule_stands_in_it() -> None:
    page = handbook()
    for rule_id in all_rules():
        assert f"### `{rule_id}`" in page
