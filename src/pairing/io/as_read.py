"""Rows of tables as what they say, however their cells say it: 女 is F, and a blank its default."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from pairing.io.raw.cells import percent_as_marks
from pairing.io.row_reader import RowReader
from pairing.model.records import Record, Score

__all__ = ["AsRead"]


class AsRead:
    """Reads single rows of one table, for two of them to be compared."""

    def __init__(self, kind: type[Record]) -> None:
        """``kind`` is the record that a row of the table is read as."""
        self._kind = kind
        self._reader = RowReader(kind, {})
        self._columns = {field.alias or name: name for name, field in kind.model_fields.items()}

    def values(self, cells: Mapping[str, str]) -> dict[str, Any]:
        """What a row says, by column; its texts where it cannot be read: that is told elsewhere."""
        row = percent_as_marks(cells) if self._kind is Score else cells
        read, _ = self._reader.read(0, row)
        try:
            record = self._kind.model_validate(read)
        except ValidationError:
            return {column: cells.get(column, "").strip() or None for column in self._columns}
        return {column: getattr(record, name) for column, name in self._columns.items()}

    def differ(
        self, one: Mapping[str, str], other: Mapping[str, str]
    ) -> dict[str, tuple[Any, Any]]:
        """(what the one says, what the other says) by each column in which they do not agree."""
        if one is other:
            return {}
        was, now = self.values(one), self.values(other)
        return {column: (was[column], now[column]) for column in was if was[column] != now[column]}
