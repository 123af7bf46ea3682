"""Zips from elsewhere: nothing is unpacked before its size is known, and only what is asked for."""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import Self

from pairing.io.raw.limits import MIB, limits, too_large
from pairing.io.raw.unreadable import UnreadableError
from pairing.model.messages.message import Message, say

__all__ = ["SafeZip"]

_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    RuntimeError,
    NotImplementedError,
    ValueError,
    struct.error,
)
_SMALL = 16 * MIB
"""An entry that unpacks to less than this harms nobody, however well it was packed."""
_RECORD = 512
"""Bytes that an entry may take in the directory of a zip, its name among them."""


class SafeZip:
    """A zip whose directory was checked.

    Raises UnreadableError where it is none, or goes beyond the bounds of ``limits``.
    """

    def __init__(self, source: Path | bytes, total: str = "unpacked_mb") -> None:
        self._total = total
        self._left = getattr(limits(), total) * MIB
        size = source.stat().st_size if isinstance(source, Path) else len(source)
        if isinstance(source, Path) and size > limits().file_mb * MIB:
            raise UnreadableError(too_large("file_mb"))
        try:
            with source.open("rb") if isinstance(source, Path) else io.BytesIO(source) as file:
                directory = _directory_bytes(file, size)
            if directory > limits().entries * _RECORD:
                raise UnreadableError(too_large("entries"))
            opened = zipfile.ZipFile(source if isinstance(source, Path) else io.BytesIO(source))
        except UnreadableError:
            raise
        except _BROKEN as error:
            raise UnreadableError(_broken(error)) from error
        self._zip = opened
        if len(opened.infolist()) > limits().entries:
            raise UnreadableError(too_large("entries"))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    @property
    def names(self) -> tuple[str, ...]:
        """The entries, folders left out, in the zip's order."""
        return tuple(one.filename for one in self._zip.infolist() if not one.is_dir())

    def check(self, names: Iterable[str]) -> None:
        """Whether these entries can be unpacked, by what the directory says of them.

        Raises UnreadableError.
        """
        total = 0
        for name in names:
            entry = self._zip.getinfo(name)
            if entry.flag_bits & 1:
                expected = say("zips.open", "a zip without a password: {entry} has one", entry=name)
                raise UnreadableError(expected)
            total += entry.file_size
            packed = max(entry.compress_size, 1)
            if entry.file_size > _SMALL and entry.file_size > limits().ratio * packed:
                raise UnreadableError(too_large("ratio"))
        if total > self._left:
            raise UnreadableError(too_large(self._total))

    def read(self, name: str, bound: str = "table_mb") -> bytes:
        """One entry, unpacked.

        Raises UnreadableError where it is broken, or too large.
        """
        most = getattr(limits(), bound) * MIB
        try:
            if self._zip.getinfo(name).file_size > most:
                raise UnreadableError(too_large(bound))
            self.check((name,))
            with self._zip.open(name) as file:
                data = file.read(most + 1)
        except UnreadableError:
            raise
        except _BROKEN as error:
            raise UnreadableError(_broken(error)) from error
        self._left -= len(data)
        return data


def _broken(error: Exception) -> Message:
    return say("zips.whole", "a zip that can be unpacked; this one is damaged", error=str(error))


def _directory_bytes(file: io.BufferedIOBase | io.BytesIO, size: int) -> int:
    """How long the directory at the end of a zip says that it is; 0 where there is none."""
    start = max(0, size - 22 - 2**16 - 76)
    file.seek(start)
    tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or at + 16 > len(tail):
        return 0
    (length,) = struct.unpack_from("<L", tail, at + 12)
    long = tail.rfind(b"PK\x06\x06", 0, at)
    if length == 0xFFFFFFFF and long >= 0 and long + 48 <= len(tail):
        (length,) = struct.unpack_from("<Q", tail, long + 40)
    return int(length)
