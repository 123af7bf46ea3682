"""Whom the lessons of a week name: the school's classes, parts of them, and its teachers."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from pairing.io.sheets.making.maker import Maker, class_ids
from pairing.io.sheets.page import normal
from pairing.io.timetables.timetable import PLACE
from pairing.model.messages.message import Message, named, say

__all__ = ["ClassNames", "TeacherNames"]

_NOBODY = "nobody"
_NUMERALS = {sign: str(number) for number, sign in enumerate("一二三四五六七八九", 1)}
_TENS = re.compile(r"([一二三四五六七八九])?十([一二三四五六七八九])?")
_OF_CLASSES = re.compile(r"年级|年級|班|级|級|\b(?:class|form|year|grade)\b")
_TITLE = re.compile(
    r"^(?:mr|mrs|ms|miss|dr|prof|frau|herr)\b\.?\s*|\s*(?:老师|老師|教师|教師)$", re.IGNORECASE
)


def _key(name: str) -> tuple[str, ...]:
    """A class's name without what schools write now and then: 四（3）班 and 四3班 are one."""
    text = unicodedata.normalize("NFKC", name).casefold()
    text = _TENS.sub(
        lambda found: _NUMERALS.get(found[1] or "一", "1") + (_NUMERALS.get(found[2] or "", "0")),
        text,
    )
    text = "".join(_NUMERALS.get(sign, sign) for sign in _OF_CLASSES.sub(" ", text))
    return tuple(re.findall(r"\d+|[^\W\d_]+", text))


class ClassNames:
    """The classes of the school by what a timetable calls them."""

    def __init__(self, maker: Maker) -> None:
        self._known = class_ids(maker)
        self._other, self._parents = maker.found.other_names, maker.found.parents
        self._children: dict[str, list[str]] = defaultdict(list)
        for name, parents in self._parents.items():
            for parent in parents:
                self._children[parent].append(name)
        keys: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for class_id in dict.fromkeys(self._known.values()):
            keys[_key(class_id)].append(class_id)
        self._by_key = {key: own[0] for key, own in keys.items() if key and len(own) == 1}
        self._grades: dict[str, list[str]] = defaultdict(list)
        for row in {row["class_id"]: row for row in maker.known("classes")}.values():
            self._grades[normal(row.get("grade", ""))].append(row["class_id"])
        self._told: dict[str, str] = {}

    @property
    def only(self) -> str:
        """The class of a school of one class; '' for any other school."""
        every = set(self._known.values())
        return next(iter(every)) if len(every) == 1 else ""

    def whole(self, name: str) -> str:
        """The class that a text names, and no part of one; '' where it names none."""
        for own in (name, *self._other.get(name, ())):
            if normal(own) in self._known:
                return self._known[normal(own)]
        for own in (name, *self._other.get(name, ())):
            if class_id := self._by_key.get(_key(own)):
                self._told[name] = class_id
                return class_id
        return ""

    def find(self, name: str) -> tuple[tuple[str, str], ...]:
        """Each (class, part of it or '') that a set of students is; () where nobody knows."""
        if class_id := self.whole(name):
            return ((class_id, ""),)
        for above in self._above(name):
            if class_id := self.whole(above):
                return ((class_id, name),)
        below = [class_id for one in self._below(name) if (class_id := self.whole(one))]
        grade = self._grades.get(normal(name), []) if normal(name) else []
        if below or grade:
            return tuple((class_id, "") for class_id in dict.fromkeys(below or grade))
        return self._begins(name)

    def _begins(self, name: str) -> tuple[tuple[str, str], ...]:
        """The class that a name begins with, the rest being the part: 7A Boys."""
        text = unicodedata.normalize("NFKC", name).strip()
        best = ""
        for class_id in self._known.values():
            plain = unicodedata.normalize("NFKC", class_id)
            behind = text[len(plain) : len(plain) + 1]
            if (
                text.casefold().startswith(plain.casefold())
                and behind
                and not behind.isalnum()
                and len(class_id) > len(best)
            ):
                best = class_id
        if not best:
            return ()
        self._told[name] = best
        rest = text[len(unicodedata.normalize("NFKC", best)) :].strip(" -_/.:()")
        return ((best, rest or name),)

    def _above(self, name: str) -> Iterator[str]:
        return _reached(name, self._parents)

    def _below(self, name: str) -> Iterator[str]:
        return _reached(name, self._children)

    def told(self) -> Iterator[Message]:
        """Which names were taken for classes that are written in another way."""
        cases = [f"{name} > {own}" for name, own in self._told.items() if name != own]
        if cases:
            yield say(
                "timetables.written_otherwise",
                "classes that the timetable writes in another way: {cases}",
                cases=named(cases),
            )


