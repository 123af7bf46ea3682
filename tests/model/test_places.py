"""Marks of seats and zones of rooms: written in any language, and shown in the reader's."""

from __future__ import annotations

import pytest

from pairing.io.vocabulary.aliases import value_name
from pairing.language import speaking
from pairing.model.room.places import MARKS, ZONES, place_name, place_word


@pytest.mark.parametrize("code", ["en", "zh_CN", "zh_TW"])
@pytest.mark.parametrize("name", [*MARKS, *ZONES])
def test_what_is_shown_is_read_back(name: str, code: str) -> None:
    with speaking(code):
        shown = str(place_word(name))
    assert (shown == name) == (code == "en")
    assert place_name(shown) == name


def test_no_word_has_two_meanings() -> None:
    words = [word for own in (*MARKS.values(), *ZONES.values()) for word in own.split()]
    assert len(words) == len(set(words))


def test_words_of_ones_own_stay() -> None:
    assert place_name("空调下") == "空调下"
    assert place_word("空调下") == "空调下"


@pytest.mark.parametrize("cell", ["靠窗;靠过道", "靠窗、走道", " 窗 ; aisle", "window;aisle"])
def test_marks_of_seats_are_read_in_any_language(cell: str) -> None:
    assert value_name("tags", cell, "layouts") == "window;aisle"
    # Of a student they are words like any other.
    assert value_name("tags", cell, "students") == cell
