"""Which of the formats a file is, by what is in it, and the timetable of it."""

from __future__ import annotations

import re
from pathlib import Path

from pairing.io.raw.text import decoded
from pairing.io.raw.unreadable import UnreadableError
from pairing.io.timetables.asc import asc_of_xml, is_asc
from pairing.io.timetables.fet import fet_of_xml
from pairing.io.timetables.timetable import ENDINGS, Timetable
from pairing.io.timetables.untis import is_untis, untis_of_xml
from pairing.io.timetables.xml import children, local, tree_of
from pairing.model.messages.message import say

__all__ = ["may_be_timetable", "timetable_of"]

_OURS = re.compile(rb"<(?:timetable|document|fet)\b|^\s*BEGIN:VCALENDAR", re.IGNORECASE)
_LOOKED_AT = 4096


def may_be_timetable(path: Path) -> bool:
    """Whether a file is to be read as a timetable: its ending, or what it begins with."""
    if path.suffix.lower() in ENDINGS:
        return True
    with path.open("rb") as file:
        begins = file.read(_LOOKED_AT)
    plain = begins.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return plain.startswith((b"<", b"BEGIN:V")) and _OURS.search(plain) is not None


def timetable_of(data: bytes, called: str) -> Timetable:
    """The timetable of a file.

    Raises UnreadableError where it is of no format that is known, or broken.
    """
    plain = data[:_LOOKED_AT].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if plain[:6].upper() == b"BEGIN:":
        # The library takes its time to load, and few files are calendars.
        from pairing.io.timetables.ics import ics_of_text

        return ics_of_text(decoded(data).text, Path(called).stem)
    root = tree_of(data)
    name = local(root)
    if name == "fet" and children(root, "Activities_List"):
        return fet_of_xml(root)
    if name == "timetable" and is_asc(root):
        return asc_of_xml(root)
    if name == "document" and is_untis(root):
        return untis_of_xml(root)
    raise UnreadableError(
        say(
            "timetables.expected",
            "a timetable of aSc Timetables, Untis or FET as XML, or a calendar (.ics); this begins "
            "with {name}",
            name=name[:40],
        )
    )
