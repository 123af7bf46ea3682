"""Each rule of the OneRoster standard that decides who is here, where, and what a result is."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from exports import Files, export, write
from pairing import make_plan, read_school
from pairing.io.oneroster.files import read_export
from pairing.io.oneroster.people import find_people
from pairing.io.oneroster.tables import contract_tables
from pairing.model.messages.fault import Fault, InputError
from pairing.model.school import School


def read(tmp_path: Path, files: Files, **options: object) -> School:
    return read_school(write(tmp_path / "export", files), **options)  # type: ignore[arg-type]


def faults(tmp_path: Path, files: Files, **options: object) -> tuple[Fault, ...]:
    with pytest.raises(InputError) as caught:
        read(tmp_path, files, **options)
    return caught.value.faults


def notes(school: School) -> dict[str, object]:
    return {
        note.code: note.facts.get("ids", note.facts.get("count"))
        for note in school.notes
        if note.code != "oneroster.made_up"
    }


def students(school: School) -> list[str]:
    return [one.student_id for one in school.students]


def test_a_sound_export_has_nothing_to_tell_but_what_is_made_up(tmp_path: Path) -> None:
    school = read(tmp_path, export())
    assert students(school) == ["s1", "s2"]
    assert [(row.score, row.full_score) for row in school.scores] == [(35, 50), (45, 50)]
    assert [note.code for note in school.notes] == ["oneroster.made_up"]


@pytest.mark.parametrize(
    ("name", "row", "gone"),
    [
        ("users", "s3,tobedeleted,true,o1,student,c,Cy,Day", "s3"),
        ("users", "s3,inactive,true,o1,student,c,Cy,Day", "s3"),
        ("classes", "x1,tobedeleted,Old,07,c1,scheduled,o1", "x1"),
        ("enrollments", "e9,tobedeleted,h1,o1,nobody,student,,", "e9"),
        ("orgs", "o9,tobedeleted,Old School,school,H9", "o9"),
        ("lineItems", "l9,tobedeleted,Unit 9,,2026-09-10,m1,k1,50", "l9"),
        ("results", "r9,tobedeleted,l1,s1,fully graded,1,2026-09-30", "r9"),
    ],
)
def test_what_is_not_active_is_left_out_of_every_file(
    tmp_path: Path, name: str, row: str, gone: str
) -> None:
    files = export()
    files[name].append(row)
    school = read(tmp_path, files)
    assert students(school) == ["s1", "s2"]
    assert [row.score for row in school.scores] == [35, 45]
    (note,) = [note for note in school.notes if note.code == "oneroster.deleted"]
    assert (note.facts["file"], note.facts["ids"]) == (f"{name}.csv", gone)


def test_an_empty_status_is_active_and_an_unknown_one_a_fault(tmp_path: Path) -> None:
    files = export()
    files["users"][1] = files["users"][1].replace("active", "")
    assert students(read(tmp_path, files)) == ["s1", "s2"]
    files["users"][2] = files["users"][2].replace("active", "gone")
    (tmp_path / "other").mkdir()
    (fault,) = faults(tmp_path / "other", files)
    assert (fault.table, fault.row, fault.column, fault.value) == ("users.csv", 3, "status", "gone")


def test_what_hangs_on_the_deleted_is_no_fault(tmp_path: Path) -> None:
    files = export()
    files["users"].append("s3,tobedeleted,true,o1,student,c,Cy,Day")
    files["enrollments"].append("e9,active,h1,o1,s3,student,,")
    files["results"].append("r9,active,l1,s3,fully graded,5,2026-09-11")
    school = read(tmp_path, files)
    assert students(school) == ["s1", "s2"]
    # Who has left still counts in the mean of the exam.
    assert [row.score for row in school.leavers_scores] == [5]
    (note,) = [note for note in school.notes if note.code.startswith("import.leavers")]
    assert note.facts["tables"] == ("results.csv 1",)


def test_disabled_users_are_left_out_and_said(tmp_path: Path) -> None:
    files = export()
    files["users"][2] = files["users"][2].replace("true", "false")
    school = read(tmp_path, files)
    assert students(school) == ["s1"]
    assert notes(school)["oneroster.disabled"] == "s2"


def test_a_pupil_in_no_class_and_a_homeroom_without_pupils(tmp_path: Path) -> None:
    files = export()
    files["users"].append("s3,active,true,o1,student,c,Cy,Day")
    files["classes"].append("h2,active,7B,07,,homeroom,o1")
    school = read(tmp_path, files)
    assert students(school) == ["s1", "s2"]
    assert notes(school) == {"oneroster.no_class": "s3", "oneroster.empty_class": "h2"}


def moved() -> Files:
    """s1 moves from h1 to h2 on 1 November."""
    files = export()
    files["classes"].append("h2,active,7B,07,,homeroom,o1")
    files["enrollments"][1] = "e1,active,h1,o1,s1,student,2026-09-01,2026-10-31"
    files["enrollments"].append("e9,active,h2,o1,s1,student,2026-11-01,2027-07-01")
    return files


@pytest.mark.parametrize(
    ("on", "home"),
    [
        (date(2026, 9, 1), "h1"),
        (date(2026, 10, 31), "h1"),
        (date(2026, 11, 1), "h2"),
        (date(2027, 1, 1), "h2"),
    ],
)
def test_a_pupils_class_is_that_of_the_day(tmp_path: Path, on: date, home: str) -> None:
    school = read(tmp_path, moved(), on=on)
    assert school.student["s1"].class_id == home
    assert notes(school)["oneroster.not_today"] == 1


def test_the_day_is_the_newest_of_the_export_and_not_of_the_future(tmp_path: Path) -> None:
    files = moved()
    files["enrollments"][-1] = "e9,active,h2,o1,s1,student,2199-11-01,"
    assert read(tmp_path, files).student["s1"].class_id == "h1"


def test_an_export_from_before_the_term_is_of_its_first_day(tmp_path: Path) -> None:
    files = export()
    files["results"] = files["results"][:1]
    files["users"][0] += ",dateLastModified"
    files["users"][1] += ",2026-08-01"
    files["enrollments"] = [
        line.replace("2026-09-01", "2199-09-01") for line in files["enrollments"]
    ]
    files["enrollments"] = [
        line.replace("2027-07-01", "9999-12-31") for line in files["enrollments"]
    ]
    files["enrollments"] = [
        line for line in files["enrollments"] if not line.startswith(("e3", "e4", "e5"))
    ]
    assert students(read(tmp_path, files)) == ["s1", "s2"]


def test_a_date_that_is_none_is_told_once_of_its_file(tmp_path: Path) -> None:
    files = export()
    files["enrollments"][1] = files["enrollments"][1].replace("2026-09-01", "soon")
    (fault,) = faults(tmp_path, files)
    assert (fault.table, fault.row, fault.column) == ("enrollments.csv", 2, "beginDate")


def two_schools() -> Files:
    files = export()
    files["orgs"] += ["d1,active,District,district,", "o2,active,Dale School,school,D1"]
    files["classes"] += [
        "k1,active,7A,07,,homeroom,o2",
        "n1,active,Maths,07,c1,scheduled,o2",
    ]
    files["users"] += [
        'u1,active,true,"d1,o2",student,u,Una,Ray',
        "v1,active,true,o2,teacher,v,Vic,Fox",
    ]
    files["enrollments"] += [
        "f1,active,k1,o2,u1,student,,",
        "f2,active,n1,o2,u1,student,,",
        "f3,active,n1,o2,v1,teacher,,",
        # A teacher of the one who also teaches in the other, and a pupil who does not belong.
        "f4,active,n1,o2,t1,teacher,,",
    ]
    files["lineItems"].append("l2,active,Unit 1,,2026-09-10,n1,k1,50")
    files["results"] += [
        "r8,active,l2,u1,fully graded,50,2026-09-11",
        "r9,active,l1,u1,fully graded,1,2026-09-11",
    ]
    return files


def test_several_schools_are_asked_about(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, two_schools())
    assert (fault.table, fault.code) == ("orgs.csv", "oneroster.one_school")
    assert fault.value == "o1 (Hill School), o2 (Dale School)"
    assert "--school" in str(fault)


@pytest.mark.parametrize("asked", ["o2", "Dale School", "dale school", "D1"])
def test_nothing_crosses_schools(tmp_path: Path, asked: str) -> None:
    school = read(tmp_path, two_schools(), school=asked)
    assert students(school) == ["u1"]
    assert [one.teacher_id for one in school.teachers] == ["v1"]
    assert [one.class_id for one in school.classes] == ["k1"]
    assert [(row.student_id, row.score) for row in school.scores] == [("u1", 50)]
    assert not school.leavers_scores
    assert notes(school)["oneroster.elsewhere"] == 3


def test_the_other_of_the_two(tmp_path: Path) -> None:
    school = read(tmp_path, two_schools(), school="o1")
    assert students(school) == ["s1", "s2"]
    assert [row.score for row in school.scores] == [35, 45]
    assert make_plan(school, only=["needs"]).plan.needs is not None


def test_a_school_that_is_not_there_and_one_asked_of_plain_tables(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, two_schools(), school="Dale Shcool")
    assert (fault.code, fault.suggestion) == ("oneroster.known_school", "Dale School")
    (tmp_path / "plain").mkdir()
    with pytest.raises(InputError) as caught:
        read_school(tmp_path / "plain", school="o1")
    assert caught.value.faults[0].code == "oneroster.for_school"


def test_a_district_with_one_school_is_no_question(tmp_path: Path) -> None:
    files = export()
    files["orgs"] += ["d1,active,District,district,", "o2,active,Dale School,school,D1"]
    files["users"][3] = files["users"][3].replace(",o1,", ',"d1,o1",')
    assert students(read(tmp_path, files)) == ["s1", "s2"]


def test_roles_of_version_1_2_are_of_a_school(tmp_path: Path) -> None:
    files = two_schools()
    files["users"] = [
        "sourcedId,status,enabledUser,username,givenName,familyName",
        *(f"{one},active,true,{one},{one},Lee" for one in ("s1", "s2", "t1", "u1", "v1")),
    ]
    files["roles"] = [
        "sourcedId,status,userSourcedId,roleType,role,orgSourcedId",
        "1,active,s1,primary,student,o1",
        "2,active,s2,primary,student,o1",
        "3,active,t1,primary,teacher,o1",
        "4,active,t1,secondary,student,o2",
        "5,active,u1,primary,student,o2",
        "6,active,v1,primary,teacher,o2",
    ]
    school = read(tmp_path, files, school="o1")
    assert students(school) == ["s1", "s2"]
    assert [one.teacher_id for one in school.teachers] == ["t1"]


STATUS = [
    ("fully graded,35", "35", ""),
    ("partially graded,20", "20", ""),
    ("fully graded,0", "0", ""),
    ("exempt,", "", "excused"),
    ("exempt,0", "", "excused"),
    ("not submitted,", "", "missed"),
    ("not submitted,0", "", "missed"),
    ("submitted,", "", "not_marked"),
    ("submitted,0", "", "not_marked"),
    ("fully graded,", "", "not_marked"),
    ("late,", "", "not_marked"),
    ("late,30", "30", ""),
    (",30", "30", ""),
    (",", "", "not_taken"),
    ("Fully Graded,35", "35", ""),
]


@pytest.mark.parametrize(("cells", "score", "missing"), STATUS)
def test_what_a_status_says_of_a_mark(tmp_path: Path, cells: str, score: str, missing: str) -> None:
    files = export()
    files["results"][1] = f"r1,active,l1,s1,{cells},2026-09-11"
    found = read_export(write(tmp_path / "export", files))
    tables = {one.name: one for one in contract_tables(found, find_people(found, None, None))}
    row = dict(tables["scores"].rows)[2]
    assert (row["score"], row["missing"]) == (score, missing)


def test_a_status_that_there_is_not_is_a_fault(tmp_path: Path) -> None:
    files = export()
    files["results"][1] = "r1,active,l1,s1,graded,35,2026-09-11"
    (fault,) = faults(tmp_path, files)
    assert (fault.table, fault.row, fault.column, fault.value) == (
        "results.csv",
        2,
        "scoreStatus",
        "graded",
    )


def test_a_result_in_words_is_told(tmp_path: Path) -> None:
    files = export()
    files["results"][0] += ",textScore"
    files["results"][1] = "r1,active,l1,s1,fully graded,,2026-09-11,B+"
    assert notes(read(tmp_path, files))["oneroster.text_score"] == 1


def exams(school: School) -> set[str]:
    return {row.exam for row in school.scores}


def test_line_items_of_one_title_are_exams_of_their_own(tmp_path: Path) -> None:
    files = export()
    files["lineItems"] += [
        "l2,active,Unit 1,,2026-10-10,m1,k1,50",
        "l3,active,Unit 1,,2026-10-10,m1,k2,50",
        "l4,active,Unit 1,,2026-10-10,m1,k2,20",
        "l5,active,Unit 2,,2026-10-10,m1,k2,20",
    ]
    files["results"] += [
        f"q{item},active,{item},s1,fully graded,{score},2026-10-11"
        for item, score in (("l2", 11), ("l3", 12), ("l4", 13), ("l5", 14))
    ]
    school = read(tmp_path, files)
    assert {row.score: row.exam for row in school.scores if row.student_id == "s1"} == {
        35: "Unit 1 (2026-09-10)",
        11: "Unit 1 (2026-10-10) (Tests)",
        12: "Unit 1 (2026-10-10) (Homework) (Maths 7A) (l3)",
        13: "Unit 1 (2026-10-10) (Homework) (Maths 7A) (l4)",
        14: "Unit 2",
    }
    assert "oneroster.same_title" in notes(school)


def parallel(files: Files, *items: str) -> Files:
    """A second maths class of s3, and line items with a result of hers in each."""
    files["users"].append("s3,active,true,o1,student,c,Cy,Day")
    files["classes"] += ["m2,active,Maths 7B,07,c1,scheduled,o1", "h2,active,7B,07,,homeroom,o1"]
    files["enrollments"] += ["f1,active,h2,o1,s3,student,,", "f2,active,m2,o1,s3,student,,"]
    files["lineItems"] += items
    files["results"] += [
        f"p{number},active,{item.split(',')[0]},s3,fully graded,20,2026-09-11"
        for number, item in enumerate(items)
    ]
    return files


def test_one_paper_of_two_classes_is_one_exam_and_that_is_told(tmp_path: Path) -> None:
    school = read(tmp_path, parallel(export(), "l2,active,Unit 1,,2026-09-10,m2,k1,50"))
    assert exams(school) == {"Unit 1"}
    assert len(school.scores) == 3
    assert notes(school)["oneroster.one_paper"] == 2


@pytest.mark.parametrize(
    "items",
    [
        ["l2,active,Unit 1,,2026-09-11,m2,k1,50"],
        ["l2,active,Unit 1,,2026-09-10,m2,k1,40"],
        ["l2,active,Unit 1,,2026-09-10,m2,k2,50"],
        ["l2,active,Unit 1,,2026-09-10,m2,k1,50", "l3,active,Unit 1,,2026-09-10,m2,k1,50"],
    ],
    ids=["another day", "another full mark", "another category", "twice in a class"],
)
def test_what_may_be_another_paper_is_another_exam(tmp_path: Path, items: list[str]) -> None:
    school = read(tmp_path, parallel(export(), *items))
    assert len(exams(school)) == 1 + len(items)
    assert "oneroster.one_paper" not in notes(school)


def test_a_corrected_result_outranks_the_first_and_is_told(tmp_path: Path) -> None:
    files = export()
    files["results"].append("r9,active,l1,s1,fully graded,40,2026-09-20")
    school = read(tmp_path, files)
    assert sorted(row.score or 0 for row in school.scores) == [40, 45]
    assert notes(school)["oneroster.corrected"] == 1


@pytest.mark.parametrize(
    ("name", "row", "column"),
    [
        ("enrollments", "e9,active,h1,o1,nobody,student,,", "userSourcedId"),
        ("enrollments", "e9,active,zz,o1,s1,student,,", "classSourcedId"),
        ("results", "r9,active,zz,s1,fully graded,1,2026-09-11", "lineItemSourcedId"),
        ("results", "r9,active,l1,s1,fully graded,many,2026-09-11", "score"),
        ("lineItems", "l9,active,Unit 9,,2026-09-10,zz,k1,50", "classSourcedId"),
        ("users", "s1,active,true,o1,student,a,Ann,Lee", "sourcedId"),
        ("users", ",active,true,o1,student,a,Ann,Lee", "sourcedId"),
    ],
)
def test_faults_name_the_exports_own_files_and_columns(
    tmp_path: Path, name: str, row: str, column: str
) -> None:
    files = export()
    files[name].append(row)
    told = faults(tmp_path, files)
    assert {(fault.table, fault.column) for fault in told} == {(f"{name}.csv", column)}
    assert len(files[name]) in {fault.row for fault in told}


def test_a_full_score_that_is_none_is_told_of_the_line_item(tmp_path: Path) -> None:
    files = export()
    files["lineItems"][1] = files["lineItems"][1].removesuffix("50")
    assert {(fault.table, fault.column) for fault in faults(tmp_path, files)} == {
        ("lineItems.csv", "resultValueMax")
    }


def test_a_column_that_is_not_there_is_told(tmp_path: Path) -> None:
    files = export()
    files["users"][0] = files["users"][0].replace("sourcedId", "id")
    (fault,) = faults(tmp_path, files)
    assert (fault.table, fault.row, fault.column) == ("users.csv", 1, "sourcedId")


def test_an_export_of_changes_is_no_school(tmp_path: Path) -> None:
    files = export()
    files["manifest"][2] = "file.users,delta"
    (fault,) = faults(tmp_path, files)
    assert (fault.table, fault.value, fault.code) == ("manifest.csv", "delta", "oneroster.bulk")


def test_files_of_the_export_that_nobody_reads_are_told(tmp_path: Path) -> None:
    files = export() | {"academicSessions": ["sourcedId", "g1"]}
    school = read(tmp_path, files)
    (note,) = [note for note in school.notes if note.code == "oneroster.unread"]
    assert note.facts["files"] == "academicSessions.csv"


@pytest.mark.parametrize(
    ("lowest", "marks"), [("", [35, 45]), ("0", [35, 45]), ("10", [25, 35]), ("-5", [40, 50])]
)
def test_marks_are_counted_from_the_lowest_there_is(
    lowest: str, marks: list[float], tmp_path: Path
) -> None:
    files = export()
    header, item = files["lineItems"]
    files["lineItems"] = [f"{header},resultValueMin", f"{item},{lowest}"]
    school = read_school(write(tmp_path / "export", files))
    assert [row.score for row in school.scores] == marks
    assert {row.full_score for row in school.scores} == {50 - float(lowest or 0)}
    told = [note for note in school.notes if note.code == "oneroster.from_lowest"]
    assert bool(told) == (lowest not in ("", "0"))


def test_a_lowest_mark_that_is_none_is_a_fault(tmp_path: Path) -> None:
    files = export()
    header, item = files["lineItems"]
    files["lineItems"] = [f"{header},resultValueMin", f"{item},50"]
    with pytest.raises(InputError) as raised:
        read_school(write(tmp_path / "export", files))
    assert [fault.column for fault in raised.value.faults] == ["resultValueMin"]
