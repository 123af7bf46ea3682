"""What a made-up school of one language calls its people, classes, subjects, places and signs."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict

from pairing.model.enums import Dimension, Gender

__all__ = ["Names", "UnitWords", "Words", "words_of"]

_LANGUAGES = Path(__file__).parent / "languages"
_Listed = Annotated[tuple[str, ...], BeforeValidator(str.split)]
"""Words of one piece each, with blanks between them."""


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Names(_Strict):
    """Surnames, and given names of girls and boys."""

    surnames: _Listed
    given: dict[Gender, _Listed]


class UnitWords(_Strict):
    """A unit outside the school: its name, and the kind of unit it is."""

    name: str
    kind: str


class Words(_Strict):
    """The words of one language.

    Every language has equally many of each, and no surname or given name twice: so the schools
    of all languages differ in nothing but words.
    """

    person: str
    """How a name is put together, of {surname} and {given}."""
    class_name: str
    """How a class is called, by its {grade} or {year} and its {number} or {letter}."""
    room_name: str
    laboratory: str
    years: _Listed = ("7", "8", "9")
    """The grades as they are said in the name of a class."""
    areas: tuple[str, ...]
    exams: tuple[str, ...]
    talkative: str
    """The tag of who chats."""
    common: Names
    rare: Names
    subjects: dict[str, str]
    """The name of each subject by its code."""
    signs: dict[Dimension, tuple[str, ...]]
    units: dict[str, UnitWords]


@cache
def words_of(language: str) -> Words:
    """The words of a language of ``pairing.language.LANGUAGES``."""
    text = (_LANGUAGES / f"{language}.toml").read_text("utf-8")
    return Words.model_validate(tomllib.loads(text))
