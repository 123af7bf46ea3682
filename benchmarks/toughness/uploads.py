"""Odd uploads to a running app: it goes on, tells no traceback, and stays within its memory.

Schools that are bent come as workbooks and zips, as the page takes them; rules and backups come
to the page of settings, whose buttons are pressed.
"""

from __future__ import annotations

import os
import queue
import random
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import xlsxwriter
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.exceptions import WebSocketException

from benchmarks.toughness.inputs import WAYS, hostile_backup
from benchmarks.toughness.memory import Watch
from benchmarks.toughness.visitor import Shown, Visitor
from benchmarks.toughness.work import HANG, OTHER, PATIENCE, TRACEBACK, Tally, Tried, side_by_side
from corruptions import CORRUPTIONS, bad_rules
from odd_inputs import odd_rules
from pairing.sample import make_sample

__all__ = ["MOST_MEMORY", "Server", "uploads", "wrong_on_page"]

MOST_MEMORY = 3 * 2**29
"""Bytes that the server and its children may hold: 1.5 GiB."""

_SCHOOL = (
    "Your own mark sheet, class list or timetable, a filled-in template, "
    "or a OneRoster export (.zip)"
)
_BACKUP = "A backup, or a school with its versions"
_NAMES = ("school", "../../up", "été 🎓", "a'b\"c", "x" * 200, "=1+1", "<b>", " ", "学校.zip")
_FAILED = "Something went wrong on this page"


@dataclass
class Server:
    """A running app: where it is, which process it is, and what it writes."""

    address: str
    process: subprocess.Popen[bytes]
    log: Path
    _read: int = 0
    _reading: threading.Lock = field(default_factory=threading.Lock)

    def said(self) -> str:
        """What it has written since the last time that somebody asked."""
        with self._reading:
            text = self.log.read_bytes()[self._read :]
            self._read += len(text)
        return text.decode("utf-8", "replace")

    def well(self) -> bool:
        """Whether it is there and answers."""
        try:
            with urllib.request.urlopen(f"{self.address}/_stcore/health", timeout=PATIENCE):
                return self.process.poll() is None
        except OSError:
            return False


@contextmanager
def serving() -> Iterator[Server]:
    """The app as ``pairing app`` starts it, with a database of its own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "pairing", "app", "--port", str(port), "--no-browser"]
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "log.txt"
        environment = {**os.environ, "PAIRING_DATABASE": f"sqlite:///{folder}/app.db"}
        with log.open("wb") as out:
            process = subprocess.Popen(command, stdout=out, stderr=out, env=environment)
        server = Server(f"http://localhost:{port}", process, log)
        try:
            deadline = time.monotonic() + PATIENCE
            while not server.well():
                if process.poll() is not None or time.monotonic() > deadline:
                    raise TimeoutError(f"the app did not start: {server.said()}")
                time.sleep(0.2)
            yield server
        finally:
            process.terminate()
            process.wait(20)


def wrong_on_page(shown: Shown, said: str) -> list[str]:
    """What is wrong with a page that was shown, and with what the server has written."""
    failed = shown.traces or any(_FAILED in text for text in shown.texts)
    return [TRACEBACK] if failed or "Traceback" in said else []


def as_upload(path: Path, folder: Path, chance: random.Random) -> Path:
    """A file that the page takes: a folder becomes a workbook of its tables, or a zip."""
    if path.is_file():
        return path
    if (path / "manifest.csv").exists() or chance.random() < 0.1:
        packed = folder / "folder.zip"
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for file in sorted(path.iterdir()):
                archive.writestr(file.name, file.read_bytes())
        return packed
    book = folder / "folder.xlsx"
    with xlsxwriter.Workbook(book, {"strings_to_formulas": False, "strings_to_urls": False}) as out:
        for file in sorted(path.glob("*.csv")):
            sheet = out.add_worksheet(file.stem)
            lines = file.read_text("utf-8", errors="replace").splitlines()
            for number, line in enumerate(lines):
                sheet.write_row(number, 0, line.split(","))
    return book


def _school(chance: random.Random, number: int, folder: Path) -> tuple[str, bytes]:
    """A bent school as an upload: its name and its bytes."""
    way = WAYS[number % len(WAYS)]
    if way is hostile_backup:
        way = odd_rules
    inside = folder / "input"
    if way in CORRUPTIONS:
        make_sample(2, 9, 3).write(inside)
    file = as_upload(way(inside, chance), folder, chance)
    # The page takes no other endings.
    ending = file.suffix if file.suffix in (".xlsx", ".zip") else ".xlsx"
    return chance.choice(_NAMES) + ending, file.read_bytes()


def _rules(chance: random.Random, folder: Path) -> bytes:
    way = chance.choice([odd_rules, bad_rules])
    inside = folder / "rules"
    if way is bad_rules:
        inside.mkdir()
    return (way(inside, chance) / "rules.toml").read_bytes()


def _send(visitor: Visitor, number: int, chance: random.Random) -> Iterator[Shown]:
    """Make one upload; every page that is shown on the way."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        way = number % 8
        if way < 6:
            name, data = _school(chance, number, folder)
            if visitor.page != "start":
                yield visitor.open("start")
            yield visitor.draw(visitor.choose(visitor.shown.uploads[_SCHOOL], name, data))
            if way == 0:
                # What was opened, or stayed open, is looked at.
                yield visitor.open("needs")
            return
        label, button, name = "A rules.toml", "Take these rules", "rules.toml"
        if way == 6:
            data = _rules(chance, folder)
        else:
            label, button, name = _BACKUP, "Bring it in", "backup.zip"
            data = hostile_backup(folder / "backup", chance).read_bytes()
        shown = visitor.open("settings")
        yield shown
        state = visitor.choose(shown.uploads[label], name, data)
        # The button is pressed as soon as it is there.
        shown = visitor.draw(state)
        yield shown
        yield visitor.draw(state, WidgetState(id=shown.buttons[button], trigger_value=True))


