"""Words: whatever a template or a page shows for a table, a header or a value is read back."""

from __future__ import annotations

import html
import re
import zipfile
from collections.abc import Iterator
from datetime import date, timedelta
from enum import Enum
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pairing.io import read_school, write_school, write_template
from pairing.io.books.reader import read_book
from pairing.io.parsing import parse_tables
from pairing.io.sheets import import_sheets
from pairing.io.vocabulary.aliases import column_name, is_guide, table_name, value_name
from pairing.io.vocabulary.values import VALUES
from pairing.io.vocabulary.words import choice_word, choices_of, guide_word, header_word, sheet_word
from pairing.language import LANGUAGES, nearest_language, of_environment, speaking, translated
from pairing.model.enums import (
    DayKind,
    ExamKind,
    Missing,
    RelationKind,
    Ruling,
    SessionKind,
    WishFor,
    WishRank,
)
from pairing.model.many import joined, parted
from pairing.model.records import (
    TABLES,
    Absence,
    Cancellation,
    Decision,
    Exam,
    MeetingRoom,
    PastMentor,
    Record,
    Relation,
    Score,
    SpecialDays,
    TaughtSet,
    Wish,
)
from pairing.model.school import School
from pairing.sample import make_sample

_SHEET_NAME = 31
"""The signs that a spreadsheet allows in the name of a sheet."""
_ELSEWHERE = {("front",), ("excused",), ("subject",), ("open",), ("missed",)}
"""Words of lists that pages show in another sense: a third of a room, whom a rule spares, what
is taught, what a button does, who missed an exam."""
_DAY = date(2026, 9, 30)


@pytest.fixture(params=list(LANGUAGES))
def code(request: pytest.FixtureRequest) -> Iterator[str]:
    with speaking(request.param):
        yield request.param


def lists() -> Iterator[tuple[type[Record], str, type[Enum]]]:
    """Every column that takes the words of a closed list."""
    for kind in TABLES:
        for column in kind.columns():
            annotation = kind.field_of(column).annotation
            for part in (annotation, *get_args(annotation)):
                if isinstance(part, type) and issubclass(part, Enum):
                    yield kind, column, part


def tables_of(school: School) -> dict[str, Any]:
    return {kind.table: school.table(kind.table) for kind in TABLES}


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> School:
    """A school with every word of the lists that one row a word can hold."""
    made = make_sample(2, 8, 1).school()
    tables = tables_of(made)
    one, two = made.students[0].student_id, made.students[1].student_id
    teacher = made.teachers[0].teacher_id
    tables["wishes"] = tuple(
        Wish(person_id=row.student_id, wants_id=teacher, **{"for": purpose}, rank=rank, by="王 明")
        for row, purpose, rank in zip(made.students, WishFor, WishRank, strict=False)
    )
    tables["relations"] = tuple(
        Relation(student_id=row.student_id, other_id=two, kind=kind)
        for row, kind in zip(made.students[2:], RelationKind, strict=False)
    )
    tables["decisions"] = tuple(
        Decision(student_id=one, need=need, ruling=ruling, by="A, B", at=_DAY)
        for need, ruling in zip(("maths", "psychology"), Ruling, strict=True)
    )
    tables["calendar"] = tuple(
        SpecialDays.model_validate({"from": _DAY + timedelta(days=day), "kind": kind, **more})
        for day, kind in enumerate(DayKind)
        for more in [{"follows": 4} if kind is DayKind.SWAPPED else {}]
    )
    tables["sets"] = (
        TaughtSet(set_id="X", subject="maths", teacher_id=teacher, students=(one, two)),
    )
    lesson = tables["timetable"][0]
    tables["timetable"] = (
        *tables["timetable"],
        lesson.model_copy(update={"set_id": "X", "weeks": "odd"}),
        lesson.model_copy(update={"weeks": "1-8;11"}),
    )
    tables["exams"] = tuple(Exam(exam=kind.value, kind=kind) for kind in ExamKind)
    tables["cancellations"] = tuple(
        Cancellation(student_id=one, host_id=teacher, subject="study", kind=kind, date=_DAY)
        for kind in SessionKind
    )
    tables["absences"] = (Absence(person_id=teacher, **{"from": _DAY}),)
    tables["meeting_rooms"] = (MeetingRoom(room_id="room 1", name="=1+1"),)
    tables["mentor_history"] = (
        PastMentor(student_id=one, teacher_id=teacher, **{"from": _DAY}, rating=5),
    )
    tables["scores"] = (
        *tables["scores"],
        *(
            Score(
                student_id=one,
                subject="maths",
                exam=f"no mark: {why.value}",
                date=_DAY,
                score=None,
                full_score=100,
                missing=why,
            )
            for why in Missing
        ),
    )
    tables["students"] = tuple(
        row.model_copy(update={"tags": ("a, b",), "area": "东村"}) for row in tables["students"]
    )
    folder = tmp_path_factory.mktemp("words") / "school"
    write_school(tables, folder)
    read = read_school(folder)
    assert tables_of(read) == tables
    return read


