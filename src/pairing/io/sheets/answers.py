"""What was assumed in reading sheets, and what people answered: one question a doubt, once.

An answer belongs to the shape of a sheet, its headers, so that the next sheet of the same shape
asks nothing; what belongs to an exam stands under the exam's name.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import tomli_w

from pairing.io.sheets.recognising.blocks import Block
from pairing.io.sheets.recognising.words import Role, bare_subject
from pairing.model.messages.fault import Fault, InputError
from pairing.model.messages.message import Message, say

__all__ = ["ANSWERS", "Answers", "Assumption", "Value", "corrected"]

ANSWERS = "answers"
"""Where faults of answers are."""

Value = str | int | float | bool


@dataclass(frozen=True)
class Assumption:
    """Something that the sheets do not say: what was taken, and why in words.

    ``place`` and ``key`` say where an answer to it stands; ``options`` what may be answered, where
    that is a closed list; ``sure`` that it is what such sheets mean, and no more than told.
    """

    place: str
    key: str
    value: Value
    words: Message
    options: tuple[str, ...] = ()
    sure: bool = False


@dataclass
class Answers:
    """Answers by place (a shape, an exam, 'made') and key; ``assumed`` is what nobody answered."""

    given: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    assumed: list[Assumption] = field(default_factory=list)
    used: dict[str, dict[str, Value]] = field(default_factory=dict)
    """All that was asked, with its answer or what was assumed, to be kept."""
    heard: set[tuple[str, str]] = field(default_factory=set)
    """The place and the key of answers that were of use though nothing was asked."""

    @classmethod
    def read(cls, file: Path) -> Answers:
        """The answers of a TOML file.

        Raises InputError where it is none.
        """
        try:
            data = tomllib.loads(file.read_text("utf-8"))
        except (OSError, ValueError) as error:
            expected = say("answers.file", "a file of answers ({error})", error=str(error))
            raise InputError([Fault(file.name, None, "", "", expected)]) from None
        wrong = [place for place, own in data.items() if not isinstance(own, dict)]
        if wrong:
            expected = say("answers.table", "a table of answers, such as [made]")
            raise InputError([Fault(file.name, None, one, "", expected) for one in wrong])
        return cls(data)

    def ask(
        self,
        place: str,
        key: str,
        default: Value,
        words: Message,
        options: tuple[str, ...] = (),
        *,
        sure: bool = False,
    ) -> Value:
        """The answer, or what is assumed where nobody has answered.

        Args:
            place: where the answer stands: a shape, a sheet, an exam, a class, 'made'.
            key: what it is called there.
            default: what is assumed.
            words: what is assumed, in words.
            options: what may be answered, where that is a closed list.
            sure: whether what is assumed is in no doubt, and is only told.

        Raises InputError where the answer is of another kind than what was asked for.
        """
        answer = self.given.get(place, {}).get(key)
        value = default if answer is None else answer
        known = self.used.setdefault(place, {})
        if answer is None:
            if key not in known:
                self.assumed.append(Assumption(place, key, default, words, options, sure))
        elif isinstance(default, str) != isinstance(answer, str) or (
            options and str(answer) not in options
        ):
            expected = (
                say("answers.one_of", "one of: {words}", words=tuple(options))
                if options
                else say("answers.like", "an answer such as {value}", value=default)
            )
            raise InputError([Fault(ANSWERS, None, f"{place}.{key}", str(answer), expected)])
        known[key] = value
        return value

    def said(self, place: str, key: str) -> Any:
        """What somebody said of a place without being asked; None where they did not."""
        answer = self.given.get(place, {}).get(key)
        if answer is not None:
            self.heard.add((place, key))
        return answer

    def keep(self, place: str, key: str, value: Value) -> None:
        """Keep an answer that stands elsewhere, or was not asked for, with what was asked."""
        self.used.setdefault(place, {})[key] = value

    def unheard(self) -> Iterator[tuple[str, str]]:
        """The place and the key of answers that were of no use: nothing here asks for them."""
        for place, own in self.given.items():
            for key in own:
                if key not in self.used.get(place, {}) and (place, key) not in self.heard:
                    yield place, key

    def kept(self) -> dict[str, dict[str, Value]]:
        """All that was asked and said, for the next sheets of the same shapes."""
        places = dict.fromkeys([*self.given, *self.used])
        return {one: {**self.given.get(one, {}), **self.used.get(one, {})} for one in places}

    def as_toml(self) -> str:
        """All that was asked, as a file to be changed and used again."""
        told = {(one.place, one.key): str(one.words) for one in self.assumed}
        lines = []
        for place, own in self.used.items():
            lines.append(tomli_w.dumps({place: {}}).strip())
            for key, value in own.items():
                if words := told.get((place, key)):
                    lines.append(f"# {' '.join(words.split())}")
                lines.append(tomli_w.dumps({key: value}).strip())
            lines.append("")
        return "\n".join(lines)


def corrected(block: Block, answers: Answers) -> Block:
    """The block with its columns as people said they are: a role, 'marks' or 'nothing'."""
    columns = []
    for column in block.columns:
        said = answers.said(block.shape, f"column {column.header}")
        if said == "nothing":
            columns.append(replace(column, role=Role.NOTE, subject="", exam=""))
        elif said == "marks":
            subject = column.subject or bare_subject(column.bare)
            columns.append(replace(column, role=Role.SCORE, subject=subject))
        elif isinstance(said, str) and said in set(Role):
            columns.append(replace(column, role=Role(said), subject="", exam=""))
        else:
            columns.append(column)
    return replace(block, columns=tuple(columns))