class Visitors:
    """Visitors who wait for their turn; each goes on where it was."""

    def __init__(self, address: str, count: int) -> None:
        self._address = address
        self._waiting: queue.SimpleQueue[Visitor] = queue.SimpleQueue()
        for _ in range(count):
            self._waiting.put(Visitor(address, PATIENCE))

    @contextmanager
    def one(self) -> Iterator[Visitor]:
        """The next visitor, a new one where none waits: one whose step failed is sent away."""
        try:
            visitor = self._waiting.get_nowait()
        except queue.Empty:
            visitor = Visitor(self._address, PATIENCE)
        try:
            yield visitor
        except BaseException:
            visitor.close()
            raise
        self._waiting.put(visitor)

    def close(self) -> None:
        """Send all away."""
        while not self._waiting.empty():
            self._waiting.get().close()


def try_upload(server: Server, visitors: Visitors, watch: Watch, first: int, number: int) -> Tried:
    """The upload of a number."""
    chance = random.Random(first + number)
    began = time.monotonic()
    wrong: list[str] = []
    seen: list[str] = []
    try:
        with visitors.one() as visitor:
            for shown in _send(visitor, number, chance):
                wrong += wrong_on_page(shown, "")
                seen = [*shown.traces, *shown.texts]
    except TimeoutError:
        wrong.append(HANG)
    except (KeyError, OSError, WebSocketException) as error:
        # A page without its upload, or a server that has hung up.
        wrong.append(OTHER)
        seen.append(repr(error))
    seconds = time.monotonic() - began
    said = server.said()
    wrong += wrong_on_page(Shown(), said)
    if not server.well():
        wrong.append(HANG)
    if watch.peak > MOST_MEMORY:
        wrong.append(OTHER)
    how = f"upload {number} of seed {first}\n{said}\n{seen[-12:]}"
    return Tried(how, tuple(dict.fromkeys(wrong)), seconds, watch.peak)


def uploads(count: int, first: int, workers: int) -> Tally:
    """So many odd uploads to one server."""
    tally = Tally("odd uploads")
    with serving() as server, Watch(server.process.pid) as watch:
        visitors = Visitors(server.address, workers)
        one = partial(try_upload, server, visitors, watch, first)
        for tried in side_by_side(one, range(count), workers, "uploads"):
            tally.add(tried)
        visitors.close()
    return tally
