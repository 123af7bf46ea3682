"""Who is who: the pupils and teachers of all sheets together, each once, with an id."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pairing.io.sheets.found import Found, Who
from pairing.io.sheets.page import normal
from pairing.model.messages.message import Message, named, say, say_count

__all__ = ["Roster", "roster_of"]


@dataclass
class Pupil:
    """A pupil as all sheets together have them; ``facts`` by column of ``students``."""

    student_id: str
    name: str
    class_id: str
    facts: dict[str, str] = field(default_factory=dict)
    listed: bool = False


@dataclass
class Roster:
    """The pupils, and how a row of any sheet finds its own."""

    pupils: dict[str, Pupil] = field(default_factory=dict)
    doubts: list[Message] = field(default_factory=list)
    _by_name: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    _unknown: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    _double: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    _other: dict[str, str] = field(default_factory=dict)

    def add(self, pupil: Pupil) -> None:
        """One pupil more."""
        self.pupils[pupil.student_id] = pupil
        self._by_name[normal(pupil.name)].append(pupil.student_id)

    def find(self, who: Who, tell: bool = True) -> str | None:
        """The id of whom a row names, by id, else by name and class; a doubt is told."""
        if who.identifier and who.identifier in self.pupils:
            known = self.pupils[who.identifier]
            if who.name and normal(who.name) != normal(known.name):
                self._other[who.where] = f"{who.identifier}: {who.name} / {known.name}"
            return who.identifier
        if not who.name:
            if tell and who.identifier:
                self._unknown[who.identifier].append(who.where)
            return None
        same = self._by_name.get(normal(who.name), [])
        if who.identifier:
            # Another id is another pupil, but for those whose list has no ids.
            same = [one for one in same if self.pupils[one].facts.get("made")]
        if len(same) > 1 and who.class_id:
            own = [one for one in same if normal(self.pupils[one].class_id) == normal(who.class_id)]
            same = own or same
        if len(same) == 1:
            return same[0]
        if tell:
            (self._double if same else self._unknown)[who.name].append(who.where)
        return None

    def told(self) -> list[Message]:
        """Whom no list names, who cannot be told apart, and ids with two names."""
        found = list(self.doubts)
        if self._unknown:
            cases = [f"{name} ({where[0]})" for name, where in self._unknown.items()]
            found.append(
                say_count(
                    "sheets.unknown_names",
                    "{count} name is that of no student, and is left out: {cases}",
                    "{count} names are those of no student, and are left out: {cases}",
                    len(cases),
                    cases=named(cases),
                )
            )
        if self._double:
            cases = [f"{name} ({where[0]})" for name, where in self._double.items()]
            found.append(
                say_count(
                    "sheets.double_names",
                    "{count} name is that of several students, and nobody can tell whom it "
                    "means: {cases}",
                    "{count} names are those of several students, and nobody can tell whom they "
                    "mean: {cases}",
                    len(cases),
                    cases=named(cases),
                )
            )
        if self._other:
            found.append(
                say_count(
                    "sheets.other_name",
                    "{count} id stands beside another name than in the class list; the id "
                    "counts: {cases}",
                    "{count} ids stand beside other names than in the class list; the ids "
                    "count: {cases}",
                    len(self._other),
                    cases=named(self._other.values()),
                )
            )
        return found


def roster_of(found: Found, known: Iterable[Pupil], default_class: str) -> Roster:
    """The pupils of a school as it was, of class lists, and of mark sheets, in this order.

    Args:
        found: what the sheets say.
        known: the pupils there are already.
        default_class: the class of those of whom no sheet says one.
    """
    roster = Roster()
    for pupil in known:
        roster.add(pupil)
    classes = {normal(pupil.class_id): pupil.class_id for pupil in roster.pupils.values()}
    rows: list[tuple[Who, Mapping[str, str], bool]] = [
        *((member.who, member.facts, True) for member in found.members),
        *((who, {}, False) for who in found.marked),
    ]
    lists = bool(found.members)
    for who, facts, listed in rows:
        said = who.class_id
        class_id = classes.setdefault(normal(said), said) if said else ""
        own = roster.find(who, tell=False)
        if own is not None and listed and _second(roster, own, who):
            own = None
        if own is None:
            if lists and not listed and not who.identifier and _named(roster, who):
                continue  # Of several of that name: told where a mark is looked for.
            own = who.identifier or _free_id(roster)
            pupil = Pupil(own, who.name or own, class_id or default_class, {}, listed)
            if not who.identifier:
                pupil.facts["made"] = "yes"
            roster.add(pupil)
        else:
            pupil = roster.pupils[own]
            if who.identifier and pupil.facts.get("made"):
                _rename(roster, pupil, who.identifier)
            if class_id and listed:
                pupil.class_id = class_id
        pupil.listed = pupil.listed or listed
        pupil.facts |= facts
        if listed:
            pupil.facts["at"] = who.where
    return roster


def _named(roster: Roster, who: Who) -> bool:
    return any(normal(pupil.name) == normal(who.name) for pupil in roster.pupils.values())


def _second(roster: Roster, own: str, who: Who) -> bool:
    """Whether a list has a second pupil of that name, without ids to tell them apart."""
    there = roster.pupils[own].facts.get("at")
    same_list = there is not None and there.rsplit(" ", 1)[0] == who.page.name
    if not (same_list and not who.identifier and there != who.where):
        return False
    roster.doubts.append(
        say(
            "sheets.two_of_one_name",
            "{name} stands twice in {sheet}: taken for two students of one name",
            name=who.name,
            sheet=who.page.name,
        )
    )
    return True


def _free_id(roster: Roster) -> str:
    number = len(roster.pupils) + 1
    while f"S{number:03}" in roster.pupils:
        number += 1
    return f"S{number:03}"


def _rename(roster: Roster, pupil: Pupil, student_id: str) -> None:
    """A pupil gets the id that a later sheet has."""
    old = pupil.student_id
    del roster.pupils[old]
    pupil.student_id = student_id
    del pupil.facts["made"]
    roster.pupils[student_id] = pupil
    names = roster._by_name[normal(pupil.name)]
    names[names.index(old)] = student_id
