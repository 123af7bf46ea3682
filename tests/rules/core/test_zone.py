"""Zones: shown as people say them, and read as they write them."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter, ValidationError

from pairing.language import speaking
from pairing.rules.core.zone import Zone, zone_words

ZONE: TypeAdapter[str] = TypeAdapter(Zone)
LINES = ("row<=2", "row>=5", "row=1", "column<=2", "column>=3", "column=1")
PLACES = ("window", "back", "edge")


@pytest.mark.parametrize("code", ["en", "zh_CN", "zh_TW"])
@pytest.mark.parametrize("zone", [*LINES, *PLACES])
def test_words_for_a_zone_are_read_back(zone: str, code: str) -> None:
    with speaking(code):
        shown = str(zone_words(zone))
    if "列" in shown:
        with pytest.raises(ValidationError):
            ZONE.validate_python(shown)
        return
    assert shown != zone or zone in PLACES
    assert ZONE.validate_python(shown) == zone


def test_the_first_rows_are_lines_and_no_mark() -> None:
    assert ZONE.validate_python("前2排") == "row<=2"
    assert ZONE.validate_python("第1排") == "row=1"
    assert ZONE.validate_python("第一排") == "row=1"
    assert ZONE.validate_python("前两排") == "row<=2"


def test_a_line_that_is_a_row_here_and_a_column_there_is_refused() -> None:
    with pytest.raises(ValidationError):
        ZONE.validate_python("第2列")


@pytest.mark.parametrize("wrong", ["row<2", "row>x", ""])
def test_what_looks_like_lines_and_is_none_is_refused(wrong: str) -> None:
    with pytest.raises(ValidationError):
        ZONE.validate_python(wrong)
