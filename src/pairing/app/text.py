"""Words on the screen: ours in the reader's language, untrusted ones as they are, never markup."""

from __future__ import annotations

import html
import re

from pairing.language import translated, translated_count

__all__ = ["labelled", "markdown_safe", "md", "plotly_safe", "t", "tn"]

_JOINER = "\N{WORD JOINER}"
"""It has no width and breaks no line. Markdown makes links of addresses though their marks are
escaped, but not of one that it stands in."""
_ADDRESS = re.compile(r"www(?=\.)|https?:(?=//)|@", re.IGNORECASE)
_MARKS = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:&])")


def t(template: str, /, **values: object) -> str:
    """A text of ours in the reader's language, with values of any origin, for plain text."""
    return translated(template).format(**values) if values else translated(template)


def tn(one: str, many: str, count: int, /, **values: object) -> str:
    """The same for a text that has a form for one and a form for many; it knows ``count``."""
    return translated_count(one, many, count).format(count=count, **values)


def labelled(label: object, text: object) -> str:
    """A label and what it says, parted as the reader's language does: in Chinese by a wide sign."""
    return t("{label}: {text}", label=label, text=text)


def md(template: str, /, **values: object) -> str:
    """The same for Markdown: the values are shown letter by letter."""
    return translated(template).format(
        **{name: markdown_safe(value) for name, value in values.items()}
    )


def markdown_safe(text: object) -> str:
    """Text that Markdown shows letter by letter, and makes no link of."""
    line = _ADDRESS.sub(rf"\g<0>{_JOINER}", " ".join(str(text).split()))
    return _MARKS.sub(r"\\\1", line)


def plotly_safe(text: object, limit: int = 40) -> str:
    """Text for a chart, whose labels know a little HTML."""
    line = " ".join(str(text).split())
    return html.escape(
        line if len(line) <= limit else line[: limit - 1] + "\N{HORIZONTAL ELLIPSIS}"
    )
