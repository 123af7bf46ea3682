"""Keep the catalogues of words in step with the sources.

    uv run python -m scripts.catalogues           # add new texts, drop old ones, tell what is open
    uv run python -m scripts.catalogues --check   # change nothing; fail if anything is open

A text is found where it is handed to one of the functions named below; a list of words is marked
with ``N_``. What rules, settings, parts, commands and closed lists of words declare is asked of
them.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po, write_po
from typer.main import get_command

from pairing.app.state.visitor import ROLES
from pairing.app.widgets.settings.settings_words import texts_of_settings
from pairing.cli import app
from pairing.cli.shell.helping import texts as texts_of_commands
from pairing.io.sheets.recognising.recognise import KINDS, NOTHING, TITLES
from pairing.io.vocabulary.words import texts_of_tables
from pairing.language import LANGUAGES
from pairing.model import enums
from pairing.planning import planners
from pairing.rules.core.book import all_rules

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ROOT / "src" / "pairing"
CATALOGUES = SOURCES / "locales"
_METHODS = [("**.py", "python"), ("reports/pages/**.html", "jinja2.ext:babel_extract")]
_KEYWORDS: dict[str, Any] = {
    **DEFAULT_KEYWORDS,
    "t": None,
    "md": None,
    "translated": None,
    "tn": (1, 2),
    "translated_count": (1, 2),
    "say": ((1, "c"), 2),
    "say_count": ((1, "c"), 2, 3),
}
"""What takes a text of ours: with a number, its forms for one and for many; (1, "c") is a code."""


class Text(NamedTuple):
    """A text that people may read: its code where it is a message's, and its forms."""

    code: str | None
    forms: tuple[str, ...]

    @property
    def id(self) -> str | tuple[str, ...]:
        """The text as catalogues know it."""
        return self.forms[0] if len(self.forms) == 1 else self.forms


_NONE = Text(None, ())


def written() -> list[Text]:
    """The texts of the sources, as Babel finds them."""
    found = extract_from_dir(
        SOURCES, method_map=_METHODS, keywords=_KEYWORDS, strip_comment_tags=True
    )
    return list(
        dict.fromkeys(
            Text(code, (forms,) if isinstance(forms, str) else tuple(forms))
            for _, _, forms, _, code in found
        )
    )


def clashes(texts: Iterable[Text]) -> dict[str, set[tuple[str, ...]]]:
    """The codes that have more than one text: there should be none."""
    found: dict[str, set[tuple[str, ...]]] = {}
    for text in texts:
        if text.code is not None:
            found.setdefault(text.code, set()).add(text.forms)
    return {code: forms for code, forms in found.items() if len(forms) > 1}


def declared() -> Iterator[str]:
    """What rules, settings and closed lists of words say of themselves."""
    for rule in all_rules().values():
        yield rule.title
        yield " ".join((rule.__doc__ or "").split())
        yield from _fields(rule)
    yield from texts_of_settings()
    yield from (planner.title for planner in planners())
    for role in ROLES.values():
        yield role.title
        yield from role.pages
    for name in (
        "Dimension",
        "Level",
        "Attendance",
        "SessionKind",
        "RecordKind",
        "PeriodKind",
        "Part",
        "Source",
        "Reach",
        "Status",
    ):
        kind: type[StrEnum] = getattr(enums, name)
        for member in kind:
            yield member.value.replace("_", " ")
    yield from (cause.label for cause in enums.Cause)
    yield from (part.value.capitalize() for part in enums.Part)
    yield from texts_of_commands(get_command(app))
    yield from (*KINDS, NOTHING, *TITLES)
    # The thirds of a room, by depth and by side.
    yield from ("front", "middle", "back", "left", "centre", "right")


def _fields(model: type) -> Iterator[str]:
    schema = model.model_json_schema()  # type: ignore[attr-defined]
    for name, shape in schema["properties"].items():
        if name in ("key", "enabled"):
            continue
        yield name.replace("_", " ")
        yield shape.get("description", "")
        yield from (str(one) for one in shape.get("enum", ()))


def every_text() -> list[Text]:
    """All texts that people may read, each once."""
    found: dict[tuple[str | None, str], Text] = {}
    of_tables = (Text(code, (one,)) for code, one in texts_of_tables())
    for text in (*written(), *(Text(None, (one,)) for one in declared()), *of_tables):
        place = (text.code, text.forms[0])
        # A catalogue has one entry for a text; the one with forms serves for the bare one too.
        if text.forms[0].strip() and len(text.forms) > len(found.get(place, _NONE).forms):
            found[place] = text
    return list(found.values())


def _file(code: str) -> Path:
    return CATALOGUES / code / "LC_MESSAGES" / "pairing.po"


def catalogue(code: str) -> Catalog:
    """The catalogue of a language, empty where there is none yet."""
    file = _file(code)
    if not file.is_file():
        return Catalog(locale=code)
    with file.open("rb") as text:
        return read_po(text, locale=code)


def updated(code: str, texts: Iterable[Text]) -> Catalog:
    """The catalogue with exactly these texts; what was translated stays."""
    old = catalogue(code)
    new = Catalog(
        locale=code,
        project="pairing",
        version="1",
        header_comment=f"# {LANGUAGES[code]}: the words of pairing.",
        fuzzy=False,
        creation_date=old.creation_date,
        revision_date=old.revision_date,
        last_translator="pairing",
        language_team="pairing",
    )
    for text in texts:
        known = old.get(text.id, text.code)
        new.add(text.id, known.string if known else "", context=text.code)
    return new


def main() -> None:
    """Update the catalogues, or check them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing, fail if open")
    arguments = parser.parse_args()
    texts = every_text()
    left = 0
    for code, forms in clashes(written()).items():
        left += 1
        print(f"{code}: one code with {len(forms)} texts: {sorted(forms)}")
    for code in LANGUAGES:
        new = updated(code, texts)
        missing = [] if code == "en" else open_in(new)
        # English has no translations: its catalogue tells the words of each code.
        known = {(one.context, one.id) for one in catalogue(code)}
        stale = known != {(one.context, one.id) for one in new}
        left += len(missing) + (arguments.check and stale)
        print(f"{code}: {len(texts)} texts, {len(missing)} open{', out of step' * stale}")
        for text in missing[:20]:
            print(f"  {text!r}")
        if not arguments.check:
            file = _file(code)
            file.parent.mkdir(parents=True, exist_ok=True)
            with file.open("wb") as out:
                write_po(out, new, width=100, sort_output=True)
    if arguments.check and left:
        sys.exit(1)


def open_in(words: Catalog) -> list[str]:
    """The texts of a catalogue that have no translation."""
    return [
        str(one.context or one.id)
        for one in words
        if one.id and not (all(one.string) if isinstance(one.string, tuple) else one.string)
    ]


if __name__ == "__main__":
    main()
