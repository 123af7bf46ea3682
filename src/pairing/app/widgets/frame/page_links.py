"""The links to all pages. Each has the whole address, so that it can be opened in a new window."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st
from streamlit.navigation.page import Page

from pairing.app.text import t

__all__ = ["page_links"]


def page_links(pages: Mapping[str, Page], here: str, parameters: dict[str, str]) -> None:
    """A link to each page, that of the open one in bold.

    Streamlit's own row of pages would forget what the address says beside the page.
    """
    with st.container(horizontal=True, gap="small", key="pages"):
        for name, page in pages.items():
            label = t(name)
            st.page_link(
                page,
                label=f"**{label}**" if name == here else label,
                query_params=parameters,
                width="content",
            )
