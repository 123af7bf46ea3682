"""What every table of settings is: immutable, with no name that it does not know."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, model_validator

from pairing.model.fields import flags_as_words

__all__ = ["SettingsTable"]


class SettingsTable(BaseModel):
    """A table of rules.toml that sets something for the whole school."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def _no_flag_is_a_number(cls, values: Any) -> Any:
        return flags_as_words(cls, values)
