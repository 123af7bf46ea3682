"""Text for files, and files written whole."""

from __future__ import annotations

import contextlib
import csv
import hashlib
import io
import json
import os
import re
import shutil
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, time
from enum import Enum
from pathlib import Path
from typing import Any

from pairing.model.many import joined
from pairing.model.messages.fault import Fault, InputError
from pairing.model.messages.message import say

try:
    import fcntl
except ImportError:  # there is none on Windows
    fcntl = None  # type: ignore[assignment]

__all__ = [
    "FORMULA_SIGNS",
    "cell",
    "check_writable",
    "csv_text",
    "file_name",
    "finish_writing",
    "write_whole",
]

_BARE = re.compile(r"(?!\.)[^/\\:\0]+")
_TO_DO = ".to-do.json"
"""The files of a folder that have yet to get their names, and those that have yet to go."""

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet takes text that begins with one of these for a formula."""


def cell(value: Any) -> str:
    """A value as the text of one CSV cell, guarded where a spreadsheet would run it."""
    match value:
        case None:
            return ""
        case Enum():
            return cell(value.value)
        case tuple():
            return joined(cell(part) for part in value)
        case time():
            return value.isoformat("minutes")
        case date():
            return value.isoformat()
        case float():
            return f"{value:g}"
    # A carriage return would be written without quotes, and begin a new line of the file.
    text = str(value).replace("\r\n", "\n").replace("\r", "\n")
    return f"'{text}" if isinstance(value, str) and text.startswith(FORMULA_SIGNS) else text


def csv_text(header: Iterable[str], rows: Iterable[Iterable[Any]]) -> str:
    """A CSV file's text, every line ended by a line feed."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([cell(value) for value in row] for row in rows)
    return text.getvalue()


def file_name(identifier: str, among: Iterable[str] = ()) -> str:
    """An identifier as a part of a file's name; two that differ never become the same.

    Args:
        identifier: an id of a table.
        among: all ids that get such files: many systems take names for one that differ in
            capitals alone.
    """
    safe = re.sub(r"[^\w-]", "_", identifier)[:40]
    alike = _folded(safe)
    taken = any(one != identifier and _folded(one) == alike for one in among)
    if safe == identifier and not taken:
        return safe
    return f"{safe}-{hashlib.sha256(identifier.encode()).hexdigest()[:8]}"


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def write_whole(
    folder: Path, texts: Mapping[str, str | bytes], without: Iterable[str] = ()
) -> None:
    """Write files that belong together: all of them, or none where one cannot be written.

    Every file is first written under a name of its own and only then are they given theirs, so
    that a full disk leaves what was there before. Files named ``without`` are removed at last.

    A folder that is not there yet comes with all its files in one step. In one that is, a list
    of what is to be done is put down before: whoever is killed in the middle of it leaves that,
    and ``finish_writing`` does the rest.
    """
    if not folder.exists():
        _write_folder(folder, texts)
        return
    with _alone(folder):
        _finish(folder)
        _check_places(folder, [*texts, *without])
        drafts: list[Path] = []
        try:
            for name, text in texts.items():
                drafts.append(_draft(folder / name))
                _write(drafts[-1], text)
            to_do = folder / _TO_DO
            drafts.append(_draft(to_do))
            _write(drafts[-1], json.dumps({"named": list(texts), "removed": list(without)}))
            drafts[-1].replace(to_do)
        except BaseException:
            for draft in drafts:
                draft.unlink(missing_ok=True)
            raise
        _finish(folder)


def finish_writing(folder: Path) -> None:
    """Do what a writing that was cut has left to do; nothing as a rule.

    Raises OSError where the folder cannot be written.
    """
    if (folder / _TO_DO).is_file():
        with _alone(folder):
            _finish(folder)


def _finish(folder: Path) -> None:
    named, removed = _to_do(folder)
    for name in named:
        with contextlib.suppress(FileNotFoundError):
            _draft(folder / name).replace(folder / name)
    for name in removed:
        (folder / name).unlink(missing_ok=True)
        # What a killed program had begun to write of it.
        _draft(folder / name).unlink(missing_ok=True)
    (folder / _TO_DO).unlink(missing_ok=True)


def _to_do(folder: Path) -> tuple[list[str], list[str]]:
    """(the files that have yet to get their names, those that have yet to go).

    A list that is none of ours is taken for nothing: a folder may come from anywhere, and no name
    in it leads out of it.
    """
    try:
        told = json.loads((folder / _TO_DO).read_bytes())
        named, removed = told["named"], told["removed"]
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return [], []
    lists = [one if isinstance(one, list) else [] for one in (named, removed)]
    own, gone = ([name for name in one if _is_bare(name)] for one in lists)
    return own, gone


def _is_bare(name: object) -> bool:
    return isinstance(name, str) and _BARE.fullmatch(name) is not None


def _check_places(folder: Path, names: Iterable[str]) -> None:
    """Raise InputError where a folder lies where a file is to be."""
    for name in names:
        if (folder / name).is_dir():
            expected = say("files.no_file", "a file, or nothing; {name} is a folder", name=name)
            raise InputError([Fault(folder.name, None, "", name, expected)])


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Wait until nobody else writes to a folder, where the platform can tell."""
    if fcntl is None:
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _draft(file: Path) -> Path:
    return file.with_name(f".{file.name}.part")


def _write_folder(folder: Path, texts: Mapping[str, str | bytes]) -> None:
    """Write a new folder beside its place, and put it there once it is whole."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = _draft(folder)
    shutil.rmtree(draft, ignore_errors=True)
    try:
        draft.mkdir()
        for name, text in texts.items():
            _write(draft / name, text)
        draft.replace(folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _write(file_path: Path, text: str | bytes) -> None:
    with file_path.open("wb") as file:
        file.write(text if isinstance(text, bytes) else text.encode("utf-8"))
        file.flush()
        os.fsync(file.fileno())


def check_writable(folder: Path) -> None:
    """Raise InputError where files cannot be written to a folder, which need not be there yet."""
    there = next(one for one in (folder, *folder.absolute().parents) if one.exists())
    reason = None
    if not there.is_dir():
        reason = say("files.not_a_folder", "a folder; {name} is a file", name=there.name)
    else:
        try:
            tempfile.TemporaryFile(dir=there).close()
        except OSError as error:
            reason = say(
                "files.writable",
                "a folder that can be written to ({error})",
                error=error.strerror or str(error),
            )
    if reason is not None:
        raise InputError([Fault("--out", None, "", str(folder), reason)])


def write_table(
    name: str, header: Iterable[str], rows: Iterable[Iterable[Any]], folder: Path
) -> None:
    """Write one table of its own into a folder; a plan that lies there stays.

    Raises InputError where the folder cannot be written.
    """
    write_whole(folder, {f"{name}.csv": csv_text(header, rows)})
