"""What a page and its server say to each other, so that a test knows when both are done.

A page that has just been clicked looks as idle as one that has been drawn: nothing on it tells
that the server has not answered yet, and for a moment nothing tells that it draws.
"""

from __future__ import annotations

import time
from weakref import WeakKeyDictionary

from playwright.sync_api import Page, WebSocket
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

__all__ = ["Conversation", "overhear", "overheard"]


class Conversation:
    """Whether the server owes an answer, or is in the middle of one."""

    def __init__(self) -> None:
        self._asked = True
        self._answering = False
        self._since = time.monotonic()

    def quiet_for(self, seconds: float) -> bool:
        """Whether nothing has been asked, and nothing answered, for some seconds."""
        busy = self._asked or self._answering
        return not busy and time.monotonic() - self._since >= seconds

    def listen(self, socket: WebSocket) -> None:
        """Follow what is said over a connection, and over the next one after a reload."""
        self._asked = True
        socket.on("framesent", self._ask)
        socket.on("framereceived", self._answer)

    def _ask(self, words: str | bytes) -> None:
        if isinstance(words, bytes) and BackMsg.FromString(words).WhichOneof("type") == (
            "rerun_script"
        ):
            self._asked, self._since = True, time.monotonic()

    def _answer(self, words: str | bytes) -> None:
        if not isinstance(words, bytes):
            return
        said = ForwardMsg.FromString(words)
        match said.WhichOneof("type"):
            case "new_session":
                self._asked, self._answering = False, True
            case "script_finished":
                # One that is cut short for another run is followed by that run.
                self._answering = said.script_finished == ForwardMsg.FINISHED_EARLY_FOR_RERUN
        self._since = time.monotonic()


_OF: WeakKeyDictionary[Page, Conversation] = WeakKeyDictionary()


def overhear(page: Page) -> None:
    """Follow a page from before it is opened."""
    _OF[page] = Conversation()
    page.on("websocket", _OF[page].listen)


def overheard(page: Page) -> Conversation:
    """What is known of a page.

    Raises:
        KeyError: nobody overheard this page from its beginning.
    """
    return _OF[page]
