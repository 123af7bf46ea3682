"""A person taken out of texts, however the name is spaced, and written large or small."""

from __future__ import annotations

import pytest

from pairing.store.erasing.scrub import MARK, Scrub


@pytest.mark.parametrize("said", ["Ann Bee", "ann bee", "ANN  BEE", "Ann\nbee"])
def test_a_name_of_several_words_goes_however_it_is_written(said: str) -> None:
    left = Scrub("S001", ["Ann Bee"], ["Hanna Beet"]).text(f"sat by {said}, then by Hanna Beet")
    assert left == f"sat by {MARK}, then by Hanna Beet"


def test_a_name_that_is_a_word_goes_as_a_name_alone() -> None:
    scrub = Scrub("S001", ["May"], [])
    assert scrub.text("May came, and may come again") == f"{MARK} came, and may come again"


def test_a_chinese_name_goes_with_blanks_in_it() -> None:
    assert Scrub("S001", ["王小明"], []).text("和王 小明谈话") == f"和{MARK}谈话"
