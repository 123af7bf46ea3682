"""Keep the catalogues of words in step with the sources.

    uv run python -m scripts.catalogues           # add new texts, drop old ones, tell what is open
    uv run python -m scripts.catalogues --check   # change nothing; fail if anything is open

A text is found where it is handed to ``say``, ``t``, ``md`` or ``translated``, bound to the name
``template``, or a header of a table. What rules and lists of words declare is asked of them.
"""

from __future__ import annotations

import argparse
import ast
import re
import sys
from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from pairing.app.state.visitor import ROLES
from pairing.language import LANGUAGES
from pairing.model import enums
from pairing.model.room.patterns import PATTERNS
from pairing.model.settings import ScreeningSettings
from pairing.planning import planners
from pairing.rules.core.book import all_rules

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ROOT / "src" / "pairing"
CATALOGUES = SOURCES / "locales"
_FUNCTIONS = {"t", "md", "translated"}
_KEYWORDS = {"say": ((1, "c"), 2), "say_count": ((1, "c"), 2, 3)}
_TABLES = {"table", "names"}
_WORDS = {
    "_WORDS",
    "_WAYS",
    "_SEVERITY",
    "_HIDDEN",
    "NEEDS",
    "_PIN",
    "_THIS",
    "_PROMPTS",
    "_OTHER_PROMPTS",
    "_SHAPES",
    "_LOOK",
}


_IN_PAGES = re.compile(r'\bt\("([^"]+)"\)')


def texts_of(tree: ast.AST, *, page: bool = False) -> Iterator[str]:
    """Every text of ours in one module; on a page, ``rows`` have headers for keys."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id=name), args=args):
                yield from _handed_over(name, args)
            case ast.Assign(targets=[target], value=value):
                yield from _bound(target, value, page)
            case ast.AnnAssign(target=target, value=ast.expr() as value):
                yield from _bound(target, value, page)
            case ast.ListComp(elt=elt, generators=[ast.comprehension(iter=ast.Tuple() as words)]):
                if _translates([elt]):
                    yield from _constants(words)
            case ast.For(iter=ast.Tuple() as words, body=body):
                if _translates(body):
                    yield from _constants(words)


def _handed_over(name: str, arguments: list[ast.expr]) -> Iterator[str]:
    """The texts that a call is given."""
    if name in _FUNCTIONS and arguments:
        yield from _constants(arguments[0])
    elif name in _TABLES:
        for argument in arguments:
            yield from _keys(argument)


def _bound(target: ast.expr, value: ast.expr, page: bool) -> Iterator[str]:
    """The texts that a name is bound to, where the name says that they are texts."""
    names = {one.id for one in ast.walk(target) if isinstance(one, ast.Name)}
    if names & _WORDS or names == {"template"}:
        yield from _constants(value)
    elif page and names == {"rows"}:
        yield from _keys(value)


def _translates(body: list[Any]) -> bool:
    """Whether a name is translated somewhere in here: the one that a loop binds."""
    calls = (one for line in body for one in ast.walk(line) if isinstance(one, ast.Call))
    return any(
        getattr(call.func, "id", "") in _FUNCTIONS
        and bool(call.args)
        and isinstance(call.args[0], ast.Name)
        for call in calls
    )


def _constants(node: ast.AST) -> Iterator[str]:
    """The texts that an expression may come to, and not those inside of its own calls."""
    match node:
        case ast.Constant(value=str() as text):
            yield text
        case ast.IfExp(body=one, orelse=other):
            yield from _constants(one)
            yield from _constants(other)
        case ast.Tuple(elts=parts) | ast.List(elts=parts):
            for part in parts:
                yield from _constants(part)
        case ast.Dict(values=values):
            for value in values:
                yield from _constants(value)


def _keys(node: ast.AST) -> Iterator[str]:
    for one in ast.walk(node):
        if isinstance(one, ast.Dict):
            for key in one.keys:
                if isinstance(key, ast.Constant) and isinstance(key.value, str):
                    yield key.value
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value


def declared() -> Iterator[str]:
    """What rules, settings and closed lists of words say of themselves."""
    for rule in all_rules().values():
        yield rule.title
        yield " ".join((rule.__doc__ or "").split())
        yield from _fields(rule)
    yield from _fields(ScreeningSettings)
    yield from (planner.title for planner in planners())
    yield from PATTERNS.values()
    for role in ROLES.values():
        yield role.title
        yield from role.views
    for name in (
        "Dimension",
        "Cause",
        "Level",
        "Attendance",
        "SessionKind",
        "PeriodKind",
        "Part",
        "Source",
        "Reach",
    ):
        kind: type[StrEnum] = getattr(enums, name)
        for member in kind:
            yield member.value.replace("_", " ")
    yield from (part.value.capitalize() for part in enums.Part)
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


class Text(NamedTuple):
    """A text that people may read: its code where it is a message's, its forms."""

    code: str | None
    forms: tuple[str, ...]

    @property
    def id(self) -> str | tuple[str, ...]:
        """The text as catalogues know it."""
        return self.forms[0] if len(self.forms) == 1 else self.forms


def messages() -> dict[str, set[tuple[str, ...]]]:
    """The texts of each code; there should be one."""
    found: dict[str, set[tuple[str, ...]]] = {}
    for _, _, forms, _, code in extract_from_dir(
        SOURCES, method_map=[("**.py", "python")], keywords=_KEYWORDS, strip_comment_tags=True
    ):
        assert code is not None
        one = (forms,) if isinstance(forms, str) else tuple(forms)
        found.setdefault(code, set()).add(one)
    return found


def every_text() -> list[Text]:
    """All texts that people may read, each once, in order."""
    said = [Text(code, text) for code, texts in messages().items() for text in sorted(texts)]
    found: dict[str, None] = {}
    for file in sorted(SOURCES.rglob("*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        found |= dict.fromkeys(texts_of(tree, page=file.parent.name in ("pages", "app", "widgets")))
    for page in sorted((SOURCES / "reports" / "pages").glob("*.html")):
        found |= dict.fromkeys(_IN_PAGES.findall(page.read_text(encoding="utf-8")))
    found |= dict.fromkeys(declared())
    return [*said, *(Text(None, (text,)) for text in found if _is_text(text))]


def _is_text(text: str) -> bool:
    """Whether there is anything to translate: no bare values, no types of files."""
    words = text.replace("{text}", "").replace("{reasons}", "")
    return any(sign.isalpha() for sign in words) and not text.startswith("text/")


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
    for text, forms in messages().items():
        if len(forms) > 1:
            left += 1
            print(f"{text}: one code with {len(forms)} texts: {sorted(forms)}")
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
