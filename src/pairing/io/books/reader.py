"""A workbook as text, read by a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pairing
from pairing.io.raw.limits import MIB, limits, too_large
from pairing.io.raw.unreadable import UnreadableError
from pairing.io.raw.zips import SafeZip
from pairing.model.messages.message import Message, say

__all__ = ["Sheet", "read_book"]

_CHILD = "pairing.io.books.child"
_START = 10
"""Seconds more than the limit, to start and to hand over in."""


@dataclass(frozen=True)
class Sheet:
    """A sheet: its filled rows by their number, None where it was not asked for or cannot be read.

    ``unreadable`` then says what was expected of it; ``looked`` whether its formulas were seen.
    """

    name: str
    rows: tuple[tuple[int, list[str]], ...] | None
    unreadable: Message | None = None
    looked: bool = True
    hidden: bool = False
    """Whether whoever opens the workbook does not see it."""
    merged: tuple[tuple[int, int, int], ...] = ()
    """(first row, column from 0, last row) of each cell that reaches over several rows."""


def read_book(path: Path, *, known_only: bool = True) -> tuple[Sheet, ...]:
    """The sheets of a workbook in their order.

    Args:
        path: the workbook.
        known_only: whether only the sheets of tables are read; the others have no rows.

    Raises UnreadableError where nothing of it can be read.
    """
    _check(path)
    answer = _asked(path, known_only=known_only)
    return tuple(
        Sheet(
            str(one["name"]),
            None if one["rows"] is None else tuple((row, cells) for row, cells in one["rows"]),
            None if one["fault"] is None else too_large(one["fault"]),
            bool(one["looked"]),
            bool(one["hidden"]),
            tuple((first, column, last) for first, column, last in one.get("merged", ())),
        )
        for one in answer["sheets"]
    )


def _check(path: Path) -> None:
    """Whether the file is of a size that may be opened."""
    if path.stat().st_size > limits().file_mb * MIB:
        raise UnreadableError(too_large("file_mb"))
    if zipfile.is_zipfile(path):
        with SafeZip(path) as archive:
            archive.check(_parts(archive.names))


def _parts(names: tuple[str, ...]) -> Iterator[str]:
    """What a workbook is made of; pictures in it are never unpacked."""
    return (name for name in names if name.lower().endswith((".xml", ".rels", ".bin")))


def _asked(path: Path, *, known_only: bool) -> dict[str, Any]:
    bounds = limits()
    options = {
        "memory": bounds.memory_mb * MIB,
        "seconds": bounds.seconds,
        "cells": bounds.cells,
        "rows": bounds.rows,
        "known_only": known_only,
    }
    # The child finds this package where this process found it.
    where = str(Path(pairing.__file__).parents[1])
    known = os.environ.get("PYTHONPATH")
    environment = {**os.environ, "PYTHONPATH": f"{where}{os.pathsep}{known}" if known else where}
    try:
        done = subprocess.run(  # noqa: S603 - our own module, and no shell
            [sys.executable, "-P", "-m", _CHILD, str(path), json.dumps(options)],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=bounds.seconds + _START,
            env=environment,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise UnreadableError(too_large("seconds")) from None
    try:
        answer: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        raise UnreadableError(_ended(done.returncode)) from None
    if "error" not in answer:
        return answer
    if answer["error"] == "memory":
        raise UnreadableError(too_large("memory_mb"))
    raise UnreadableError(
        say(
            "files.forms",
            "a folder of CSV files, an .xlsx workbook or a OneRoster export; this file is damaged, "
            "or of another kind",
            # The library's own English, for whoever looks for the cause; people are not told it.
            error=answer["words"],
        )
    )


def _ended(status: int) -> Message:
    """Why a child that said nothing came to its end."""
    processor_time_over = -24
    return too_large("seconds" if status == processor_time_over else "memory_mb")
