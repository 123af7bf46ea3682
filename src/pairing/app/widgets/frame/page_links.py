"""The links to all pages. Each has the whole address, so that it can be opened in a new window."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st
from streamlit.navigation.page import Page

from pairing.app.state.visitor import TERM_PAGES
from pairing.app.text import t

__all__ = ["page_links"]


def page_links(
    pages: Mapping[str, Page], here: str, parameters: dict[str, str], *, planned: bool
) -> None:
    """A link to each page, that of the open one in bold.

    What happens after the plan has a row of its own, once there is a plan. Streamlit's own row of
    pages would forget what the address says beside the page.
    """
    of_plan = [name for name in pages if name not in TERM_PAGES]
    of_term = (
        [name for name in pages if name in TERM_PAGES] if planned or here in TERM_PAGES else []
    )
    with st.container(key="pages", gap="xxsmall"):
        for names in filter(None, (of_plan, of_term)):
            with st.container(horizontal=True, gap="small", vertical_alignment="center"):
                if names is of_term:
                    st.caption(t("After the plan"), width="content")
                for name in names:
                    label = t(name)
                    st.page_link(
                        pages[name],
                        label=f"**{label}**" if name == here else label,
                        query_params=parameters,
                        width="content",
                    )
