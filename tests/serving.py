"""The app as ``pairing app`` starts it, for the tests that need a real server."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

__all__ = ["serving"]


@contextmanager
def serving(folder: Path, school: Path | None = None) -> Iterator[str]:
    """The app in a folder of its own, with the sample or with a school."""
    port = _free_port()
    command = [sys.executable, "-m", "pairing", "app", "--port", str(port), "--no-browser"]
    command += [] if school is None else ["--school", str(school)]
    log = folder / "log.txt"
    environment = {**os.environ, "PAIRING_DATABASE": f"sqlite:///{log.parent}/server.db"}
    with log.open("wb") as out:
        process = subprocess.Popen(command, stdout=out, stderr=out, cwd=log.parent, env=environment)
        try:
            _wait(f"http://localhost:{port}/_stcore/health", process, log)
            yield f"http://localhost:{port}"
        finally:
            process.terminate()
            process.wait(20)


def _wait(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except OSError:
            assert process.poll() is None, log.read_text()
            time.sleep(0.2)
    pytest.fail(f"the app did not start: {log.read_text()}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
