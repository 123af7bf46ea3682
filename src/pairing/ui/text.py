"""Untrusted words on the screen: names and notes shown as they are, never as markup."""

from __future__ import annotations

import html
import re

__all__ = ["markdown_safe", "plotly_safe"]

_MARKS = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:&])")


def markdown_safe(text: object) -> str:
    """Text that Markdown shows letter by letter."""
    return _MARKS.sub(r"\\\1", " ".join(str(text).split()))


def plotly_safe(text: object, limit: int = 40) -> str:
    """Text for a chart, whose labels know a little HTML."""
    line = " ".join(str(text).split())
    return html.escape(
        line if len(line) <= limit else line[: limit - 1] + "\N{HORIZONTAL ELLIPSIS}"
    )
