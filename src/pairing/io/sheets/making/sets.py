"""Taught groups that are no class: a part of one, or parts of several, and who is in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pairing.io.sheets.answers import ANSWERS
from pairing.io.sheets.making.maker import Maker
from pairing.io.sheets.page import normal
from pairing.io.sheets.readers.set_lists import tags_for
from pairing.model.messages.fault import Fault, InputError
from pairing.model.messages.message import named, say

__all__ = ["SetsMaker"]

_LONGEST = 64
_PART = re.compile(r"[;；]")


@dataclass
class SetsMaker:
    """The sets at work: one for each subject and those who are in it together."""

    maker: Maker
    _ids: dict[tuple[str, tuple[tuple[str, str], ...], str], str] = field(default_factory=dict)
    _roomless: dict[str, None] = field(default_factory=dict)

    def set_of(
        self, subject: str, parts: Sequence[tuple[str, str]], together: str, teacher: str, room: str
    ) -> str:
        """The id of the set; '' where nobody says who is in it, and whole classes count as busy.

        Args:
            subject: what is taught.
            parts: each class with the part of it, '' for all of it.
            together: the same for all of one lesson, whatever cell it is in.
            teacher: the id of who teaches it.
            room: what the room is called.

        Raises InputError where an answer names nobody.
        """
        own = [(class_id, part, self._students(class_id, part)) for class_id, part in parts]
        if any(students is None for _, _, students in own):
            return ""
        key = (subject, tuple(parts), together)
        if key not in self._ids:
            self._ids[key] = self._free(subject, parts)
            self.maker.rows["sets"].append(
                {
                    "set_id": self._ids[key],
                    "subject": subject,
                    "teacher_id": teacher,
                    "room": self._room(room),
                    "students": _cell(students for _, _, students in own if students),
                }
            )
        return self._ids[key]

    def _free(self, subject: str, parts: Sequence[tuple[str, str]]) -> str:
        names = dict.fromkeys(part for _, part in parts if part and part != subject)
        classes = "+".join(dict.fromkeys(class_id for class_id, _ in parts))
        words = " ".join((subject, classes, *names)).replace(";", ",").lstrip("=+-@ ")
        base = words[: _LONGEST - 3].strip()
        found, number = base, 1
        while found in self._ids.values():
            number += 1
            found = f"{base} {number}"
        return found

    def _room(self, name: str) -> str:
        layouts = {
            normal(row["layout_id"]): row["layout_id"] for row in self.maker.known("layouts")
        }
        layout = layouts.get(normal(name), "")
        if name and not layout:
            self._roomless[name] = None
        return layout

    def _students(self, class_id: str, part: str) -> tuple[str, ...] | None:
        """The ids of who is in a part of a class; None where nobody has said it."""
        pupils = [one for one in self.maker.roster.pupils.values() if one.class_id == class_id]
        if not part:
            return tuple(one.student_id for one in pupils)
        words = say(
            "timetables.group",
            "who of {class_id} is in {group} is not said: everybody of the class counts as busy "
            "then. Say it as a tag, or as names or student numbers with ; between them.",
            class_id=class_id,
            group=part,
        )
        place, key = f"class {class_id}", f"group {part}"
        tags = {row["student_id"]: row.get("tags", "") for row in self.maker.known("students")}
        likely = self._likely(part, [tags.get(one.student_id, "") for one in pupils])
        if likely:
            tagged_so = [
                one for one in pupils if set(likely) & set(tags.get(one.student_id, "").split(";"))
            ]
            words = say(
                "timetables.group_tagged",
                "who of {class_id} is in {group} is taken from the tag {tag}: {count} students",
                class_id=class_id,
                group=part,
                tag=named(likely),
                count=len(tagged_so),
            )
        said = str(self.maker.answers.ask(place, key, ";".join(likely), words)).strip()
        if not said:
            return None
        found: dict[str, None] = {}
        unknown = []
        for word in filter(None, map(str.strip, _PART.split(said))):
            own = [one.student_id for one in pupils if word == one.student_id]
            own = own or [one.student_id for one in pupils if normal(word) == normal(one.name)]
            tagged = [
                one.student_id
                for one in pupils
                if normal(word) in map(normal, tags.get(one.student_id, "").split(";"))
            ]
            if len(own) > 1 or not (own or tagged):
                unknown.append(word)
            found.update(dict.fromkeys(own or tagged))
        if unknown:
            expected = say(
                "timetables.students",
                "a tag, a name or a number of students of {class_id}, that is of one alone where "
                "it is a name",
                class_id=class_id,
            )
            raise InputError(
                [Fault(ANSWERS, None, f"{place}.{key}", word, expected) for word in unknown]
            )
        return tuple(found)

    @staticmethod
    def _likely(part: str, tags: Iterable[str]) -> tuple[str, ...]:
        """The tags by which lists say who is in a part of a class."""
        return tags_for(part, (one for own in tags for one in own.split(";") if one))

    def tell(self) -> None:
        """Tell of rooms that the school does not have."""
        if self._roomless:
            self.maker.notes.append(
                say(
                    "timetables.rooms",
                    "rooms of groups that are none of the school's layouts are left out: {names}",
                    names=named(self._roomless),
                )
            )


def _cell(students: Iterable[tuple[str, ...]]) -> str:
    return ";".join(dict.fromkeys(one for own in students for one in own))
