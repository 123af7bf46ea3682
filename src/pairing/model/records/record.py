"""What every table's row is: immutable, validated, with its columns declared once."""

from __future__ import annotations

from functools import cache
from typing import ClassVar

from pydantic import BaseModel, ConfigDict
from pydantic.fields import FieldInfo

__all__ = ["Record"]


class Record(BaseModel):
    """A row of a table. ``table`` names it, ``key`` the columns no two rows share."""

    # Built when the first row of its table is read: the template needs the fields alone.
    model_config = ConfigDict(
        frozen=True, extra="ignore", str_strip_whitespace=True, defer_build=True
    )

    table: ClassVar[str]
    key: ClassVar[tuple[str, ...]] = ()
    required: ClassVar[bool] = True

    @classmethod
    def columns(cls) -> tuple[str, ...]:
        """The table's headers, in the contract's order."""
        return tuple(_fields(cls))

    @classmethod
    def may_be_empty(cls, column: str) -> bool:
        """Whether a cell of this column may be left empty."""
        return not cls.field_of(column).is_required()

    @classmethod
    def field_of(cls, column: str) -> FieldInfo:
        """What is declared of a column."""
        return _fields(cls)[column]


@cache
def _fields(kind: type[Record]) -> dict[str, FieldInfo]:
    """What is declared of each column: asked for every cell of a table."""
    return {field.alias or name: field for name, field in kind.model_fields.items()}
