"""Requests by foreign names are refused, nothing is loaded from elsewhere, no error tells more."""

from __future__ import annotations

import socket
import urllib.error
import urllib.request
from urllib.parse import urlsplit

import pytest
from streamlit.testing.v1 import AppTest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Origin

from pairing.app.server import is_own_name
from pairing.cli.browser import _names


@pytest.mark.parametrize(
    ("host", "own"),
    [
        ("localhost", True),
        ("localhost:8501", True),
        ("LOCALHOST.:8501", True),
        ("[::1]:8501", True),
        ("127.0.0.1", True),
        ("a.school.test:80", True),
        ("school.test", False),
        ("evil.test", False),
        ("localhost.evil.test", False),
        ("evil.test:localhost", False),
        ("localhost@evil.test", False),
        ("", False),
        (None, False),
        ("[::1", False),
    ],
)
def test_a_name_is_own_or_foreign(host: str | None, own: bool) -> None:
    names = ["localhost", "127.0.0.1", "::1", "*.school.test"]
    assert is_own_name(host, names) is own


def test_the_address_and_further_names_are_own() -> None:
    assert _names("192.168.1.5", ["school.test"])[3:] == ["192.168.1.5", "school.test"]
    assert len(_names("0.0.0.0", [])) > 3  # This computer's name, and its addresses.


@pytest.mark.browser
@pytest.mark.parametrize("path", ["/", "/_stcore/health", "/_stcore/host-config", "/media/x"])
def test_requests_by_foreign_names_are_refused(server: str, path: str) -> None:
    asked = urllib.request.Request(server + path, headers={"Host": "evil.test"})
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(asked, timeout=10)
    assert refused.value.code == 421


@pytest.mark.browser
def test_a_websocket_by_a_foreign_name_is_refused(server: str) -> None:
    def come(name: str) -> None:
        """As a browser does that was led to this server by a name."""
        there = socket.create_connection(("localhost", port), timeout=10)
        origin = Origin(f"http://{name}:{port}")
        with connect(f"ws://{name}:{port}/_stcore/stream", sock=there, origin=origin):
            pass

    port = urlsplit(server).port or 0
    come("localhost")
    with pytest.raises(InvalidStatus) as refused:
        come("evil.test")
    assert refused.value.response.status_code == 403


@pytest.mark.browser
def test_every_answer_says_that_nobody_may_frame_it(server: str) -> None:
    with urllib.request.urlopen(server, timeout=10) as answer:
        assert "frame-ancestors 'self'" in answer.headers["content-security-policy"]
        assert answer.headers["x-frame-options"] == "SAMEORIGIN"


def test_an_error_on_a_page_is_told_without_its_inside() -> None:
    def script() -> None:
        from sqlalchemy.exc import OperationalError

        from pairing.app.server import _told
        from pairing.errors import StoreUnusableError
        from pairing.model.messages.message import quote

        _told(ValueError("/home/secret"))
        _told(OperationalError("SELECT secret", {"name": "secret"}, OSError("disk full")))
        _told(StoreUnusableError(quote("the database cannot be used")))

    page = AppTest.from_function(script).run()
    told = [one.value for one in page.error]
    assert not any("secret" in words for words in told)
    assert "disk full" in told[1]
    assert "cannot be used" in told[2]


@pytest.mark.browser
@pytest.mark.parametrize("origin", ["http://localhost:1", "https://evil.test", "null"])
def test_a_page_of_another_server_may_not_ask(server: str, origin: str) -> None:
    asked = urllib.request.Request(server + "/_stcore/health", headers={"Origin": origin})
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(asked, timeout=10)
    assert refused.value.code == 421
    own = urllib.request.Request(server + "/_stcore/health", headers={"Origin": server})
    with urllib.request.urlopen(own, timeout=10) as answer:
        assert answer.status == 200
