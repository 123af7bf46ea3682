"""Who is in which taught group, as lists say it (走班名单, 教学班, 选科): as tags of students."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pairing.io.raw.cells import shown
from pairing.io.sheets.page import normal
from pairing.io.sheets.recognising.blocks import Block, at
from pairing.io.sheets.recognising.vocabulary import Role
from pairing.io.sheets.recognising.words import SUBJECTS_BY_LENGTH, parts_of

__all__ = ["is_of_students", "is_set_list", "merged_tags", "tags_for", "tags_of"]

_STUDENTS = re.compile(r"学生|學生|student|pupil")
_HOME_CLASS = re.compile(r"^(所在)?(行政班|原班)[级級]?$")
"""A header that only lists of groups over classes have: the class that students come from."""
_LIST = re.compile(
    r"(走班|教学班|教學班)?(学生|學生)?(名单|名單|名册|名冊|花名册|花名冊|一览表|一覽表)$"
)
_OF_SETS = re.compile(r"走班|教学班|教學班|选修|選修")
_SHORT = {"物": "物理", "化": "化学", "生": "生物", "史": "历史", "历": "历史", "地": "地理",
          "政": "政治"}  # fmt: skip
_CHOICE = re.compile(r"[物化生史历地政]{2,6}")
"""Subjects that a student has chosen, a sign each: 物化生."""
_GROUP_END = re.compile(r"[组組班]$")


def is_of_students(block: Block) -> bool:
    """Whether the names are students', though their teacher may stand beside them."""
    name = block.first(Role.NAME)
    if name is None:
        return False
    teacher = block.first(Role.TEACHER) is not None
    return (teacher and bool(_STUDENTS.search(normal(name.header)))) or is_set_list(block)


def is_set_list(block: Block) -> bool:
    """Whether a list has the students of taught groups, and of a class perhaps not all."""
    if block.first(Role.NAME) is None:
        return False
    if block.first(Role.TAGS) is not None:
        return bool(block.of_role(Role.TEACHER, Role.SUBJECT))
    return bool(_list_name(block))


def _list_name(block: Block) -> str:
    """The group whose list it is, by its name or title; '' where it is none of one group."""
    home = block.first(Role.CLASS)
    if home is None or not _HOME_CLASS.match(normal(home.header)):
        return ""
    for text in (block.page.name, *block.titles):
        plain = _LIST.sub("", shown(text).strip()).strip()
        subject = any(one in normal(text) for one in SUBJECTS_BY_LENGTH if not one.isascii())
        if plain and (subject or _OF_SETS.search(text)):
            return plain.replace(";", ",")
    return ""


def tags_of(block: Block, cells: tuple[str, ...]) -> str:
    """The tags that a row of a list has for its student: groups, and each subject chosen."""
    found: dict[str, None] = {}
    for column in block.of_role(Role.TAGS):
        for part in parts_of(shown(at(cells, column.place)).replace("+", ";").replace("＋", ";")):
            found[part] = None
            if _CHOICE.fullmatch(part):
                found.update(dict.fromkeys(_SHORT[sign] for sign in part))
    if not found and (name := _list_name(block)):
        found[name] = None
    return ";".join(found)


def merged_tags(old: str, new: str, said: Iterable[str]) -> str:
    """The tags of a student: whoever changed a group is no more in that of before.

    Args:
        old: the tags of before.
        new: those of the lists.
        said: all that the lists say of anybody.
    """
    own, gone = [one for one in new.split(";") if one], set(said)
    kept = [one for one in old.split(";") if one and (one in own or one not in gone or not own)]
    return ";".join(dict.fromkeys([*kept, *own]))


def tags_for(part: str, tags: Iterable[str]) -> tuple[str, ...]:
    """The tags that say who is in a part of a class: called so, or the only one that names it."""
    plain = normal(part)
    known = dict.fromkeys(tags)
    for name in dict.fromkeys((plain, _GROUP_END.sub("", plain))):
        if same := tuple(one for one in known if normal(one) == name):
            return same
    name = _GROUP_END.sub("", plain)
    inside = tuple(one for one in known if name in normal(one))
    return inside if len(name) > 1 and len(inside) == 1 else ()