class TeacherNames:
    """The teachers of the school by what a timetable calls them."""

    def __init__(self, maker: Maker, teachers: Mapping[str, str]) -> None:
        self._answers = maker.answers
        self._other = maker.found.other_names
        self._ids: dict[str, dict[str, None]] = defaultdict(dict)
        self._names: dict[str, str] = {}
        for row in {row["teacher_id"]: row for row in maker.known("teachers")}.values():
            self._ids[normal(row["name"])][row["teacher_id"]] = None
            self._names[row["teacher_id"]] = row["name"]
        for name, own in teachers.items():
            self._ids[name].setdefault(own, None)
        self._found: dict[str, str | None] = {}

    def find(self, name: str) -> str | None:
        """The id of a teacher; None where nobody is known by that name.

        Raises InputError where what somebody answered is nobody's id.
        """
        if name not in self._found:
            self._found[name] = self._find(name)
        return self._found[name]

    def exactly(self, name: str) -> str | None:
        """The id of a teacher who is called just so, with a title or without."""
        for own in (name, *self._other.get(name, ())):
            for plain in (own, _TITLE.sub("", own)):
                same = self._ids.get(normal(plain), {}) if normal(plain) else {}
                if same:
                    return self._one_of(name, list(same))
        return next((own for own in (name, *self._other.get(name, ())) if own in self._names), None)

    def _find(self, name: str) -> str | None:
        if not name:
            return None
        if (own := self.exactly(name)) is not None:
            return own
        bare = normal(_TITLE.sub("", name))
        if not bare or bare == normal(name):
            return None
        # With a title and a family name alone: it may be one of us, and somebody says so.
        same = [own for own, full in self._names.items() if bare in _families(full)]
        if not same:
            return None
        said = self._ask(name, same[0] if len(same) == 1 else _NOBODY, [*same, _NOBODY])
        return None if said == _NOBODY else said

    def _one_of(self, name: str, same: list[str]) -> str:
        return same[0] if len(same) == 1 else self._ask(name, same[0], same)

    def _ask(self, name: str, guess: str, options: Iterable[str]) -> str:
        words = say(
            "timetables.teacher",
            "who {name} of the timetable is, of {names}: taken for {teacher_id}",
            name=name,
            names=named(f"{own} {self._names.get(own, '')}".strip() for own in options),
            teacher_id=guess,
        )
        return str(self._answers.ask(PLACE, f"teacher {name}", guess, words, tuple(options)))


def _families(name: str) -> set[str]:
    """What the family name of somebody may be: the last word, or the first sign."""
    words = unicodedata.normalize("NFKC", name).split()
    found = {normal(words[-1])} if len(words) > 1 else set()
    return found if name.isascii() else found | {normal(name)[:1]}


def _reached(name: str, next_to: Mapping[str, Iterable[str]]) -> Iterator[str]:
    """The names that one leads to by steps, the nearest first."""
    seen, ahead = {name}, list(next_to.get(name, ()))
    while ahead:
        one = ahead.pop(0)
        if one not in seen:
            seen.add(one)
            yield one
            ahead += next_to.get(one, ())
