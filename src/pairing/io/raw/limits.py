"""How large an input may be: every bound in one place, and how each is raised.

A file from elsewhere may be larger than it looks, by mischance or on purpose. Each bound is the
environment variable ``PAIRING_LIMIT_`` and its name in capitals, for whoever has larger files.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, fields

from pairing.model.messages.fault import Fault, InputError
from pairing.model.messages.message import Message, say

__all__ = ["MIB", "Limits", "limits", "too_large"]

MIB = 2**20
_PREFIX = "PAIRING_LIMIT_"


@dataclass(frozen=True)
class Limits:
    """The bounds; megabytes are of 2**20 bytes."""

    file_mb: int = 256
    """A file as it lies there: a zip, a workbook."""
    table_mb: int = 64
    """One table as text: a CSV file, packed or not, or a rules.toml."""
    unpacked_mb: int = 512
    """All that a zip or a workbook unpacks to."""
    backup_mb: int = 1024
    """All that a backup of the store unpacks to."""
    ratio: int = 300
    """How many times larger an entry of a zip may become."""
    entries: int = 10_000
    """Files in a zip."""
    rows: int = 1_000_000
    """Filled rows of one table."""
    cells: int = 10_000_000
    """Cells of a sheet, from its first to its last that is filled, the empty ones among them."""
    memory_mb: int = 2048
    """Memory to read a workbook with."""
    seconds: int = 60
    """Time to read a workbook in."""


def limits() -> Limits:
    """The bounds that hold here.

    Raises InputError where one of the variables is no whole number over 0.
    """
    found: dict[str, int] = {}
    faults = []
    for bound in fields(Limits):
        text = os.environ.get(_PREFIX + bound.name.upper(), "").strip()
        if not text:
            continue
        if text.isascii() and text.isdigit() and int(text[:18]) > 0:
            found[bound.name] = int(text[:18])
        else:
            expected = say("limits.variable", "a whole number over 0")
            faults.append(Fault(_PREFIX + bound.name.upper(), None, "", text, expected))
    if faults:
        raise InputError(faults)
    return Limits(**found)


def too_large(bound: str) -> Message:
    """What is expected of an input that goes beyond a bound, and how to raise it."""
    facts = {"most": getattr(limits(), bound), "variable": _PREFIX + bound.upper()}
    match bound:
        case "file_mb":
            return say(
                "limits.file", "a file of at most {most} MB ({variable} allows more)", **facts
            )
        case "table_mb":
            return say(
                "limits.table",
                "a table of at most {most} MB of text ({variable} allows more)",
                **facts,
            )
        case "unpacked_mb" | "backup_mb":
            return say(
                "limits.unpacked",
                "a file that unpacks to at most {most} MB ({variable} allows more)",
                **facts,
            )
        case "ratio":
            return say(
                "limits.ratio",
                "a file that grows at most {most} times when unpacked ({variable} allows more)",
                **facts,
            )
        case "entries":
            return say(
                "limits.entries", "at most {most} files in a zip ({variable} allows more)", **facts
            )
        case "rows":
            return say(
                "limits.rows", "at most {most} filled rows ({variable} allows more)", **facts
            )
        case "cells":
            return say(
                "limits.cells",
                "a sheet whose last filled cell leaves it at most {most} cells"
                " ({variable} allows more)",
                **facts,
            )
        case "memory_mb":
            return say(
                "limits.memory",
                "a workbook that can be read with {most} MB of memory ({variable} allows more)",
                **facts,
            )
    return say(
        "limits.seconds",
        "a workbook that can be read in {most} seconds ({variable} allows more)",
        **facts,
    )
