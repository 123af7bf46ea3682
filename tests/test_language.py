"""Languages: every text has its words, no value is lost, and names stand in order."""

from __future__ import annotations

import ast
import datetime
import pickle
import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from scripts.catalogues import catalogue, clashes, every_text, open_in, written

import pairing
from corruptions import CORRUPTIONS
from pairing.io import read_school
from pairing.language import LANGUAGES, day, language, name_key, translated, use
from pairing.model.messages.expected import one_of
from pairing.model.messages.fault import Fault, InputError
from pairing.model.messages.message import Message, listed, named, quote, say, word
from pairing.sample import make_sample
from pairing.store.messages import as_json, from_json

OTHERS = [code for code in LANGUAGES if code != "en"]
_VALUE = re.compile(r"\{\w*\}")


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    use("en")


@pytest.mark.parametrize("code", OTHERS)
def test_every_text_of_the_sources_is_translated(code: str) -> None:
    words = catalogue(code)
    missing = [text for text in every_text() if words.get(text.id, text.code) is None]
    assert missing + open_in(words) == [], "run: uv run python -m scripts.catalogues"


def test_a_code_has_one_text_and_english_knows_it() -> None:
    assert clashes(written()) == {}
    known = {one.context: one.id for one in catalogue("en") if one.context}
    said = {text.code: text.id for text in every_text() if text.code}
    assert known == said, "run: uv run python -m scripts.catalogues"


@pytest.mark.parametrize("code", OTHERS)
def test_no_value_is_lost_or_invented(code: str) -> None:
    for message in catalogue(code):
        if message.id:
            given, kept = (_values_in(one) for one in (message.id, message.string))
            assert given == kept, message.id
            for one in _forms(message.string):
                one.format(**{name.strip("{}"): "" for name in kept})


def _forms(text: object) -> tuple[str, ...]:
    return tuple(map(str, text)) if isinstance(text, tuple | list) else (str(text),)


def _values_in(text: object) -> set[str]:
    return {value for form in _forms(text) for value in _VALUE.findall(form)}


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
    inner = say("couple.carries", "{one} carries {other}", one="<b>", other="{x}")
    told = say("conflict.helps_to_relax", "it helps to relax: {rule}", rule=inner)
    assert str(told) == "it helps to relax: <b> carries {x}"
    use("zh_CN")
    assert "<b> 带 {x}" in str(told)
    use("nowhere")
    assert language() == "en"
    assert translated("") == ""


def test_a_kept_message_has_words_that_its_own_call_need_not_have_made() -> None:
    kept = Message("session_limits.beyond", {"count": 1, "who": "T1"})
    assert str(kept) == "T1 has 1 session too many"
    assert str(Message("session_limits.beyond", {"count": 2, "who": "T1"})).endswith(
        "2 sessions too many"
    )
    use("zh_TW")
    assert "T1" in str(kept)
    assert "session" not in str(kept)


def test_messages_are_counted_and_compared_by_what_they_say() -> None:
    one, same = (say("fixed_seat.rule", text, name="A", seat="S1") for text in ("x", "y"))
    assert one == same
    assert len({one, same, say("fixed_seat.rule", "x", name="B", seat="S1")}) == 2
    assert pickle.loads(pickle.dumps(one)) == one
    assert str(listed([quote("{a}"), word("front")])) == "{a}, front"
    assert str(Message("nobody.knows", {"count": 3})) == "nobody.knows count=3"


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
    told = [str(fault.expected) for fault in faults]
    chinese = sum(any("\u4e00" <= sign <= "\u9fff" for sign in one) for one in told)
    assert len(told) > 10
    assert chinese / len(told) > 0.9
    assert str(one_of(["F", "M", "X"], empty=True)).endswith("F、M、X；单元格是空的")


def test_dates_are_written_as_people_do() -> None:
    date = datetime.date(2026, 10, 5)
    assert day(date) == "Mon 5 Oct"
    use("zh_CN")
    assert day(date) == "10月5日周一"
    use("zh_TW")
    assert "10月5日" in day(date)


def test_several_are_parted_as_the_reader_parts_them() -> None:
    few = say("test", "told: {names}", names=named(["Ann", "Bo"]))
    many = say("test", "told: {names}", names=named(map(str, range(9))))
    assert (str(few), str(many)) == ("told: Ann, Bo", "told: 0, 1, 2, 3, 4, 5 ...")
    use("zh_CN")
    assert (str(few), str(many)) == ("told: Ann、Bo", "told: 0、1、2、3、4、5等")
    assert [from_json(as_json(one)) for one in (few, many)] == [few, many]


def test_every_text_that_is_handed_on_is_found_by_whoever_collects_them() -> None:
    """Within an f-string none is: it would be English in every language, and nobody would know."""
    takers = {"t": 0, "md": 0, "N_": 0, "translated": 0, "tn": 0, "translated_count": 0}
    takers |= {"say": 1, "say_count": 1}
    known = {text.forms[0] for text in every_text()}
    missed = []
    for file in sorted(Path(pairing.__file__).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            place = takers.get(node.func.id, len(node.args))
            missed += [
                f"{file.name}:{node.lineno}: {text.value!s}"
                for text in node.args[place : place + 1]
                if isinstance(text, ast.Constant) and str(text.value) not in known
            ]
    assert missed == []


def test_every_message_can_be_found_by_whoever_collects_texts() -> None:
    """A text that ``say`` is handed in a variable is in no catalogue, and stays English."""
    hidden = []
    for file in sorted(Path(pairing.__file__).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            texts = {"say": node.args[:2], "say_count": node.args[:3]}.get(node.func.id, [])
            if not all(isinstance(text, ast.Constant) for text in texts):
                hidden.append(f"{file.name}:{node.lineno}")
    assert hidden == []
