"""How commands explain themselves: their sentences and options in the reader's language.

The sentences stand where the options are declared, and are put into words when a command is
built. The catalogues ask ``texts`` for them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import typer

from pairing.cli.shell.library_words import word_usage
from pairing.language import N_, translated
from pairing.model.messages.message import say

__all__ = ["asked_language", "explain", "texts"]

_OPTION = "--lang"
_EXAMPLE = re.compile(r"Example: (?P<command>pairing .*)")
_PANELS = {"argument": N_("Arguments"), "option": N_("Options")}
_HELP = N_("Show this and end.")


def asked_language(words: Sequence[str]) -> str | None:
    """The language that a command line asks for, wherever it does; None where it does not.

    It is read before the rest, so that help and faults speak it too.
    """
    asked = None
    for number, word in enumerate(words):
        if word == "--":
            break
        if word == _OPTION:
            asked = next(iter(words[number + 1 :]), None)
        elif word.startswith(f"{_OPTION}="):
            asked = word.removeprefix(f"{_OPTION}=")
    return asked


def explain(command: Any, shared: Iterable[Any] = ()) -> None:
    """Put a command's help into the language that is spoken, with all commands of a group.

    Args:
        command: as Typer built it.
        shared: options to be added, that the groups above it have too.
    """
    shared = tuple(shared)
    command.params.extend(shared)
    command.help = "\n\n".join(map(_words, _paragraphs(command.help)))
    command.rich_help_panel = translated("Commands")
    word_usage(command)
    own_help = command.get_help_option(typer.Context(command))
    own_help.help = _HELP
    for one in (*command.params, own_help):
        one.help = translated(" ".join((one.help or "").split()))
        one.rich_help_panel = translated(_PANELS[one.param_type_name])
    if isinstance(inner := getattr(command, "commands", {}), dict):
        # Those of ``pairing`` itself are no such: each is explained when it is built.
        for one in inner.values():
            explain(one, shared)


def texts(command: Any) -> Iterator[str]:
    """The texts of a command and of all below it, as the sources have them."""
    yield from (one for one in _paragraphs(command.help) if not _EXAMPLE.fullmatch(one))
    yield from (" ".join((one.help or "").split()) for one in command.params)
    for inner in getattr(command, "commands", {}).values():
        yield from texts(inner)


def _paragraphs(text: str | None) -> list[str]:
    return [" ".join(one.split()) for one in (text or "").split("\n\n") if one.strip()]


def _words(paragraph: str) -> str:
    found = _EXAMPLE.fullmatch(paragraph)
    if found is None:
        return translated(paragraph)
    return str(say("cli.example", "Example: {command}", command=found["command"]))
