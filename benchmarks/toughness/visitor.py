"""A visitor of the app without a browser: Streamlit's own messages over its own connection.

What a page lets nobody choose, say a file of another kind, a visitor like this can send as well.
"""

from __future__ import annotations

import secrets
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.Common_pb2 import FileURLs, FileURLsRequest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.sync.client import connect
from websockets.typing import Subprotocol

__all__ = ["Shown", "Visitor", "see"]

_COOKIE = "_streamlit_xsrf"
_DRAWN_ANEW = ForwardMsg.FINISHED_EARLY_FOR_RERUN
_LONGEST = 64 * 2**20
"""Bytes of one message of the server."""


@dataclass
class Shown:
    """What a page shows: everything written on it, its uploads and its buttons by label."""

    texts: list[str] = field(default_factory=list)
    traces: list[str] = field(default_factory=list)
    """What Streamlit shows of an exception."""
    uploads: dict[str, str] = field(default_factory=dict)
    buttons: dict[str, str] = field(default_factory=dict)


class Visitor:
    """One visit; every step waits until the page has been drawn to its end.

    Args:
        address: the server's, http://localhost:8501 for example.
        patience: seconds for one step; TimeoutError is raised after that.
    """

    def __init__(self, address: str, patience: float) -> None:
        self._address, self._patience = address, patience
        with urllib.request.urlopen(f"{address}/_stcore/health", timeout=patience) as answer:
            cookies = answer.headers.get_all("set-cookie") or []
        known = (one.partition(";")[0].partition("=") for one in cookies)
        self._token = next(value for name, _, value in known if name == _COOKIE)
        host = urlsplit(address).netloc
        self._open = ExitStack()
        self._line = self._open.enter_context(
            connect(
                f"ws://{host}/_stcore/stream",
                subprotocols=[Subprotocol("streamlit"), Subprotocol(self._token)],
                additional_headers={"Cookie": f"{_COOKIE}={self._token}"},
                max_size=_LONGEST,
            )
        )
        self.page = ""
        """The page that is shown, by its name in the address: the app may lead to another one."""
        # The server knows no page by its name before it has drawn one.
        self.shown = self._drawn([])

    def close(self) -> None:
        """Leave."""
        self._open.close()

    def open(self, page: str) -> Shown:
        """Go to a page by its name in the address."""
        self.page = page
        return self._drawn([])

    def choose(self, upload: str, name: str, data: bytes) -> WidgetState:
        """Send a file as an upload of the page does; what the page's next drawing is told of it."""
        request = secrets.token_hex(8)
        self._send(
            BackMsg(file_urls_request=FileURLsRequest(request_id=request, file_names=[name]))
        )
        urls = next(
            one.file_urls_response.file_urls[0]
            for one in self._messages()
            if one.WhichOneof("type") == "file_urls_response"
        )
        self._put(urls, name, data)
        state = WidgetState(id=upload)
        info = state.file_uploader_state_value.uploaded_file_info.add()
        info.name, info.size, info.file_id = name, len(data), urls.file_id
        info.file_urls.CopyFrom(urls)
        return state

    def draw(self, *states: WidgetState) -> Shown:
        """The page as it is drawn when its widgets are so."""
        return self._drawn(list(states))

    def _put(self, urls: FileURLs, name: str, data: bytes) -> None:
        border = secrets.token_hex(16)
        quoted = name.replace('"', "%22")  # as browsers do
        head = f'--{border}\r\nContent-Disposition: form-data; name="file"; filename="{quoted}"\r\n'
        head += "Content-Type: application/octet-stream\r\n\r\n"
        body = head.encode() + data + f"\r\n--{border}--\r\n".encode()
        headers = {
            "Content-Type": f"multipart/form-data; boundary={border}",
            "Cookie": f"{_COOKIE}={self._token}",
            "X-Xsrftoken": self._token,
        }
        asked = urllib.request.Request(self._address + urls.upload_url, body, headers, method="PUT")
        urllib.request.urlopen(asked, timeout=self._patience).close()

    def _send(self, message: BackMsg) -> None:
        self._line.send(message.SerializeToString())

    def _messages(self) -> Iterator[ForwardMsg]:
        deadline = time.monotonic() + self._patience
        while True:
            data = self._line.recv(timeout=max(0.0, deadline - time.monotonic()))
            assert isinstance(data, bytes)
            message = ForwardMsg()
            message.ParseFromString(data)
            yield message

    def _drawn(self, states: list[WidgetState]) -> Shown:
        state = ClientState(page_name=self.page)
        state.widget_states.widgets.extend(states)
        self._send(BackMsg(rerun_script=state))
        self.shown = Shown()
        for message in self._messages():
            kind = message.WhichOneof("type")
            if kind == "new_session":
                self.shown = Shown()
            elif kind == "navigation":
                pages = message.navigation.app_pages
                here = message.navigation.page_script_hash
                self.page = next(one.url_pathname for one in pages if one.page_script_hash == here)
            elif kind == "delta":
                see(self.shown, message.delta)
            elif kind == "script_finished" and message.script_finished != _DRAWN_ANEW:
                return self.shown
        raise AssertionError("messages never end")


def see(shown: Shown, delta: Any) -> None:
    """Note what one piece of a page is."""
    if delta.WhichOneof("type") != "new_element":
        return
    element = delta.new_element
    kind = element.WhichOneof("type")
    piece = getattr(element, kind)
    if kind == "exception":
        shown.traces.append(f"{piece.type}: {piece.message}\n" + "\n".join(piece.stack_trace))
    elif kind == "file_uploader":
        shown.uploads[piece.label] = piece.id
    elif kind == "button":
        shown.buttons[piece.label] = piece.id
    shown.texts.append(str(getattr(piece, "body", "") or getattr(piece, "label", "")))
