"""Backups of the store that no program has written, each made from a number."""

from __future__ import annotations

import io
import json
import random
import zipfile
from typing import Any

from pairing.store import Store
from pairing.store.backup import backup
from pairing.store.keeper import digest_of

DEEP = "[" * 100_000 + "]" * 100_000

VERSIONS: dict[str, dict[str, Any]] = {
    "a number beyond any database": {"number": 2**63},
    "a number beyond most databases": {"number": 2**31},
    "the number 0": {"number": 0},
    "the end of time": {"at": "9999-12-31T23:59:59-14:00"},
    "the beginning of time": {"at": "0001-01-01T00:00:00+14:00"},
    "a time beyond all": {"at": 1e300},
    "a deep note": {"what": DEEP},
    "a note that is none": {"what": "3"},
    "a piece that is not there": {"pieces": {"settings": "0" * 64}},
    "a piece outside": {"pieces": {"settings": "../../x"}},
    "a name without end": {"by": "x" * 10_000_000},
}
"""What no version can be, by what is odd about it."""

TEXTS = (DEEP, "{", "[[]]", "3", '[{"work_id": 2}]')
"""What no list of works is."""

BODIES = (DEEP.encode(), b"\xff", b"[]", b'{"today": "9999-12-32"}')
"""Pieces that a database keeps, and of which no school can be made."""


def entries(store: Store) -> tuple[list[Any], dict[str, bytes]]:
    """The works and the pieces of a sound backup of one work."""
    store.save(store.start("one"), {"settings": b"{}"})
    with zipfile.ZipFile(io.BytesIO(backup(store))) as archive:
        works = json.loads(archive.read("works.json"))
        return works, {n: archive.read(n) for n in archive.namelist() if n != "works.json"}


def zipped(works: Any, others: dict[str, bytes]) -> bytes:
    """A backup of these works and files, whatever they are."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        text = works if isinstance(works, str) else json.dumps(works)
        archive.writestr("works.json", text)
        for name, body in others.items():
            archive.writestr(name, body)
    return file.getvalue()


def odd_backup(chance: random.Random) -> bytes:
    """A sound backup with something wrong in a version, the works, a piece or the bytes."""
    works, others = entries(Store("sqlite://"))
    version = works[0]["versions"][0]
    way = chance.randrange(5)
    if way == 0:
        version |= chance.choice(list(VERSIONS.values()))
    elif way == 1:
        return zipped(chance.choice(TEXTS), others)
    elif way == 2:
        body = chance.choice(BODIES)
        digest = digest_of(body)
        version["pieces"] = {"settings": digest, "table students": digest}
        others[f"pieces/{digest}.json"] = body
    elif way == 3:
        others.pop(chance.choice(sorted(others)))
    data = bytearray(zipped(works, others))
    if way == 4:
        for _ in range(chance.randrange(1, 8)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        del data[chance.choice([len(data), chance.randrange(len(data))]) :]
    return bytes(data)
