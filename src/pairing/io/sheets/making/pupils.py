"""A pupil as all sheets together have them, and what each sheet says of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pairing.io.sheets.found import Who
from pairing.io.sheets.readers.set_lists import merged_tags
from pairing.io.sheets.recognising.vocabulary import SHOWN, Role
from pairing.model.messages.message import Message, say, word

__all__ = ["MADE", "Pupil", "add_facts", "known_pupil"]

MADE = re.compile(r"S\d{3,}")
"""Ids that are made up where no sheet has one."""


def known_pupil(student_id: str, name: str, class_id: str) -> Pupil:
    """A pupil whom the school had before."""
    made = MADE.fullmatch(student_id) is not None
    return Pupil(student_id, name, class_id, made=made, known=True)


@dataclass
class Pupil:
    """A pupil as all sheets together have them; ``facts`` by column of ``students``."""

    student_id: str
    name: str
    class_id: str
    facts: dict[str, str] = field(default_factory=dict)
    listed: bool = False
    made: bool = False
    """Whether the id is made up, for no sheet has one."""
    kept: bool = False
    """Whether a made-up id stays, though a sheet has another."""
    known: bool = False
    """Whether the school had them before, and no list of now has named them yet."""
    of_class: bool = True
    """Whether a sheet says the class."""
    at: str = ""
    """Where a list names them."""
    said_at: dict[str, str] = field(default_factory=dict)
    """Where a sheet says each fact."""


def add_facts(pupil: Pupil, facts: Mapping[str, str], who: Who) -> Iterator[Message]:
    """Add what a row says of a pupil, and yield what another row has said otherwise."""
    for column, now in facts.items():
        was = pupil.facts.get(column)
        if column == "tags":
            # Who is in one set may be in another, too.
            pupil.facts[column] = merged_tags(was or "", now, ())
            continue
        if was and was != now:
            yield say(
                "sheets.two_facts_case",
                "{name}, {column}: {was} ({there}) / {now} ({here})",
                name=pupil.name,
                column=word(SHOWN[Role(column)]),
                was=was,
                there=pupil.said_at[column],
                now=now,
                here=who.where,
            )
        pupil.facts[column], pupil.said_at[column] = now, who.where
