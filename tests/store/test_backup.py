"""Hostile backups are refused whole, and nothing that is kept can break the list of works."""

from __future__ import annotations

import json
import struct
from typing import Any

import pytest

from odd_backups import BODIES, TEXTS, VERSIONS, entries, zipped
from pairing.app.theme import version_words
from pairing.model.messages.fault import InputError
from pairing.store import Store, from_pieces
from pairing.store.backup import restore
from pairing.store.keeper import digest_of


@pytest.mark.parametrize("change", VERSIONS.values(), ids=VERSIONS)
def test_a_version_that_cannot_be_is_refused_whole(change: dict[str, Any]) -> None:
    works, others = entries(Store("sqlite://"))
    works[0]["versions"][0] |= change
    refused(zipped(works, others))


@pytest.mark.parametrize("text", TEXTS)
def test_works_that_are_none_are_refused(text: str) -> None:
    _, others = entries(Store("sqlite://"))
    refused(zipped(text, others))


@pytest.mark.parametrize("method", [1, 97, 8])
def test_packed_or_locked_as_nobody_can_read_it(method: int) -> None:
    data = bytearray(zipped(*entries(Store("sqlite://"))))
    directory = data.index(b"PK\x01\x02")
    if method == 8:
        for at in (directory + 8, 6):
            data[at] |= 1  # Encrypted, it says.
    else:
        data[directory + 10 : directory + 12] = data[8:10] = struct.pack("<H", method)
    refused(bytes(data))


def refused(data: bytes) -> None:
    store = Store("sqlite://")
    before = store.save(store.start("mine"), {"settings": b"{}"})
    with pytest.raises(InputError) as caught:
        restore(store, data)
    assert all(str(fault) for fault in caught.value.faults)
    (work,) = store.works()
    assert work.work_id == before.work_id
    assert version_words(work.last)


@pytest.mark.parametrize("body", BODIES)
def test_a_work_with_a_broken_piece_is_listed_and_refused_when_it_is_opened(body: bytes) -> None:
    works, others = entries(Store("sqlite://"))
    digest = digest_of(body)
    works[0]["versions"][0]["pieces"] = {"settings": digest, "table students": digest}
    store = Store("sqlite://")
    assert restore(store, zipped(works, {**others, f"pieces/{digest}.json": body})) == 1
    (work,) = store.works()
    assert version_words(work.last)
    with pytest.raises(InputError):
        from_pieces(store.load(work.work_id)[1])


@pytest.mark.parametrize(
    "note", ["no.such.code", "seats.planned", "text", "word", "list", "{x}", "<b>"]
)
def test_a_note_of_another_version_is_shown_as_well_as_can_be(note: str) -> None:
    works, others = entries(Store("sqlite://"))
    works[0]["versions"][0]["what"] = json.dumps([note, {}])
    store = Store("sqlite://")
    assert restore(store, zipped(works, others)) == 1
    assert note.strip("<>") in version_words(store.works()[0].last)
