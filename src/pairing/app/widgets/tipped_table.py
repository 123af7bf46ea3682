"""A table whose cells say in plain words what a tooltip says in numbers."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import streamlit as st

__all__ = ["Tipped", "tipped_table"]

_STYLE = """<style>
.tipped { overflow-x: auto; }
.tipped table { border-collapse: collapse; width: 100%; font-size: 0.9rem; }
.tipped th, .tipped td {
  text-align: start; padding: 0.4rem 0.5rem; border-bottom: 1px solid rgba(128, 128, 128, 0.3);
}
.tipped th { font-weight: 600; }
.tipped th, .tipped td:not(:last-child) { white-space: nowrap; }
.tipped td:last-child { min-width: 7rem; }
.tipped td[title] { cursor: help; }
.tipped td[title] span { border-bottom: 1px dotted rgba(128, 128, 128, 0.9); }
</style>"""


class Tipped(NamedTuple):
    """A cell in words, and what stands behind it."""

    words: str
    tip: str = ""


def tipped_table(columns: Sequence[Tipped], rows: Iterable[Sequence[Tipped]]) -> None:
    """Draw a table; words and tips are of any origin and are shown letter by letter."""
    head = "".join(_cell("th", one) for one in columns)
    body = "".join(f"<tr>{''.join(_cell('td', one) for one in row)}</tr>" for row in rows)
    st.html(
        f"{_STYLE}<div class='tipped' tabindex='0'><table><thead><tr>{head}</tr></thead>"
        f"<tbody>{body}</tbody></table></div>"
    )


def _cell(tag: str, one: Tipped) -> str:
    title = f' title="{html.escape(one.tip)}"' if one.tip else ""
    return f"<{tag}{title}><span>{html.escape(one.words)}</span></{tag}>"
