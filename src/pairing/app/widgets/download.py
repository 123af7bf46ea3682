"""Downloads whose file is made when somebody asks for it."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from pairing.language import language, use

__all__ = ["EXCEL", "PDF", "WORD", "ZIP", "made_on_demand"]

PDF = "application/pdf"
ZIP = "application/zip"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def made_on_demand(label: str, file: str, kind: str, make: Callable[[], str | bytes]) -> None:
    """A download whose file is made when somebody asks for it, in the language of the page."""
    spoken = language()

    def made() -> str | bytes:
        use(spoken)
        return make()

    st.download_button(label, made, file, kind, width="stretch", on_click="ignore")
