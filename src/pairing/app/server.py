"""The app as a server: it answers to its own names alone, and no page tells more than it should.

A browser trusts a page by the name it came from. Whoever makes a name of theirs lead to this
machine (DNS rebinding) could read the children's data through any page that a teacher visits, so
requests by other names are refused. The headers let no other site frame the app, and let it load
nothing from elsewhere.
"""

from __future__ import annotations

import logging
from pathlib import Path
from urllib.parse import urlsplit

import streamlit as st
from sqlalchemy.exc import SQLAlchemyError
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.starlette import App

from pairing.app.text import markdown_safe, md, t
from pairing.errors import PairingError

__all__ = ["Guard", "app", "is_own_name"]

HEADERS = {
    "content-security-policy": "; ".join(
        (
            "default-src 'self'",
            # Streamlit writes styles and starts its workers in the page.
            "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "media-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self' data: blob:",
            "worker-src 'self' blob:",
            "frame-src 'self' blob: data:",
            "frame-ancestors 'self'",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
        )
    ),
    "x-frame-options": "SAMEORIGIN",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}


def is_own_name(host: str | None, names: list[str]) -> bool:
    """Whether the host of a request, a port aside, is one of the names; all are where none is.

    A name that begins with ``*.`` stands for all that end so.
    """
    if not names:
        return True
    try:
        name = (urlsplit(f"//{host or ''}").hostname or "").rstrip(".").lower()
    except ValueError:
        return False
    return any(
        name.endswith(own[1:]) if own.startswith("*.") else name == own
        for own in (one.lower() for one in names)
    )


class Guard:
    """Refuses requests by foreign names, and puts the headers on every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, of HTTP or a websocket."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        names = st.get_option("server.allowedHosts")
        headers = Headers(scope=scope)
        if is_own_name(headers.get("host"), names) and _from_here(headers):
            await self.app(scope, receive, _with_headers(send))
        elif scope["type"] == "http":
            refusal = PlainTextResponse("This server does not go by that name.\n", 421)
            await refusal(scope, receive, send)
        else:
            await send({"type": "websocket.close", "code": 1008})


def _from_here(headers: Headers) -> bool:
    """Whether a request comes from a page of this very server, where it says from which.

    Another server of the same computer is another origin: its pages have nothing to ask here.
    """
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc.lower() == (headers.get("host") or "").lower()


def _with_headers(send: Send) -> Send:
    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).update(HEADERS)
        await send(message)

    return sent


def _told(error: Exception) -> bool:
    """Say that something went wrong, without a word of the program's inside."""
    logging.getLogger("pairing.app").error("a page failed", exc_info=error)
    if isinstance(error, PairingError):
        # Made for people: the database cannot be used, or whatever it is.
        st.error(markdown_safe(str(error)))
    elif isinstance(error, SQLAlchemyError):
        cause = str(getattr(error, "orig", None) or error).splitlines()[0]
        st.error(md("The database does not answer: {error}", error=cause))
    else:
        st.error(
            t(
                "Something went wrong on this page. What was kept is not lost: load the page anew. "
                "The window in which the app was started says more."
            )
        )
    return True


app = App(
    Path(__file__).parent / "entry" / "script.py",
    middleware=[Middleware(Guard)],
    on_script_error=_told,
)
