"""Zips that are broken, shut, or larger than they look."""

from __future__ import annotations

import random
import zipfile
from pathlib import Path


def pack(path: Path, size: int, count: int = 1, method: int = zipfile.ZIP_DEFLATED) -> Path:
    """A zip of files of a size, the first of them called a.csv."""
    with zipfile.ZipFile(path, "w", method) as archive:
        for number in range(count):
            archive.writestr(
                "a.csv" if not number else f"{number}.csv", b"0123456789" * (size // 10)
            )
    return path


def flip(path: Path, offset_local: int, offset_central: int, value: bytes) -> bytes:
    """The zip with a value put over one of a file's two headers, and over the other."""
    data = bytearray(path.read_bytes())
    central = data.rfind(b"PK\x01\x02")
    data[offset_local : offset_local + len(value)] = value
    data[central + offset_central : central + offset_central + len(value)] = value
    return bytes(data)


def hostile_zip(folder: Path, chance: random.Random) -> Path:
    """A zip that is a bomb, has too many files, is locked, is packed oddly, or lies of its size."""
    folder.mkdir()
    path = folder / "export.zip"
    match chance.randrange(6):
        case 0:
            return pack(path, 2**20 * chance.randrange(20, 80))
        case 1:
            return pack(path, 10, 10_500)
        case 2:
            path.write_bytes(flip(pack(path, 100), 6, 8, b"\x01\x00"))
        case 3:
            method = chance.choice([1, 9, 12, 14, 97, 99])
            path.write_bytes(flip(pack(path, 100), 8, 10, method.to_bytes(2, "little")))
        case 4:
            lie = chance.choice([0, 1, 100, 2**31, 2**32 - 1])
            path.write_bytes(flip(pack(path, 5000), 22, 24, lie.to_bytes(4, "little")))
        case _:
            path.write_bytes(b"PK this is none")
    return path
