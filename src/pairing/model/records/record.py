"""What every table's row is: immutable, validated, with its columns declared once."""

from __future__ import annotations

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
        return tuple(field.alias or name for name, field in cls.model_fields.items())

    @classmethod
    def may_be_empty(cls, column: str) -> bool:
        """Whether a cell of this column may be left empty."""
        return not cls.field_of(column).is_required()

    @classmethod
    def field_of(cls, column: str) -> FieldInfo:
        """What is declared of a column."""
        fields = {field.alias or name: field for name, field in cls.model_fields.items()}
        return fields[column]