def test_sheets_and_headers_are_read_back(code: str) -> None:
    names = [sheet_word(kind.table) for kind in TABLES]
    assert len({*names, guide_word()}) == len(TABLES) + 1
    assert all(len(name) <= _SHEET_NAME and not set(name) & set("[]:*?/\\'") for name in names)
    assert [table_name(name) for name in names] == [kind.table for kind in TABLES]
    assert is_guide(guide_word())
    assert table_name(guide_word()) is None
    for kind in TABLES:
        headers = [header_word(kind.table, column) for column in kind.columns()]
        assert len(set(headers)) == len(headers)
        assert [column_name(header) for header in headers] == list(kind.columns())
        if code != "en":
            assert not any(word.isascii() for word in (*headers, sheet_word(kind.table)))


def test_every_word_of_a_list_is_read_back(code: str) -> None:
    for kind in TABLES:
        for column in kind.columns():
            values = choices_of(kind, column)
            words = [choice_word(kind, column, value) for value in values]
            assert len(set(words)) == len(words), (column, words)
            for value, word in zip(values, words, strict=True):
                assert value_name(column, str(word), kind.table) == str(value)
                if code == "en":
                    assert word == value
                else:
                    assert not str(word).isascii()


def test_every_word_that_pages_show_of_a_list_is_read_back(code: str) -> None:
    for kind, column, members in lists():
        for member in members:
            plain = str(member.value).replace("_", " ")
            for shown in (plain, plain.capitalize()):
                word = translated(shown)
                known = value_name(column, word, kind.table) == member.value
                assert known or (plain,) in _ELSEWHERE, (column, shown, word)


def test_every_list_of_a_table_has_words_for_all_its_values() -> None:
    for kind, column, members in lists():
        words = VALUES.get(f"{kind.table}.{column}", VALUES.get(column))
        assert words is not None, (kind.table, column)
        assert set(words) == {member.value for member in members}


def test_a_word_means_one_value_of_its_column() -> None:
    from pairing.io.vocabulary.folding import fold

    for place, names in VALUES.items():
        seen: dict[str, str] = {}
        for value, words in names.items():
            for word in (value, *words.split()):
                assert seen.setdefault(fold(word), value) == value, (place, word)


@pytest.mark.parametrize(
    ("column", "word", "value"),
    [
        ("roles", "教干、教研组长", "cadre;backbone"),
        ("roles", "校长，党员", "cadre"),
        ("roles", "副校长 大队辅导员 科任教师", "cadre;subject"),
        ("roles", "中层干部；骨干教师,班主任", "cadre;backbone;homeroom"),
        ("roles", "Home room; subject", "homeroom;subject"),
        ("roles", "行政主管、導師", "cadre;homeroom"),
        ("roles", "班主任 门卫", "班主任 门卫"),
        ("serves", "人际关系、心理", "relations;psychology"),
        ("subjects", "语文、数学", "语文、数学"),
        ("weekday", "周一", "1"),
        ("weekday", "星期二", "2"),
        ("weekday", "礼拜三", "3"),
        ("weekday", "週四", "4"),
        ("weekday", "Fri", "5"),
        ("weekday", "saturday", "6"),
        ("weekday", "星期天", "7"),
        ("usable", "Ｙ", "yes"),
        ("source", "测验", "test"),
        ("need", "人际关系", "relations"),
        ("subject", "心理", "心理"),
    ],
)
def test_words_of_schools(column: str, word: str, value: str) -> None:
    assert value_name(column, word) == value


def test_a_reason_for_no_mark_may_stand_in_its_place(code: str) -> None:
    row = {"student_id": "S1", "subject": "maths", "exam": "mid", "date": _DAY, "full_score": 100}
    for why in Missing if code != "en" else ():
        word = choice_word(Score, "missing", why.value)
        assert Score.model_validate({**row, "score": word}).missing is why


