"""How commands speak: the two consoles, messages with their labels, tables, days."""

from __future__ import annotations

import os
from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape

from pairing.language import translated, weekday
from pairing.model.messages.message import Message, say

if TYPE_CHECKING:
    from rich.table import Table

__all__ = ["dated", "err", "marked", "out", "table_of", "tell"]


class _Patient(Console):
    """A console that goes on in silence where nobody reads any more: ``pairing rules | head``."""

    def on_broken_pipe(self) -> None:
        """Keep the command going to its end, and to an exit status of its own."""
        self.quiet = True
        os.dup2(os.open(os.devnull, os.O_WRONLY), self.file.fileno())


out = _Patient(highlight=False, soft_wrap=True)
err = _Patient(stderr=True, highlight=False, soft_wrap=True)


def tell(
    message: Message, label: str | None = None, colour: str = "", *, indent: bool = False
) -> None:
    """Print a message on the console of results, as ``marked`` has it.

    Args:
        message: what is told.
        label: what it is about.
        colour: of the label, or of the message where there is none.
        indent: whether it is one of a list.
    """
    out.print("  " * indent + marked(message, label, colour))


def marked(message: Message, label: str | None = None, colour: str = "") -> str:
    """A message after its label, in rich's markup; any name in it is only a name."""
    text = escape(str(message))
    if label is None:
        return _coloured(text, colour)
    own = _coloured(escape(label), colour)
    return str(say("cli.labelled", "{label}: {text}", label=own, text=text))


def _coloured(text: str, colour: str) -> str:
    return f"[{colour}]{text}[/]" if colour else text


def table_of(*columns: str, left: Collection[str] = (), title: Message | None = None) -> Table:
    """An empty table for the terminal; the headers, texts of ours, stand to the right or left."""
    from rich.table import Table

    table = Table(box=None, title=None if title is None else str(title), title_justify="left")
    for column in columns:
        table.add_column(translated(column), justify="left" if column in left else "right")
    return table


def dated(day: date) -> str:
    """A date as tables have it, with its weekday."""
    return f"{weekday(day)} {day.isoformat()}"
