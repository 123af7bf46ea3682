"""Zips that are broken, shut, or larger than they look."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from odd_zips import flip, pack
from pairing.io.raw.unreadable import UnreadableError
from pairing.io.raw.zips import SafeZip


def code(path: Path | bytes, name: str = "a.csv") -> str:
    with pytest.raises(UnreadableError) as caught, SafeZip(path) as archive:
        archive.read(name)
    return caught.value.message.code


def test_what_is_asked_for_is_unpacked(tmp_path: Path) -> None:
    path = pack(tmp_path / "a.zip", 100)
    with SafeZip(path) as archive:
        assert archive.names == ("a.csv",)
        assert len(archive.read("a.csv")) == 100
    with SafeZip(path.read_bytes()) as archive:
        assert len(archive.read("a.csv")) == 100


def test_no_zip(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"PK this is none")
    assert code(tmp_path / "a.zip") == "zips.whole"


def test_a_broken_stream(tmp_path: Path) -> None:
    path = pack(tmp_path / "a.zip", 5000)
    data = bytearray(path.read_bytes())
    data[38:50] = b"\xff" * 12
    assert code(bytes(data)) == "zips.whole"


def test_a_password_and_an_unknown_method(tmp_path: Path) -> None:
    path = pack(tmp_path / "a.zip", 100)
    assert code(flip(path, 6, 8, b"\x01\x00")) == "zips.open"
    assert code(flip(path, 8, 10, b"\x63\x00")) == "zips.whole"


def test_a_table_and_a_whole_that_are_too_large(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = pack(tmp_path / "a.zip", 3 * 2**20, 3)
    monkeypatch.setenv("PAIRING_LIMIT_TABLE_MB", "2")
    assert code(path) == "limits.table"
    monkeypatch.setenv("PAIRING_LIMIT_TABLE_MB", "4")
    monkeypatch.setenv("PAIRING_LIMIT_UNPACKED_MB", "5")
    with SafeZip(path) as archive:
        # What is not asked for counts nowhere.
        archive.read("a.csv")
        with pytest.raises(UnreadableError) as caught:
            archive.read("1.csv")
    assert caught.value.message.code == "limits.unpacked"


def test_a_bomb_is_known_by_how_well_it_is_packed(tmp_path: Path) -> None:
    assert code(pack(tmp_path / "a.zip", 40 * 2**20)) == "limits.ratio"


def test_too_many_entries_are_known_before_they_are_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAIRING_LIMIT_ENTRIES", "10")
    assert code(pack(tmp_path / "a.zip", 10, 11)) == "limits.entries"
    assert code(pack(tmp_path / "b.zip", 10, 2000)) == "limits.entries"


def test_a_file_that_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAIRING_LIMIT_FILE_MB", "1")
    path = pack(tmp_path / "a.zip", 3 * 2**20, method=zipfile.ZIP_STORED)
    assert code(path) == "limits.file"


def test_a_size_that_is_a_lie_is_found_out(tmp_path: Path) -> None:
    path = pack(tmp_path / "a.zip", 5000)
    assert code(flip(path, 22, 24, (100).to_bytes(4, "little"))) == "zips.whole"
