"""Languages: every text has its words, no value is lost, and names stand in order."""

from __future__ import annotations

import datetime
import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from scripts.catalogues import catalogue, every_text

from corruptions import CORRUPTIONS
from pairing.app.fault_words import expected_words
from pairing.io import read_school
from pairing.language import LANGUAGES, day, language, name_key, translated, use
from pairing.model.messages.fault import Fault, InputError
from pairing.model.messages.message import say
from pairing.sample import make_sample

OTHERS = [code for code in LANGUAGES if code != "en"]
_VALUE = re.compile(r"\{\w*\}")


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    use("en")


@pytest.mark.parametrize("code", OTHERS)
def test_every_text_of_the_sources_is_translated(code: str) -> None:
    words = catalogue(code)
    missing = [text for text in every_text() if not (words.get(text) and words[text].string)]
    assert missing == [], "run: uv run python -m scripts.catalogues"


@pytest.mark.parametrize("code", OTHERS)
def test_no_value_is_lost_or_invented(code: str) -> None:
    for message in catalogue(code):
        if message.id:
            # A label may leave out the heading, but nothing may be added.
            given, kept = (set(_VALUE.findall(str(one))) for one in (message.id, message.string))
            assert given == kept, message.id
            str(message.string).format(**{name.strip("{}"): "" for name in kept})


@pytest.mark.parametrize("code", OTHERS)
def test_words_are_chinese(code: str) -> None:
    words = [str(message.string) for message in catalogue(code) if message.id]
    chinese = sum(any("\u4e00" <= sign <= "\u9fff" for sign in one) for one in words)
    assert chinese / len(words) > 0.98


def test_simplified_and_traditional_differ() -> None:
    use("zh_CN")
    simplified = translated("Print")
    use("zh_TW")
    assert translated("Print") != simplified or translated("Compare") != "比较"


def test_a_message_speaks_the_language_in_which_it_is_read() -> None:
    inner = say("{one} carries {other}", one="<b>", other="{x}")
    told = say("it helps to relax: {rule}", rule=inner)
    assert str(told) == "it helps to relax: <b> carries {x}"
    use("zh_CN")
    assert "<b> 带 {x}" in str(told)
    use("nowhere")
    assert language() == "en"
    assert translated("") == ""


def test_names_stand_by_pinyin_among_latin_ones() -> None:
    names = ["周杰", "Ben", "安娜", "陈一", "Zoe", "曹操", "陈二"]
    assert sorted(names, key=name_key) == ["安娜", "Ben", "曹操", "陈二", "陈一", "周杰", "Zoe"]


def test_faults_are_told_in_the_readers_language(tmp_path: Path) -> None:
    faults: list[Fault] = []
    for number, corrupt in enumerate(CORRUPTIONS):
        folder = tmp_path / str(number)
        make_sample(1, 12, number).write(folder)
        try:
            read_school(corrupt(folder, random.Random(number)))
        except InputError as error:
            faults += error.faults
    use("zh_CN")
    told = [expected_words(fault.expected) for fault in faults]
    chinese = sum(any("\u4e00" <= sign <= "\u9fff" for sign in one) for one in told)
    assert len(told) > 10
    assert chinese / len(told) > 0.9
    assert expected_words("one of F, M, X; the cell is empty").endswith("F, M, X；单元格是空的")


def test_dates_are_written_as_people_do() -> None:
    date = datetime.date(2026, 10, 5)
    assert day(date) == "Mon 5 Oct"
    use("zh_CN")
    assert day(date) == "10月5日周一"
    use("zh_TW")
    assert "10月5日" in day(date)
