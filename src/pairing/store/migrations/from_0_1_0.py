"""What 0.1.0 kept, as it is kept now: English templates and values become codes and facts.

``templates_0_1_0.json`` is frozen: the code of every template that 0.1.0 had, and the facts that
have another name now.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

__all__ = ["is_told", "renewed", "renewed_note"]

_TEMPLATES = Path(__file__).with_name("templates_0_1_0.json")
_LISTED = re.compile(r"\{part0\}(, \{part\d+\})*")
_MESSAGES = ("reasons", "notes", "conflict")
_TOLD = ("plan ", "seats ", "pins ")


@cache
def _codes() -> dict[str, tuple[str, dict[str, str]]]:
    kept = json.loads(_TEMPLATES.read_text(encoding="utf-8"))
    return {template: (one[0], one[1] if len(one) > 1 else {}) for template, one in kept.items()}


@cache
def _known_codes() -> frozenset[str]:
    return frozenset({code for code, _ in _codes().values()} | {"text", "word", "list"})


def is_told(name: str) -> bool:
    """Whether a piece of this name has messages in it."""
    return name.startswith(_TOLD)


def renewed(body: bytes) -> bytes:
    """A piece of 0.1.0 as it is kept now; one that is new already stays as it is."""
    return json.dumps(
        _renewed(json.loads(body)), ensure_ascii=False, separators=(",", ":")
    ).encode()


def _renewed(value: Any) -> Any:
    if isinstance(value, list):
        return list(map(_renewed, value))
    if not isinstance(value, dict):
        return value
    return {
        name: list(map(_message, one)) if name in _MESSAGES else _renewed(one)
        for name, one in value.items()
    }


def renewed_note(what: str) -> list[Any]:
    """What was done in a version: 0.1.0 kept the words, in the language of whoever did it."""
    code, _ = _codes().get(what, (None, {}))
    return ["text", {"text": what}] if code is None else [code, {}]


def _message(kept: list[Any]) -> list[Any]:
    template, values = kept
    if template in _known_codes():
        return kept
    if template == "{text}":
        return ["text", values]
    if _LISTED.fullmatch(template):
        return ["list", {"parts": [_message(one) for one in values.values()]}]
    if template in _codes():
        code, names = _codes()[template]
        facts = {names.get(name, name): value for name, value in values.items()}
        return [code, {name: _fact(name, value) for name, value in facts.items()}]
    if not values:
        # A kind of session, a subject: 0.1.0 said the bare word.
        return ["word", {"text": template}]
    # A rule of somebody's own: its words are all that is known.
    return ["text", {"text": _words(kept)}]


def _fact(name: str, value: Any) -> Any:
    if isinstance(value, list):
        return _message(value)
    # 0.1.0 kept every number as its digits; this one chooses between the forms of a text.
    return int(value) if name == "count" and str(value).isdecimal() else value


def _words(kept: list[Any]) -> str:
    template, values = kept
    words = {name: _words(one) if isinstance(one, list) else one for name, one in values.items()}
    return str(template.format_map(words))
