"""The links to all pages. Each has the whole address, so that it can be opened in a new window."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

import streamlit as st
from streamlit.navigation.page import Page

from pairing.app.state.visitor import TERM_PAGES
from pairing.app.text import t

__all__ = ["page_links"]


def page_links(
    pages: Mapping[str, Page],
    here: str,
    parameters: Mapping[str, dict[str, str]],
    *,
    planned: bool,
) -> None:
    """A link to each page with its ``parameters``, that of the open one in bold.

    What happens after the plan has a row of its own, once there is a plan. Streamlit's own row of
    pages would forget what the address says beside the page. On a phone the rows would fill the
    first screen: there the style shows them in a list to unfold instead.
    """
    of_plan = [name for name in pages if name not in TERM_PAGES]
    of_term = (
        [name for name in pages if name in TERM_PAGES] if planned or here in TERM_PAGES else []
    )
    rows = [names for names in (of_plan, of_term) if names]
    links = _Links(pages, here, parameters)
    with st.container(key="pages", gap="xxsmall"):
        for names in rows:
            with st.container(horizontal=True, gap="small", vertical_alignment="center"):
                if names is of_term:
                    st.caption(t("After the plan"), width="content")
                links.draw(names, "content")
    with st.container(key="pages_of_phone"), st.popover(f"☰ {t(here)}", width="content"):
        for names in rows:
            if names is of_term:
                st.caption(t("After the plan"))
            links.draw(names, "stretch")


@dataclass(frozen=True)
class _Links:
    pages: Mapping[str, Page]
    here: str
    parameters: Mapping[str, dict[str, str]]

    def draw(self, names: Iterable[str], width: Literal["content", "stretch"]) -> None:
        for name in names:
            label = t(name)
            st.page_link(
                self.pages[name],
                label=f"**{label}**" if name == self.here else label,
                query_params=self.parameters[name],
                width=width,
            )