def test_the_table_decides_what_an_ambiguous_word_means() -> None:
    assert value_name("kind", "自习", "periods") == "self_study"
    assert value_name("kind", "自习", "cancellations") == "study_check"
    assert value_name("kind", "考试", "units") == "考试"
    assert value_name("subject", "心理", "cancellations") == "psychology"
    assert value_name("subject", "心理", "teaching") == "心理"


def test_a_filled_template_is_the_same_school(code: str, school: School, tmp_path: Path) -> None:
    book = tmp_path / "school.xlsx"
    write_template(book, school, code)
    # Whoever reads it may speak any language.
    for spoken in LANGUAGES:
        with speaking(spoken):
            assert tables_of(read_school(book)) == tables_of(school)
    sheets = {table_name(sheet.name): sheet.rows for sheet in read_book(book)}
    for kind, column, _ in lists():
        words = {str(choice_word(kind, column, one)) for one in choices_of(kind, column)}
        place = kind.columns().index(column)
        cells = [cells[place] for _, cells in (sheets[kind.table] or ())[1:]]
        assert {part for cell in cells for part in parted(cell)} <= words


def test_a_filled_template_is_tables_to_the_reader_of_sheets_too(
    code: str, school: School, tmp_path: Path
) -> None:
    write_template(tmp_path / "school.xlsx", school, code)
    made = import_sheets([tmp_path / "school.xlsx"])
    assert made.only_tables
    assert not parse_tables(made.raw).faults
    assert parse_tables(made.raw).tables == {
        name: list(rows) for name, rows in tables_of(school).items()
    }


def test_an_empty_template_has_nobody_and_nothing_to_tell(code: str, tmp_path: Path) -> None:
    write_template(tmp_path / "school.xlsx", language=code)
    read = read_school(tmp_path / "school.xlsx")
    assert not read.students
    assert read.notes == ()


def test_lists_of_ids_name_sheets_that_are_there(code: str, tmp_path: Path) -> None:
    book = tmp_path / "school.xlsx"
    write_template(book, language=code)
    with zipfile.ZipFile(book) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    sheets = re.findall(r'<sheet name="([^"]+)"', parts["xl/workbook.xml"])
    assert sheets == [guide_word(), *(sheet_word(kind.table) for kind in TABLES)]
    formulas = [
        html.unescape(found)
        for text in parts.values()
        for found in re.findall(r"<formula1>([^<]*)</formula1>", text)
    ]
    named = [found[1] for one in formulas if (found := re.match(r"'(.+)'!\$A\$2:", one))]
    assert {sheet_word("teachers"), sheet_word("students")} <= set(named) <= set(sheets)
    assert f'"{choice_word(TABLES[0], "gender", "F")},' in " ".join(formulas)


def test_what_a_template_says_is_in_its_language(tmp_path: Path) -> None:
    book = tmp_path / "school.xlsx"
    with speaking("zh_TW"):
        write_template(book, language="zh_CN")
        assert translated("First day") == "第一天"
    with zipfile.ZipFile(book) as archive:
        notes = "".join(
            archive.read(name).decode() for name in archive.namelist() if "comments" in name
        )
    texts = [html.unescape(text) for text in re.findall(r"<t[^>]*>([^<]+)</t>", notes)]
    assert len(texts) == sum(len(kind.columns()) for kind in TABLES)
    assert not [text for text in texts if re.search("[A-Za-z]{2}", text)]


@pytest.mark.parametrize(
    ("locale", "nearest"),
    [
        ("zh_CN.UTF-8", "zh_CN"),
        ("zh-Hant-HK", "zh_TW"),
        ("zh_TW", "zh_TW"),
        ("zh", "zh_CN"),
        ("de_DE", "en"),
        ("C.UTF-8", "en"),
        ("", "en"),
    ],
)
def test_the_language_of_a_locale(
    locale: str, nearest: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert nearest_language(locale) == nearest
    for variable in ("LANGUAGE", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("LANG", locale)
    assert of_environment() == nearest


@given(st.lists(st.text("ab ,、，1").map(str.strip).filter(bool), unique=True))
def test_several_values_in_a_cell_come_back(values: list[str]) -> None:
    assert parted(joined(values)) == values


def test_several_values_are_parted_as_people_do() -> None:
    assert parted("语文、数学，英语") == ["语文", "数学", "英语"]
    assert parted("语文；数学,英语") == ["语文", "数学", "英语"]
    assert parted("Art, craft; maths") == ["Art, craft", "maths"]
    assert parted(" ; ") == []
