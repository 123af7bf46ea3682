"""The language that people read: catalogues of words, dates, and the order of names.

Everything imports this, so babel and the dictionary of pinyin are loaded by whoever needs them.
"""

from __future__ import annotations

import datetime
import gettext
import io
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

__all__ = [
    "LANGUAGES",
    "N_",
    "and_more",
    "contract",
    "day",
    "figures",
    "in_a_row",
    "language",
    "name_key",
    "names",
    "nearest_language",
    "of_environment",
    "one_by_one",
    "phrase",
    "speaking",
    "translated",
    "translated_count",
    "use",
    "weekday",
]

LANGUAGES = {"en": "English", "zh_CN": "简体中文", "zh_TW": "繁體中文"}
"""Each language by its code, in its own words; the texts in the sources are English."""

_CATALOGUES = Path(__file__).parent / "locales"
_spoken: ContextVar[str] = ContextVar("language", default="en")
_figures: ContextVar[bool] = ContextVar("figures", default=False)


def use(code: str) -> None:
    """Speak this language from here on, in this thread; English where it is not known."""
    _spoken.set(code if code in LANGUAGES else "en")


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Speak this language for a while, and then again what was spoken before."""
    before = _spoken.set(code if code in LANGUAGES else "en")
    try:
        yield
    finally:
        _spoken.reset(before)


@contextmanager
def contract() -> Iterator[None]:
    """Write what other programs read: in English, with figures where people are told in words."""
    before = _figures.set(True)
    try:
        with speaking("en"):
            yield
    finally:
        _figures.reset(before)


def figures() -> bool:
    """Whether the figures of a contract are asked for."""
    return _figures.get()


def nearest_language(locale: str) -> str:
    """The language of ours that is nearest to a locale's, such as zh-Hant-HK or zh_CN.UTF-8."""
    name = locale.replace("_", "-").casefold()
    if not name.startswith("zh"):
        return "en"
    traditional = any(place in name for place in ("tw", "hk", "mo", "hant"))
    return "zh_TW" if traditional else "zh_CN"


def of_environment() -> str:
    """The language of the shell: LANGUAGE before the first of the others that is set."""
    variables = ("LC_ALL", "LC_MESSAGES", "LANG")
    locale = next((os.environ[one] for one in variables if os.environ.get(one)), "")
    # As gettext has it: who asks for no language at all gets none by LANGUAGE either.
    wished = "" if locale in ("C", "POSIX") else os.environ.get("LANGUAGE", "")
    return nearest_language(wished or locale)


def language() -> str:
    """The code of the language that is spoken."""
    return _spoken.get()


@cache
def _catalogue(code: str) -> tuple[gettext.NullTranslations, dict[str, tuple[str, ...]]]:
    """The words of a language, and the English text or texts of each code.

    Read from the text that translators edit, so that no compiled copy can be older than it.
    """
    file = _CATALOGUES / code / "LC_MESSAGES" / "pairing.po"
    if not file.is_file():
        return gettext.NullTranslations(), {}
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = io.BytesIO()
    with file.open("rb") as text:
        catalogue = read_po(text, locale=code)
    write_mo(compiled, catalogue)
    compiled.seek(0)
    texts = {
        one.context: (one.id,) if isinstance(one.id, str) else tuple(one.id)
        for one in catalogue
        if one.context
    }
    return gettext.GNUTranslations(compiled), texts


def translated(text: str) -> str:
    """A text of ours in the language that is spoken; itself where there is no translation."""
    # The empty text stands for the catalogue's own header.
    return _catalogue(_spoken.get())[0].gettext(text) if text and not _english() else text


def translated_count(one: str, many: str, count: int) -> str:
    """The same for a text that has a form for one and a form for many."""
    return _catalogue(_spoken.get())[0].ngettext(one, many, count)


def phrase(code: str, english: tuple[str, ...] = (), count: int | None = None) -> str:
    """The words of a code in the language that is spoken, for this many where it has forms.

    ``english`` are the words where no catalogue knows the code; without both, the empty text.
    """
    if _english() and english:
        return english[0] if count is None or count == 1 else english[-1]
    words, texts = _catalogue(_spoken.get())
    known = texts.get(code) or english
    if not known:
        return ""
    if count is None or len(known) == 1:
        return words.pgettext(code, known[0])
    return words.npgettext(code, known[0], known[1], count)


def N_(text: str) -> str:  # noqa: N802 - gettext's own name for it
    """The text itself, marked for the catalogues: it is translated where it is shown."""
    return text


def names(*columns: str) -> tuple[str, ...]:
    """The headers of a table in the language that is spoken."""
    return tuple(translated(one) for one in columns)


def day(date: datetime.date) -> str:
    """A date as people write it, with its weekday."""
    from babel.dates import format_date

    return format_date(date, "EEE d MMM", locale="en_GB") if _english() else _skeleton(date)


def in_a_row(words: Iterable[str]) -> str:
    """Words one after the other, parted as the language does."""
    return (", " if _english() else "、").join(words)


def and_more(words: str) -> str:
    """The first of some words in a row, where there are more of them."""
    return f"{words} ..." if _english() else f"{words}等"


def one_by_one(phrases: Iterable[str]) -> str:
    """Phrases that stand in one cell, parted by the language's semicolon."""
    return ("; " if _english() else "；").join(phrases)


def weekday(date: datetime.date) -> str:
    """The short name of a date's day of the week."""
    from babel.dates import format_date

    return format_date(date, "EEE", locale="en_GB" if _english() else _spoken.get())


def _english() -> bool:
    return _spoken.get() == "en"


def _skeleton(date: datetime.date) -> str:
    from babel.dates import format_skeleton

    at = datetime.datetime.combine(date, datetime.time())
    return str(format_skeleton("MMMEd", at, locale=_spoken.get()))


def name_key(name: str) -> tuple[list[str], str]:
    """The place of a name in a list: Chinese by pinyin and tone, among the Latin letters."""
    if name.isascii():
        # The same answer, without the dictionary of pinyin.
        return [name.casefold()] if name else [], name
    from pypinyin import Style, lazy_pinyin

    return lazy_pinyin(name.casefold(), style=Style.TONE3, neutral_tone_with_five=True), name
