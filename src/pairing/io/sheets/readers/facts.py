"""What sheets say of a pupil beside marks: sex, height, eyesight, hearing, where they live."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from pairing.io.raw.cells import shown
from pairing.io.sheets.answers import Answers
from pairing.io.sheets.found import Who
from pairing.io.sheets.readers.marks.mark_cells import number_in
from pairing.io.sheets.readers.rows import columns_of
from pairing.io.sheets.readers.set_lists import tags_of
from pairing.io.sheets.recognising.blocks import Block, Column, at
from pairing.io.sheets.recognising.vocabulary import Role
from pairing.io.sheets.told import SheetTold
from pairing.io.vocabulary.aliases import value_name
from pairing.model.messages.message import say

__all__ = ["FACTS", "facts_beside", "facts_of", "vision_of"]

FACTS = (
    Role.GENDER, Role.HEIGHT, Role.VISION, Role.HEARING, Role.AREA, Role.ATTENDS, Role.TAGS,
)  # fmt: skip
"""The columns of students that sheets may have."""
_CHART = 2.0
"""Eyesight up to here is a decimal (0.6), above it a five-point chart (4.8)."""
_FIVE_POINT = 4.8
_DECIMAL = 0.6
_METRES = 2.5


def facts_of(
    block: Block,
    cells: tuple[str, ...],
    roles: Iterable[Role],
    who: Who,
    answers: Answers,
    told: SheetTold,
) -> dict[str, str]:
    """What a row says of its pupil, by column of the table of students."""
    facts = {}
    for role in roles:
        if role is Role.TAGS:
            if tags := tags_of(block, cells):
                facts[role.value] = tags
            continue
        texts = (shown(at(cells, column.place)) for column in columns_of(block, role))
        text = " ".join(filter(None, texts))
        if text and (value := _fact(role, text, who, answers, told)):
            facts[role.value] = value
    return facts


def facts_beside(block: Block, marks: Iterable[Column]) -> tuple[Role, ...]:
    """What a mark sheet says of pupils beside marks."""
    places = {column.place for column in marks}
    first = ((role, block.first(role)) for role in FACTS)
    return tuple(role for role, column in first if column and column.place not in places)


def _fact(role: Role, text: str, who: Who, answers: Answers, told: SheetTold) -> str:
    """A cell in the words of the table of students; '' where it says nothing."""
    plain = unicodedata.normalize("NFKC", text).strip()
    match role:
        case Role.HEIGHT:
            number = number_in(plain.lower().rstrip("cm厘公分米 "))
            if number is None:
                return _doubt(told, who, role, text)
            metres = number[0] < _METRES
            return f"{number[0] * 100 if metres else number[0]:g}"
        case Role.VISION:
            return vision_of(plain, who, answers, told)
        case Role.GENDER | Role.HEARING | Role.ATTENDS:
            value = value_name(role.value, plain)
            known = {"F", "M", "X", "normal", "front", "onsite", "remote"}
            return value if value in known else _doubt(told, who, role, text)
    return plain


def _doubt(told: SheetTold, who: Who, role: Role, text: str) -> str:
    told.doubts.append(
        say(
            "sheets.odd_fact",
            "{where}: {text} says nothing of {column}, and is left out",
            where=f"{who.page.name}, row {who.row}",
            text=text,
            column=role.value,
        )
    )
    return ""


def vision_of(text: str, who: Who, answers: Answers, told: SheetTold) -> str:
    """'front' for eyesight below the line, by either chart; both eyes count."""
    value = value_name("vision", text)
    if value in ("normal", "front"):
        return value
    numbers = [float(one) for one in re.findall(r"\d+(?:\.\d+)?", text)]
    if not numbers or max(numbers) > 6:
        return _doubt(told, who, Role.VISION, text)
    line = float(
        answers.ask(
            "made",
            "vision_front_below",
            _FIVE_POINT,
            say(
                "sheets.vision",
                "who sees less than {line} ({decimal} by the decimal chart) sits in front",
                line=_FIVE_POINT,
                decimal=_DECIMAL,
            ),
            sure=True,
        )
    )
    # Five points less the common logarithm of the reciprocal: 4.8 is 10 ** -0.2 = 0.63.
    weak = any(
        one < (line if one > _CHART else round(10 ** (line - 5), 1)) for one in numbers if one
    )
    return "front" if weak else "normal"
