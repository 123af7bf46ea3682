"""Who is who: the pupils and teachers of all sheets together, each once, with an id."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pairing.io.sheets.found import Found, Who
from pairing.io.sheets.making.pupils import MADE, Pupil, add_facts
from pairing.io.sheets.page import normal
from pairing.model.messages.message import Message, named, say, say_count, some

__all__ = ["Roster", "roster_of"]


@dataclass
class Roster:
    """The pupils, and how a row of any sheet finds its own."""

    pupils: dict[str, Pupil] = field(default_factory=dict)
    doubts: list[Message] = field(default_factory=list)
    ids: dict[str, str] = field(default_factory=dict)
    """The ids of sheets for pupils whose own are made up and stay."""
    _by_name: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    _unknown: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    _double: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    _other: dict[str, str] = field(default_factory=dict)

    def add(self, pupil: Pupil) -> None:
        """One pupil more."""
        self.pupils[pupil.student_id] = pupil
        self._by_name[normal(pupil.name)].append(pupil.student_id)

    def has_name(self, name: str) -> bool:
        """Whether anybody has a name."""
        return normal(name) in self._by_name

    def known_as(self, name: str, class_id: str) -> str:
        """The id of somebody of that name and class whom the school had before; '' for nobody."""
        same = (self.pupils[one] for one in self._by_name.get(normal(name), ()))
        return next(
            (one.student_id for one in same
             if one.known and normal(one.class_id) == normal(class_id)),
            "",
        )  # fmt: skip

    def find(self, who: Who, tell: bool = True) -> str | None:
        """The id of whom a row names, by id, else by name and class; a doubt is told."""
        if who.identifier in self.ids:
            return self.ids[who.identifier]
        if who.identifier and who.identifier in self.pupils:
            known = self.pupils[who.identifier]
            if who.name and normal(who.name) != normal(known.name):
                self._other[who.where] = f"{who.identifier}: {who.name} / {known.name}"
            return who.identifier
        if not who.name:
            if tell and who.identifier:
                self._unknown[who.identifier].append(who.where)
            return None
        same = self.named_as(who)
        if len(same) == 1:
            return same[0]
        if tell:
            (self._double if same else self._unknown)[who.name].append(who.where)
        return None

    def named_as(self, who: Who) -> list[str]:
        """The ids of all whom the name of a row may mean."""
        same = self._by_name.get(normal(who.name), [])
        if who.identifier:
            # Another id is another pupil, but for those whose list had no ids.
            other = MADE.fullmatch(who.identifier) is None
            same = [one for one in same if self.pupils[one].made and other]
        if who.class_id:
            own = [one for one in same if normal(self.pupils[one].class_id) == normal(who.class_id)]
            # Who was in another class before may have changed it; two classes of now are two.
            same = own or [
                one for one in same if self.pupils[one].known or not self.pupils[one].of_class
            ]
        return same

    def doubt(self, who: Who) -> None:
        """A row names somebody whom nobody can tell from another of that name."""
        self._double[who.name].append(who.where)

    def told(self) -> list[Message]:
        """Whom no list names, who cannot be told apart, and ids with two names."""
        found = list(self.doubts)
        if self.ids:
            cases = [f"{own}: {self.pupils[own].name} ({one})" for one, own in self.ids.items()]
            found.append(
                say_count(
                    "sheets.ids_stay",
                    "{count} student keeps the id of this school, though the sheet has another, "
                    "for name and class are the same: {cases}",
                    "{count} students keep the ids of this school, though the sheet has others, "
                    "for names and classes are the same: {cases}",
                    len(cases),
                    cases=named(cases),
                )
            )
        if self._unknown:
            cases = [f"{name} ({_cells(where)})" for name, where in self._unknown.items()]
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
            cases = [f"{name} ({_cells(where)})" for name, where in self._double.items()]
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


def _cells(where: Iterable[str]) -> str:
    """The cells where a name stands, in whatever sheets."""
    return ", ".join(dict.fromkeys(where))


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
        *((member.who, member.facts, False) for member in found.marked),
    ]
    lists = bool(found.members)
    again: list[str] = []
    twice: list[Message] = []
    for who, facts, listed in rows:
        said = who.class_id
        class_id = classes.setdefault(normal(said), said) if said else ""
        own = roster.find(who, tell=False)
        if own is not None and listed and _second(roster, own, who):
            own = None
        if own is None:
            among = roster.has_name(who.name) if lists else len(roster.named_as(who)) > 1
            if among and not listed and not who.identifier:
                continue  # Of several of that name: told where a mark is looked for.
            own = who.identifier or _free_id(roster)
            namesake = roster.known_as(who.name, class_id)
            if who.identifier and namesake:
                again.append(f"{who.name} ({namesake}, {own})")
            pupil = Pupil(own, who.name or own, class_id or default_class)
            pupil.made, pupil.of_class = not who.identifier, bool(class_id)
            roster.add(pupil)
        else:
            pupil = roster.pupils[own]
            if who.identifier and pupil.made and pupil.student_id != who.identifier:
                _named_by(roster, pupil, who)
            if class_id and (listed or not pupil.of_class):
                pupil.class_id, pupil.of_class = class_id, True
        twice += add_facts(pupil, facts, who)
        if listed:
            pupil.listed, pupil.known, pupil.at = True, False, who.where
    if twice:
        roster.doubts.append(
            say_count(
                "sheets.two_facts",
                "{count} fact stands twice with different values; the last counts: {cases}",
                "{count} facts stand twice with different values; the last count: {cases}",
                len(twice),
                cases=some(twice),
            )
        )
    if again:
        roster.doubts.append(
            say_count(
                "sheets.other_ids",
                "{count} student has the name and class of one whom the school knows by another "
                "id, and is taken for another student: {cases}",
                "{count} students have the names and classes of those whom the school knows by "
                "other ids, and are taken for other students: {cases}",
                len(again),
                cases=named(again),
            )
        )
    return roster


def _second(roster: Roster, own: str, who: Who) -> bool:
    """Whether a list has a second pupil of that name, without ids to tell them apart."""
    there = roster.pupils[own].at
    same_list = bool(there) and there.rsplit(" ", 1)[0] == who.page.name
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


def _named_by(roster: Roster, pupil: Pupil, who: Who) -> None:
    """A pupil whose id is made up gets the one that a sheet has; of a school that is kept, stays.

    Rules, decisions and history name the id that the school has.
    """
    old, student_id = pupil.student_id, who.identifier
    if pupil.known or pupil.kept:
        pupil.kept = True
        roster.ids[student_id] = old
        return
    del roster.pupils[old]
    pupil.student_id, pupil.made = student_id, False
    roster.pupils[student_id] = pupil
    names = roster._by_name[normal(pupil.name)]
    names[names.index(old)] = student_id
