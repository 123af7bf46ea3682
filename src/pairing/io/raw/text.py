"""The text of a file, and the encoding it was taken for."""

from __future__ import annotations

from typing import NamedTuple

from charset_normalizer import from_bytes

from pairing.io.raw.unreadable import UnreadableError
from pairing.model.messages.message import say

__all__ = ["Decoded", "decode", "decoded"]

_OTHERS = {"gb18030": "GB18030", "big5": "Big5", "cp1252": "Windows-1252"}
"""What files that are no Unicode are taken for; the first where several fit equally well."""
_LINES = 400


class Decoded(NamedTuple):
    """A text; ``guessed`` names the encoding where the file itself does not say it."""

    text: str
    guessed: str = ""


def decode(data: bytes) -> str:
    """The text of a file; see ``decoded``."""
    return decoded(data).text


def decoded(data: bytes) -> Decoded:
    """The text of a file in UTF-8 (a BOM or none), UTF-16 with a BOM, or a guessed encoding.

    Raises UnreadableError with what was expected.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text, encoding = _text(data, "utf-16"), ""
    elif (text := _text(data, "utf-8-sig")) is not None:
        encoding = ""
    else:
        encoding = _guessed(data)
        text = _text(data, encoding) if encoding else None
    if text is None or "\0" in text:
        raise UnreadableError(say("files.encoding", "text in UTF-8 or GB18030"))
    return Decoded(text, _OTHERS.get(encoding, ""))


def _text(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _guessed(data: bytes) -> str:
    """The encoding whose text looks most like text; '' where none does."""
    if _text(data, "gb2312") is not None:
        # Its common characters alone: bytes of another encoding come in no such pairs.
        return "gb18030"
    # What is plain ASCII says nothing, and would hide the few lines that do.
    telling = [line for line in data.splitlines() if not line.isascii()][:_LINES]
    matches = {
        found.encoding: found.chaos
        for found in from_bytes(b"\n".join(telling), cp_isolation=list(_OTHERS))
    }
    fitting = [one for one in _OTHERS if one in matches and _text(data, one) is not None]
    likely = next(iter(_OTHERS)) if _text(data, next(iter(_OTHERS))) is not None else ""
    return min(fitting, key=matches.__getitem__, default=likely)
