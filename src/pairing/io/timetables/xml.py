"""XML from elsewhere as a tree: no entities, nothing fetched, and bounds that are ours."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from pairing.io.raw.limits import MIB, limits, too_large
from pairing.io.raw.text import decoded
from pairing.io.raw.unreadable import UnreadableError
from pairing.model.messages.message import say

__all__ = ["children", "local", "text_of", "tree_of"]

_DECLARATION = re.compile(r"\s*<\?xml\b[^>]*\?>")
_ENCODING = re.compile(rb"""^\s*<\?xml\b[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']""")
_KNOWN = re.compile(
    rb"utf-?8|us-ascii|iso-8859-\d{1,2}|windows-\d{3,4}|cp\d{3,4}|gb2312|gbk|gb18030|big5|koi8-[ru]",
    re.IGNORECASE,
)
"""Encodings that a declaration is believed in; any other file is looked at."""


def tree_of(data: bytes) -> Element:
    """The root of a file of XML.

    Raises UnreadableError where it is none, is too large, or defines entities.
    """
    if len(data) > limits().table_mb * MIB:
        raise UnreadableError(too_large("table_mb"))
    text = _DECLARATION.sub("", _text(data), count=1)
    try:
        root: Element = fromstring(text, forbid_entities=True, forbid_external=True)
    except DefusedXmlException:
        raise UnreadableError(
            say("timetables.entities", "XML without entities of its own")
        ) from None
    except (ParseError, ValueError, LookupError) as error:
        raise UnreadableError(
            say("timetables.xml", "XML that can be read; this file is damaged", error=str(error))
        ) from None
    return root


def _text(data: bytes) -> str:
    said = _ENCODING.match(data.removeprefix(b"\xef\xbb\xbf"))
    if said and _KNOWN.fullmatch(said[1]):
        try:
            return data.decode(said[1].decode("ascii")).removeprefix("\ufeff")
        except (UnicodeDecodeError, LookupError):
            pass
    return decoded(data).text


def local(element: Element) -> str:
    """The name of an element without its namespace."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def children(element: Element | None, *path: str) -> list[Element]:
    """The elements at a path of names below one, whatever their namespace."""
    found = [element] if element is not None else []
    for name in path:
        found = [child for one in found for child in one if local(child) == name]
    return found


def text_of(element: Element, *path: str) -> str:
    """The text of the first element at a path; '' where there is none."""
    return next((" ".join((one.text or "").split()) for one in children(element, *path)), "")
