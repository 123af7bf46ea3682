"""What is told of files and sheets that were not read, and are called nearly as a table is."""

from __future__ import annotations

from pairing.model.messages.message import Message, say

__all__ = ["file_hint", "sheet_hint"]


def file_hint(file: str, table: str) -> Message:
    """That a file was not read, and the file of which table might be meant."""
    return say(
        "import.file_hint",
        "{file} was not read. Did you mean {hint}?",
        file=file,
        hint=table if "." in table else f"{table}.csv",
    )


def sheet_hint(sheet: str, table: str) -> Message:
    """That a sheet was not read, and which table might be meant."""
    return say(
        "import.sheet_hint",
        "The sheet {sheet} was not read. Did you mean {hint}?",
        sheet=sheet,
        hint=table,
    )
