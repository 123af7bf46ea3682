"""What the library of the command line says itself, in the reader's language.

Its sentences are known by their English, each with places for what differs. One that a later
version words otherwise is shown as it is, until it stands here: a test looks for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from pairing.language import N_, language, translated

__all__ = ["faults_in_words", "in_words", "library_speaking", "word_usage"]

_USAGE = N_("Usage: ")
_ALL_OPTIONS, _ANY_COMMAND = N_("[OPTIONS]"), N_("COMMAND [ARGS]...")
_CONSTANTS = {
    "DEPRECATED_STRING": N_("(deprecated) "),
    "DEFAULT_STRING": N_("[default: {value}]"),
    "ENVVAR_STRING": N_("[env var: {value}]"),
    "REQUIRED_LONG_STRING": N_("[required]"),
    "ARGUMENTS_PANEL_TITLE": N_("Arguments"),
    "OPTIONS_PANEL_TITLE": N_("Options"),
    "COMMANDS_PANEL_TITLE": N_("Commands"),
    "ERRORS_PANEL_TITLE": N_("Error"),
    "ABORTED_TEXT": N_("Aborted."),
    "RICH_HELP": N_("Try [blue]'{command_path} {help_option}'[/] for help."),
}
"""The texts around help and faults, by their names in ``typer.rich_utils``."""
_SENTENCES = (
    N_("No such option: {name} (Possible options: {names})"),
    N_("No such option: {name}"),
    N_("No such command {name}. Did you mean {names}?"),
    N_("No such command {name}."),
    N_("Missing command."),
    N_("Missing argument {name}. Choose from: {names}"),
    N_("Missing argument {name}."),
    N_("Missing option {name}. Choose from: {names}"),
    N_("Missing option {name}."),
    N_("Invalid value for {name}: {sentence}"),
    N_("Invalid value: {sentence}"),
    N_("Option {name} requires an argument."),
    N_("Option {name} requires {count} arguments."),
    N_("Option {name} does not take a value."),
    N_("Argument {name} takes {count} values."),
    N_("Got unexpected extra argument(s) ({names})"),
    N_("File {name} does not exist."),
    N_("Directory {name} does not exist."),
    N_("Path {name} does not exist."),
    N_("File {name} is a directory."),
    N_("Directory {name} is a file."),
    N_("File {name} is not readable."),
    N_("Path {name} is not readable."),
    N_("Directory {name} is not readable."),
    N_("File {name} is not writable."),
    N_("Path {name} is not writable."),
    N_("Directory {name} is not writable."),
    N_("Value error, {name} does not match the formats {names}."),
    N_("Value error, {name} is not one of {names}."),
    N_("Input should be a valid integer, unable to parse string as an integer"),
    N_("Input should be a valid number, unable to parse string as a number"),
    N_("Input should be greater than or equal to {count}"),
    N_("Input should be greater than {count}"),
    N_("Input should be less than or equal to {count}"),
    N_("Input should be less than {count}"),
)
"""What is said of a command line that cannot be read; the longer one before what it begins with."""


@contextmanager
def library_speaking() -> Iterator[None]:
    """Let the library's own texts be in the reader's language for a while."""
    if language() == "en":
        yield
        return
    # Imported here: it is slow, and the library itself does so when it has something to show.
    from typer import rich_utils

    before = {name: getattr(rich_utils, name) for name in _CONSTANTS if hasattr(rich_utils, name)}
    for name in before:
        # The library's place for a value has no name.
        setattr(rich_utils, name, translated(_CONSTANTS[name]).replace("{value}", "{}"))
    try:
        yield
    finally:
        for name, text in before.items():
            setattr(rich_utils, name, text)


@contextmanager
def faults_in_words() -> Iterator[None]:
    """Let what is raised of a command line that cannot be read say so in the reader's language."""
    try:
        yield
    except Exception as error:
        if (words := getattr(error, "format_message", None)) is not None:
            told = in_words(words())
            error.format_message = lambda: told  # type: ignore[attr-defined]
        raise


def word_usage(command: Any) -> None:
    """Let a command say in the reader's language how it is written."""

    def format_usage(context: Any, formatter: Any) -> None:
        pieces = " ".join(command.collect_usage_pieces(context))
        formatter.write_usage(context.command_path, pieces, prefix=translated(_USAGE))

    command.format_usage = format_usage
    command.options_metavar = translated(_ALL_OPTIONS)
    if hasattr(command, "subcommand_metavar"):
        command.subcommand_metavar = translated(_ANY_COMMAND)


def in_words(sentence: str) -> str:
    """A sentence of the library in the reader's language; as it is where nobody knows it."""
    plain = " ".join(sentence.split())
    for template in _SENTENCES:
        if found := _pattern(template).fullmatch(plain):
            parts = found.groupdict()
            if "sentence" in parts:
                parts["sentence"] = in_words(parts["sentence"])
            return translated(template).format(**parts)
    return sentence


@cache
def _pattern(template: str) -> re.Pattern[str]:
    """What a sentence looks like, with a group for each of its places."""
    return re.compile(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+?)", re.escape(template)))
