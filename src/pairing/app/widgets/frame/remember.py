"""Cookies by which a browser remembers the visitor's name, language and role."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

__all__ = ["remember"]

_SCRIPT = """
export default function ({ data }) {
  for (const [name, value] of Object.entries(data)) {
    const age = value ? "" : "; Max-Age=0";
    document.cookie = `${name}=${encodeURIComponent(value)}; Path=/; SameSite=Strict${age}`;
  }
}
"""


@st.cache_resource
def _component() -> Callable[..., Any]:
    return st.components.v2.component("pairing_remember", html="<span></span>", js=_SCRIPT)


def remember(cookies: Mapping[str, str]) -> None:
    """Let the browser keep these until it is closed, and forget those that are empty."""
    if cookies:
        _component()(data=dict(cookies), key="remember", height=1)
