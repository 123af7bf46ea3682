"""The cell of a drawn week: one lesson or several, whose they are, and in which weeks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pairing.io.raw.cells import shown
from pairing.io.sheets.found import Lesson
from pairing.io.sheets.recognising.words import bare_subject, is_subject
from pairing.io.timetables.weeks import numbers_of, weeks_said

__all__ = ["lessons_of_cell"]

_LINES = re.compile(r"[\n\r;；]+")
_PIECES = re.compile(r"\s*[/／|]\s*")
_BLANKS = re.compile(r"\s+")
_BRACKETS = re.compile(r"([(（\[【][^)）\]】]*[)）\]】])")
_WEEK_BEFORE = re.compile(r"^(单|單|双|雙)周?(?:[:：])?(?=\w{2})")
_WEEK_BEHIND = re.compile(
    r"(?<=[^\W\d])(第?\d{1,2}(?:[-—–~～至,，、]\d{1,2})*[周週]|[单單双雙][周週])$"
)
_WEEK_WORDS = re.compile(r"\b(odd|even|weeks?|wks?)\s+(?=weeks?\b|\d)", re.IGNORECASE)
_ROOM = re.compile(r"\d|室|馆|館|场|場")


@dataclass
class _Part:
    subject: str
    weeks: str = ""
    others: list[str] = field(default_factory=list)


def lessons_of_cell(text: str, class_id: str, number: int, day: int) -> list[Lesson]:
    """The lessons of a cell: 语文 王丽, 物理/历史, 物理(单)/化学(双), or a lesson a line.

    Lessons of the same weeks part the class: who is in which is for somebody to say.
    """
    parts = _parts(shown(text))
    together = len(parts) > 1 and any(
        numbers_of(one.weeks) & numbers_of(other.weeks)
        for place, one in enumerate(parts)
        for other in parts[:place]
    )
    return [
        Lesson(
            class_id,
            number,
            day,
            part.subject,
            _teacher(part.others),
            group=part.subject if together else "",
            weeks=part.weeks,
            together=f"{part.subject} {class_id}" if together else "",
        )
        for part in parts
    ]


def _parts(text: str) -> list[_Part]:
    found: list[_Part] = []
    unplaced: list[str] = []
    for line in filter(str.strip, _LINES.split(text)):
        pieces = [_tokens(piece) for piece in _PIECES.split(line) if piece.strip()]
        if 1 < len(pieces) == len(found) and not any(map(_names_subject, pieces)):
            # A line of names under a line of subjects: one each, in their order.
            for part, own in zip(found, pieces, strict=True):
                part.others += [one for one in own if weeks_said(one) is None]
            continue
        for tokens in pieces:
            if _is_another(tokens, found[-1]) if found else _has_weeks(tokens):
                found.append(_named_first(tokens))
            else:
                _take(tokens, found, unplaced)
    if not found and any(weeks_said(one) is None for one in unplaced):
        return [_named_first(unplaced)]
    if found:
        found[0].others[:0] = [one for one in unplaced if weeks_said(one) is None]
    return found


def _take(tokens: Sequence[str], found: list[_Part], unplaced: list[str]) -> None:
    """Add the words of a piece: subjects begin lessons, what stands beside them is of them."""
    inside = _names_subject(tokens)
    here: list[_Part] = []
    before = ""
    for token in tokens:
        weeks = weeks_said(token)
        if weeks is None and is_subject(token):
            here.append(_Part(bare_subject(token), before))
            found.append(here[-1])
            before = ""
        elif weeks is not None and inside and not here:
            # Before a subject it is of that, behind one of the one that stands there.
            before = weeks
        elif here or (found and not inside):
            if weeks is None:
                found[-1].others.append(token)
            else:
                found[-1].weeks = found[-1].weeks or weeks
        else:
            unplaced.append(token)


def _is_another(tokens: Sequence[str], last: _Part) -> bool:
    """Whether a piece without a subject we know is a lesson all the same, and no more of the last.

    It has weeks of its own where the last has some, or words for a subject and a teacher where the
    last has both.
    """
    words = [one for one in tokens if weeks_said(one) is None and not _ROOM.search(one)]
    more = len(words) > 1 and not any(one.isascii() or len(one) == 1 for one in words)
    return not _names_subject(tokens) and (
        (bool(last.weeks) and _has_weeks(tokens)) or (bool(last.others) and more)
    )


def _has_weeks(tokens: Sequence[str]) -> bool:
    """Whether a piece has words and the weeks of them, and no subject we know."""
    marks = sum(weeks_said(one) is not None for one in tokens)
    return 0 < marks < len(tokens) and not _names_subject(tokens)


def _named_first(tokens: Sequence[str]) -> _Part:
    """A lesson whose subject is the first word that is no week."""
    words = [one for one in tokens if weeks_said(one) is None]
    weeks = next((said for one in tokens if (said := weeks_said(one)) is not None), "")
    return _Part(bare_subject(words[0]), weeks, words[1:])


def _names_subject(tokens: Iterable[str]) -> bool:
    return any(weeks_said(one) is None and is_subject(one) for one in tokens)


def _tokens(piece: str) -> list[str]:
    """The words of a piece; week marks stand apart, whatever they are written to."""
    found = []
    for part in _BRACKETS.split(_WEEK_WORDS.sub(r"\1", piece)):
        if _BRACKETS.fullmatch(part) and weeks_said(part) is not None:
            found.append(part)
            continue
        for word in _BLANKS.split(re.sub(r"[()（）\[\]【】]", " ", part).strip()):
            if not word:
                continue
            if weeks_said(word) is not None:
                found.append(word)
            elif (mark := _WEEK_BEFORE.match(word)) and is_subject(word[mark.end() :]):
                found += [mark[1], word[mark.end() :]]
            elif (mark := _WEEK_BEHIND.search(word)) and weeks_said(mark[0]) is not None:
                found += [word[: mark.start()], mark[0]]
            else:
                found.append(word)
    return found


def _teacher(words: Sequence[str]) -> str:
    """The first word that is no room; the two signs of a name may be drawn apart: 王　丽."""
    names = [one for one in words if not _ROOM.search(one)]
    if len(names) > 1 and all(len(one) == 1 and not one.isascii() for one in names[:2]):
        return "".join(names[:2])
    if names and names[0].isascii():
        return " ".join(one for one in names if one.isascii())
    return names[0] if names else ""
