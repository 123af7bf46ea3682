from __future__ import annotations

from pathlib import Path

from pairing.language import speaking
from pairing.planning import planners
from pairing.rules.core.book import all_rules
from pairing.rules.core.reference import rule_reference

PAGE = Path(__file__).resolve().parents[3] / "docs" / "rules.md"
TITLES = {planner.part: planner.title for planner in planners()}


def test_the_page_in_docs_is_what_the_rules_say() -> None:
    assert PAGE.read_text("utf-8") == rule_reference(TITLES)


def test_every_rule_stands_in_it() -> None:
    page = rule_reference(TITLES)
    for rule_id in all_rules():
        assert f"### `{rule_id}`" in page


def test_it_comes_in_the_readers_language_with_the_words_of_rules_toml() -> None:
    english = rule_reference(TITLES)
    with speaking("zh_CN"):
        page = rule_reference(TITLES)
    assert page.startswith("# 规则\n")
    names = [line.split("|")[1] for line in english.splitlines() if line.startswith("| `")]
    assert names == [line.split("|")[1] for line in page.splitlines() if line.startswith("| `")]
