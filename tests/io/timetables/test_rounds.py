"""Lessons in are lessons out: the same week through each format, into the school's own tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

import timetable_files as files
from timetable_files import BASE, GROUPS, LESSONS, Told, take, wanted

Writer = Callable[[Sequence[Told]], str]
FORMATS: tuple[tuple[str, Writer, bool], ...] = (
    ("week.csv", files.fet_csv, False),
    ("week.fet", files.fet_xml, False),
    ("asc.xml", files.asc_xml, True),
    ("untis.xml", files.untis_xml, True),
)


@pytest.mark.parametrize(("name", "write", "weeks"), FORMATS)
def test_every_lesson_comes_once(tmp_path: Path, name: str, write: Writer, weeks: bool) -> None:
    path = tmp_path / name
    path.write_text(write(LESSONS), "utf-8")
    taken = take([path])
    assert taken.lessons() == wanted(LESSONS, weeks=weeks)
    assert not taken.maker.rows["teachers"], "all of them are known"
    assert not taken.maker.rows["sets"], "whole classes are no sets"
    assert "timetables.no_rooms" in taken.codes()


@pytest.mark.parametrize(("name", "write", "weeks"), FORMATS)
def test_groups_ask_once_who_is_in_them(
    tmp_path: Path, name: str, write: Writer, weeks: bool
) -> None:
    path = tmp_path / name
    path.write_text(write(GROUPS), "utf-8")
    taken = take([path])
    assert taken.lessons() == wanted(GROUPS)
    assert {row["set_id"] for row in taken.maker.rows["timetable"]} == {""}
    groups = {(place, key) for place, key in taken.asked() if key.startswith("group")}
    assert len(groups) == 4, groups
    given: dict[str, dict[str, object]] = {}
    for place, key in groups:
        boys = {"class 7A": "Eli Ford; S003", "class 7B": "S004"}
        girls = {"class 7A": "Fay Gray", "class 7B": "Ida Jung"}
        given.setdefault(place, {})[key] = (boys if "Boys" in key else girls)[place]
    again = take([path], given)
    assert not [key for _, key in again.asked() if key.startswith("group")]
    sets = {row["students"]: row for row in again.maker.rows["sets"]}
    assert set(sets) == {"S001;S003;S004", "S002;S005"}
    assert sets["S001;S003;S004"]["room"] == "R-7B"
    assert sets["S002;S005"]["room"] == "", "the hall is none of the layouts"
    assert "timetables.rooms" in again.codes()
    assert sets["S001;S003;S004"]["teacher_id"] == "T04"
    boys_rows = [row for row in again.maker.rows["timetable"]
                 if row["set_id"] == sets["S001;S003;S004"]["set_id"]]  # fmt: skip
    assert [row["class_id"] for row in boys_rows] == ["7A", "7B"]


@pytest.mark.parametrize("single", [False, True])
def test_a_calendar_of_a_teacher(tmp_path: Path, single: bool) -> None:
    own = [one for one in LESSONS if one.teachers == ("Ana Bell",)]
    others = [one for one in LESSONS if one.teachers == ("Cai Dunn",)]
    path = tmp_path / "ana.ics"
    path.write_text(files.ics([*own, *others], "School", single=single), "utf-8")
    before = [
        {"class_id": "7A", "period_id": "D5-4", "subject": "Maths", "teacher_id": "T01"},
        {"class_id": "7A", "period_id": "D5-3", "subject": "English", "teacher_id": "T02"},
    ]
    taken = take([path], timetable=before)
    assert taken.lessons() == wanted([*own, *others])
    assert ("timetable", "week_1") in taken.asked()
    assert not taken.maker.stays(before[0]), "her week is the one of the calendar"
    assert taken.maker.stays(before[1]), "and of the others nothing is said"


def test_a_calendar_of_the_whole_school(tmp_path: Path) -> None:
    (tmp_path / "x.ics").write_text(files.ics(LESSONS, "School"), "utf-8")
    assert take([tmp_path / "x.ics"]).lessons() == wanted(LESSONS)


def test_a_calendar_of_a_teacher_names_them_in_its_title(tmp_path: Path) -> None:
    text = files.ics([LESSONS[0]], "Ana Bell").replace("DESCRIPTION:Ana Bell", "DESCRIPTION:")
    (tmp_path / "x.ics").write_text(text, "utf-8")
    assert take([tmp_path / "x.ics"]).lessons() == wanted([LESSONS[0]])


def test_a_calendar_names_classes_with_brackets_in_their_names(tmp_path: Path) -> None:
    text = files.ics([LESSONS[0]], "School").replace("(7A)", "高二（1）班")
    (tmp_path / "x.ics").write_text(text, "utf-8")
    classes = [{**one, "class_id": "高二（1）班"} for one in BASE["students"][:2]]
    told = take([tmp_path / "x.ics"], students=classes)
    assert {row["class_id"] for row in told.maker.rows["timetable"]} == {"高二（1）班"}


def test_a_calendar_of_one_lesson_in_odd_weeks(tmp_path: Path) -> None:
    lessons = [Told(3, 4, "Maths", (("7B", ""),), ("Ana Bell",), "", "odd")]
    (tmp_path / "x.ics").write_text(files.ics(lessons), "utf-8")
    assert take([tmp_path / "x.ics"]).lessons() == wanted(lessons)


def test_a_calendar_of_one_week_asks_whether_it_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "x.ics"
    lessons = [LESSONS[0], LESSONS[6]]
    text = files.ics(lessons)
    path.write_text("".join(line for line in text.splitlines(True) if "RRULE" not in line), "utf-8")
    taken = take([path])
    assert ("timetable", "one_week") in taken.asked()
    assert taken.lessons() == wanted(lessons)
    taken = take([path], {"timetable": {"one_week": "week 1 alone"}})
    assert {row["weeks"] for row in taken.maker.rows["timetable"]} == {"1"}


def test_lessons_of_another_term_are_left_out_and_told(tmp_path: Path) -> None:
    path = tmp_path / "x.ics"
    once = files.ics(LESSONS[3:4]).replace("INTERVAL=1;", "COUNT=1;").replace("UID:0", "UID:1")
    text = files.ics(LESSONS[:1]).replace("END:VCALENDAR\r\n", "")
    text += once[once.index("BEGIN:VEVENT") :]
    path.write_text(text, "utf-8", newline="")
    assert len(take([path]).lessons()) == 3
    taken = take([path], {"timetable": {"week_1": "2027-03-01"}})
    assert taken.lessons() == wanted(LESSONS[:1])
    assert "timetables.not_this_term" in taken.codes()


def test_sets_that_no_lesson_has_any_more_are_told(tmp_path: Path) -> None:
    path = tmp_path / "asc.xml"
    path.write_text(files.asc_xml(LESSONS[:1]), "utf-8")
    before = [
        {"class_id": "7A", "period_id": "D5-4", "subject": "Art", "teacher_id": "T03",
         "set_id": "Art 7A"}
    ]  # fmt: skip
    assert "timetables.left_sets" in take([path], timetable=before).codes()


def test_a_calendar_of_a_class_names_it_in_its_title(tmp_path: Path) -> None:
    text = files.ics([LESSONS[0]], "7A").replace(" (7A)", "")
    (tmp_path / "x.ics").write_text(text, "utf-8")
    assert take([tmp_path / "x.ics"]).lessons() == wanted([LESSONS[0]])


def test_the_periods_of_the_school_keep_their_ids(tmp_path: Path) -> None:
    path = tmp_path / "asc.xml"
    path.write_text(files.asc_xml(LESSONS[:1]), "utf-8")
    periods = [
        {"period_id": "P1", "weekday": "1", "start": "08:00", "end": "08:40", "kind": "lesson"}
    ]
    taken = take([path], periods=periods)
    assert [row["period_id"] for row in taken.maker.rows["timetable"]] == ["P1"]
    assert not taken.maker.rows["periods"]


def test_a_new_week_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    path = tmp_path / "asc.xml"
    path.write_text(files.asc_xml(LESSONS[:1]), "utf-8")
    before = [
        {"class_id": class_id, "period_id": "D5-4", "subject": "Art", "teacher_id": "T03"}
        for class_id in ("7A", "7B")
    ]
    taken = take([path], timetable=before)
    assert [taken.maker.stays(row) for row in before] == [False, True]


def test_a_class_that_nobody_knows_is_told(tmp_path: Path) -> None:
    path = tmp_path / "asc.xml"
    other = Told(1, 3, "Art", (("9Z", ""),), ("Cai Dunn",))
    path.write_text(files.asc_xml([*LESSONS[:1], other]), "utf-8")
    taken = take([path])
    assert taken.lessons() == wanted(LESSONS[:1])
    assert "sheets.week_of_nobody" in taken.codes()


def test_a_teacher_whom_nobody_knows_has_somebody_stand_for_them(tmp_path: Path) -> None:
    path = tmp_path / "asc.xml"
    lesson = Told(1, 3, "Maths", (("7A", ""),), ("Zoe Yarn",))
    path.write_text(files.asc_xml([lesson]), "utf-8")
    teaching = [{"class_id": "7A", "subject": "Maths", "teacher_id": "T01"}]
    taken = take([path], teaching=teaching)
    assert taken.lessons() == wanted([lesson]), "and not the one who teaches it by the list"
    assert "sheets.made_teachers" in taken.codes()


def test_a_name_that_two_teachers_have_is_asked_about(tmp_path: Path) -> None:
    path = tmp_path / "asc.xml"
    path.write_text(files.asc_xml(LESSONS[:1]), "utf-8")
    twice = [*BASE["teachers"], {"teacher_id": "T09", "name": "Ana Bell", "roles": "subject"}]
    assert ("timetable", "teacher Ana Bell") in take([path], teachers=twice).asked()
    taken = take([path], {"timetable": {"teacher Ana Bell": "T09"}}, teachers=twice)
    assert [row["teacher_id"] for row in taken.maker.rows["timetable"]] == ["T09"]
