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


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("前2排", "row<=2"),
        ("前两排", "row<=2"),
        ("第1排", "row=1"),
        ("第一排", "row=1"),
        ("第十二排", "row=12"),
        ("前十排", "row<=10"),
        ("第1至3排", "row<=3"),
        ("第３排及以后", "row>=3"),
        ("from row 3", "row>=3"),
        ("from row 3 on", "row>=3"),
        ("row 3 on", "row>=3"),
        ("Row 1", "row=1"),
        ("rows 1-2", "row<=2"),
        ("the first 2 rows", "row<=2"),
        ("ROW<=2", "row<=2"),
        ("row≤2", "row<=2"),
        ("row＝2", "row=2"),
        ("排风扇", "排风扇"),
        ("windowsill", "windowsill"),
    ],
)
def test_lines_are_read_as_people_name_them(said: str, meant: str) -> None:
    assert ZONE.validate_python(said) == meant


@pytest.mark.parametrize(
    "said",
    ["第2列", "前三四排", "第2至3排", "后两排", "最后一排", "第一组", "rows 3", "row3-5", "group="],
)
def test_lines_that_may_mean_this_or_that_are_refused(said: str) -> None:
    with pytest.raises(ValidationError):
        ZONE.validate_python(said)


@pytest.mark.parametrize("wrong", ["row<2", "row>x", ""])
def test_what_looks_like_lines_and_is_none_is_refused(wrong: str) -> None:
    with pytest.raises(ValidationError):
        ZONE.validate_python(wrong)
