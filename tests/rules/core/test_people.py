"""Whom a rule is about: shown as people say it, and read as they write it."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter, ValidationError

from pairing.language import speaking
from pairing.rules.core.number import NumberName, number_words
from pairing.rules.core.people import Who, who_words

WHO: TypeAdapter[str] = TypeAdapter(Who)
CLOSED = (
    "everybody",
    "tutees",
    "tutors",
    "gender=F",
    "gender=M",
    "vision=front",
    "hearing=front",
    "attends=onsite",
    "attends=remote",
)
OPEN = (
    "tag=captain",
    "area=North Street",
    "need=peers",
    "height_cm>165",
    "ability<0",
    "ability.maths<=-1",
    "vision=normal",
)


@pytest.mark.parametrize("expression", [*CLOSED, *OPEN])
def test_what_is_written_is_kept(expression: str) -> None:
    assert WHO.validate_python(expression) == expression


@pytest.mark.parametrize("code", ["en", "zh_CN", "zh_TW"])
@pytest.mark.parametrize("expression", [*CLOSED, "height_cm>165", "ability<0", "ability.数学<=-1"])
def test_words_for_whom_are_read_back(expression: str, code: str) -> None:
    with speaking(code):
        shown = str(who_words(expression))
    if code != "en":
        assert shown != expression
    assert WHO.validate_python(shown) == expression


def test_numbers_have_names() -> None:
    with speaking("zh_CN"):
        assert str(who_words("height_cm>165")) == "身高>165"
        assert str(who_words("ability.数学<-1")) == "数学水平<-1"
        assert str(number_words("ability")) == "学业水平"


@pytest.mark.parametrize("code", ["en", "zh_CN", "zh_TW"])
@pytest.mark.parametrize("name", ["height_cm", "ability", "ability.数学"])
def test_words_for_numbers_are_read_back(name: str, code: str) -> None:
    with speaking(code):
        shown = str(number_words(name))
    assert TypeAdapter(NumberName).validate_python(shown) == name


def test_words_that_nobody_knows_are_refused() -> None:
    with pytest.raises(ValidationError):
        WHO.validate_python("高个子")


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("身高＞165", "height_cm>165"),
        ("身高≥165", "height_cm>=165"),
        ("Height > 165", "height_cm>165"),
        ("性别=女", "gender=F"),
        ("gender＝F", "gender=F"),
        ("Girls", "gender=F"),
        ("男同学", "gender=M"),
        ("数学水平＜－1", "ability.数学<-1"),
    ],
)
def test_whom_is_read_however_it_is_typed(said: str, meant: str) -> None:
    assert WHO.validate_python(said) == meant


@pytest.mark.parametrize("said", ["height_cm>nan", "height_cm>inf", "height_cm>1_6_5", "身高>高"])
def test_a_limit_that_is_no_number_is_refused(said: str) -> None:
    with pytest.raises(ValidationError):
        WHO.validate_python(said)
