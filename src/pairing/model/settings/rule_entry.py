"""A rule as rules.toml writes it."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

__all__ = ["RuleEntry"]


class RuleEntry(BaseModel):
    """One ``[[rule]]`` as it was written, before its rule has read it."""

    model_config = ConfigDict(frozen=True, extra="allow")

    id: str
