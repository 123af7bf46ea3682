"""The made-up school in each language: its own words throughout, and all else the same."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from pairing.language import LANGUAGES
from pairing.model.enums import Dimension
from pairing.model.records import TABLES
from pairing.model.school import School
from pairing.sample import make_sample
from pairing.sample.staff import SUBJECTS
from pairing.sample.words import Names, Words, words_of
from pairing.screening import screen

_CHARACTERS = {"en": "ascii", "zh_CN": "gb2312", "zh_TW": "big5"}
"""The signs that a language is written with: GB 2312 has no traditional, Big5 no simplified one."""
_PLACE_OF_A_VALUE = re.compile(r"\{[^}]*\}")
OTHERS = [code for code in LANGUAGES if code != "en"]


def texts(value: Any) -> Iterator[str]:
    """Every text in what a model holds."""
    if isinstance(value, str):
        yield value
    else:
        for one in value.values() if isinstance(value, dict) else value:
            yield from texts(one)


def in_the_school(school: School) -> Iterator[str]:
    """Every text of its tables that people wrote, and no id or word of a list."""
    yield from (text for row in school.students for text in (row.name, row.area or ""))
    yield from (text for row in school.teachers for text in (row.name, row.area or ""))
    yield from (tag for row in school.students for tag in row.tags)
    yield from (row.class_id for row in school.classes)
    yield from (text for row in school.scores for text in (row.subject, row.exam))
    yield from (row.indicator for row in school.indicators)
    yield from (text for row in school.units for text in (row.name, row.kind, row.area or ""))


def shape(value: Any) -> Any:
    """How many there are of everything."""
    if isinstance(value, str):
        return 1
    if isinstance(value, dict):
        return {key: shape(one) for key, one in value.items()}
    return len(value)


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_school_is_written_with_the_signs_of_its_language(code: str) -> None:
    school = make_sample(4, 42, 7, code).school()
    written = [*texts(words_of(code).model_dump()), *in_the_school(school)]
    for text in (_PLACE_OF_A_VALUE.sub("", one) for one in written):
        text.encode(_CHARACTERS[code])
        if code != "en":
            assert not re.search("[A-Za-z]", text), text


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_language_has_equally_many_words_and_each_name_once(code: str) -> None:
    words = words_of(code)
    assert shape(words.model_dump()) == shape(words_of("en").model_dump())
    assert set(words.subjects) == set(SUBJECTS)
    assert set(words.signs) == set(Dimension)
    for names in (surnames(words), given_names(words), words.areas, words.subjects.values()):
        assert max(Counter(names).values()) == 1


def both(words: Words) -> tuple[Names, Names]:
    return words.common, words.rare


def surnames(words: Words) -> list[str]:
    return [name for names in both(words) for name in names.surnames]


def given_names(words: Words) -> list[str]:
    return [name for names in both(words) for given in names.given.values() for name in given]


@pytest.mark.parametrize("code", OTHERS)
def test_areas_sort_alike(code: str) -> None:
    """Visits are planned area by area in this order, and another makes other plans."""
    ours, english = words_of(code).areas, words_of("en").areas
    assert [ours.index(one) for one in sorted(ours)] == [
        english.index(one) for one in sorted(english)
    ]


def without_words(school: School, words: Words) -> dict[str, list[dict[str, Any]]]:
    """The tables, with numbers in place of names."""
    known = {name: code for code, name in words.subjects.items()}
    known |= {row.class_id: f"class {number}" for number, row in enumerate(school.classes)}
    rooms = {row.layout_id: f"room {number}" for number, row in enumerate(school.classes)}

    def plain(table: str, column: str, value: Any) -> Any:
        match column:
            case "name" | "area" | "indicator" | "exam":
                return len(value) > 0
            case "kind" if table == "units":
                return len(value) > 0
            case "tags" if table == "students":
                return len(value)
            case "subjects":
                return [known[one] for one in value]
            case "subject" | "class_id":
                return known[value]
            case "layout_id":
                return rooms[value]
            case "seat_id":
                room, _, place = value.partition("-")
                return rooms[room], place
        return value

    return {
        kind.table: [
            {column: plain(kind.table, column, value) for column, value in row.model_dump().items()}
            for row in school.table(kind.table)
        ]
        for kind in TABLES
    }


@pytest.mark.parametrize("code", OTHERS)
@pytest.mark.parametrize(("classes", "students"), [(4, 42), (7, 9)])
def test_all_but_words_is_the_same(code: str, classes: int, students: int) -> None:
    ours, english = (make_sample(classes, students, 7, one).school() for one in (code, "en"))
    assert without_words(ours, words_of(code)) == without_words(english, words_of("en"))
    assert [rule.id for rule in ours.rules] == [rule.id for rule in english.rules]


def needs(code: str) -> dict[str, set[tuple[str, int]]]:
    known = {name: code for code, name in words_of(code).subjects.items()}
    found = screen(make_sample(4, 42, 7, code).school()).needs_of
    return {
        student_id: {(known.get(row.need, row.need), row.severity) for row in rows}
        for student_id, rows in found.items()
    }


@pytest.mark.parametrize("code", OTHERS)
def test_the_same_students_are_in_need(code: str) -> None:
    assert needs(code) == needs("en")
