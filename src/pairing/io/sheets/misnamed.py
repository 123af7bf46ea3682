"""Files and sheets whose names are nearly those of tables: what was read by its columns, or not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from pairing.io.raw.hints import file_hint, sheet_hint
from pairing.io.raw.tables import RawTable
from pairing.io.sheets.page import TEXTS, Page
from pairing.io.sheets.recognising.recognise import table_of
from pairing.io.vocabulary.aliases import near_table, table_name
from pairing.model.messages.message import Message, say

__all__ = ["misnamed"]


def misnamed(page: Page, kind: str, tables: Mapping[str, RawTable]) -> Iterator[Message]:
    """What there is to tell of the name of a sheet that is a table, or might be meant for one.

    Args:
        page: the sheet.
        kind: what it was taken for; '' for nothing.
        tables: the tables that were read.
    """
    if kind not in ("", "table") or table_name(page.name) is not None:
        return
    file = Path(page.file).suffix.lower() in TEXTS
    name = page.file if file else page.name
    if kind and (table := table_of(page)) is not None:
        yield say(
            "sheets.by_columns",
            "{name} was taken for {table} by its columns. Call it {hint}: under another name it is "
            "not read everywhere",
            name=name,
            table=table.name,
            hint=f"{table.name}.csv" if file else table.name,
        )
    elif not kind and (hint := near_table(page.name, tables)):
        yield file_hint(name, hint) if file else sheet_hint(name, hint)
