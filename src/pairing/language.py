"""The language that people read: catalogues of words, dates, and the order of names.

Everything imports this, so babel and the dictionary of pinyin are loaded by whoever needs them.
"""

from __future__ import annotations

import datetime
import gettext
import io
from contextvars import ContextVar
from functools import cache
from pathlib import Path

__all__ = ["LANGUAGES", "day", "language", "name_key", "names", "translated", "use"]

LANGUAGES = {"en": "English", "zh_CN": "简体中文", "zh_TW": "繁體中文"}
"""Each language by its code, in its own words; the texts in the sources are English."""

_CATALOGUES = Path(__file__).parent / "locales"
_spoken: ContextVar[str] = ContextVar("language", default="en")


def use(code: str) -> None:
    """Speak this language from here on, in this thread; English where it is not known."""
    _spoken.set(code if code in LANGUAGES else "en")


def language() -> str:
    """The code of the language that is spoken."""
    return _spoken.get()


@cache
def _catalogue(code: str) -> gettext.NullTranslations:
    """The words of a language.

    Read from the text that translators edit, so that no compiled copy can be older than it.
    """
    file = _CATALOGUES / code / "LC_MESSAGES" / "pairing.po"
    if not file.is_file():
        return gettext.NullTranslations()
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = io.BytesIO()
    with file.open("rb") as text:
        write_mo(compiled, read_po(text, locale=code))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def translated(text: str) -> str:
    """A text of ours in the language that is spoken; itself where there is no translation."""
    # The empty text stands for the catalogue's own header.
    return _catalogue(_spoken.get()).gettext(text) if text and _spoken.get() != "en" else text


def names(*columns: str) -> tuple[str, ...]:
    """The headers of a table in the language that is spoken."""
    return tuple(translated(one) for one in columns)


def day(date: datetime.date) -> str:
    """A date as people write it, with its weekday."""
    from babel.dates import format_date

    return format_date(date, "EEE d MMM", locale="en_GB") if _english() else _skeleton(date)


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
