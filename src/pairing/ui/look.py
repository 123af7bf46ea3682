"""How things look on every page: colours, charts without tools, lists of untrusted lines."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pairing.ui.text import markdown_safe

__all__ = ["BLUE", "GREY", "NO_TOOLS", "ORANGE", "bullets"]

BLUE, ORANGE, GREY = "#1f5f9e", "#d9822b", "#b8bec6"
NO_TOOLS = {"displayModeBar": False}


def bullets(lines: Iterable[object], where: DeltaGenerator | None = None) -> None:
    """Lines under each other, shown letter by letter; on the page, or in a part of it."""
    for line in lines:
        (where or st).markdown(f"- {markdown_safe(line)}")
