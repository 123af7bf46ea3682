from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from pairing import make_plan, read_school, verify
from pairing.model.messages.fault import InputError

COMMON = {
    "manifest.csv": "propertyName,value\nmanifest.version,1.0\noneroster.version,{version}\n",
    "orgs.csv": "sourcedId,name,type\no1,School,school\n",
    "courses.csv": "sourcedId,title,courseCode,grades,orgSourcedId,subjects\n"
    "c1,Maths 7,M7,07,o1,Maths\n",
    "classes.csv": "sourcedId,status,title,grades,courseSourcedId,classType\n"
    "h1,active,7A,07,,homeroom\nm1,active,Maths 7A,07,c1,scheduled\n"
    "x1,tobedeleted,Old,07,c1,scheduled\n",
    "enrollments.csv": "sourcedId,classSourcedId,schoolSourcedId,userSourcedId,role\n"
    "e1,h1,o1,s1,student\ne2,h1,o1,s2,student\ne3,h1,o1,s3,student\n"
    "e4,m1,o1,s1,student\ne5,m1,o1,s2,student\ne6,m1,o1,s3,student\n"
    "e7,h1,o1,t1,teacher\ne8,m1,o1,t2,teacher\n",
    "lineItems.csv": "sourcedId,title,assignDate,dueDate,classSourcedId,resultValueMax\n"
    "l1,Stage 1,2026-09-01,2026-09-10,m1,100\n",
    "results.csv": "sourcedId,lineItemSourcedId,studentSourcedId,scoreStatus,score,scoreDate\n"
    "r1,l1,s1,fully graded,35,2026-09-11\nr2,l1,s2,fully graded,90,2026-09-11\n"
    "r3,l1,s3,not submitted,,2026-09-11\n",
}
V11 = {
    "users.csv": "sourcedId,status,role,username,givenName,familyName\n"
    "s1,active,student,a,Ann,Lee\ns2,active,student,b,明,王\ns3,active,student,c,Cy,Day\n"
    "t1,active,teacher,t,Tom,Hill\nt2,active,teacher,u,Una,Ray\n",
    "demographics.csv": "userSourcedId,sex\ns1,female\ns2,male\n",
}
V12 = {
    "users.csv": "sourcedId,status,username,givenName,familyName\n"
    "s1,active,a,Ann,Lee\ns2,active,b,明,王\ns3,active,c,Cy,Day\nt1,active,t,Tom,Hill\nt2,active,u,Una,Ray\n",
    "roles.csv": "sourcedId,userSourcedId,roleType,role,orgSourcedId\n"
    "1,s1,primary,student,o1\n2,s2,primary,student,o1\n3,s3,primary,student,o1\n"
    "4,t1,primary,teacher,o1\n5,t2,primary,teacher,o1\n",
    "demographics.csv": "sourcedId,sex\ns1,female\ns2,male\n",
}


def write(folder: Path, version: str) -> Path:
    folder.mkdir()
    files = COMMON | (V11 if version == "1.1" else V12)
    for name, text in files.items():
        (folder / name).write_text(text.replace("{version}", version), "utf-8")
    return folder


def zipped(folder: Path) -> Path:
    path = folder.with_suffix(".zip")
    with zipfile.ZipFile(path, "w") as archive:
        for file in folder.iterdir():
            archive.write(file, f"export/{file.name}")
    return path


@pytest.mark.parametrize("version", ["1.1", "1.2"])
@pytest.mark.parametrize("packed", [False, True])
def test_both_versions_as_folder_and_zip(tmp_path: Path, version: str, packed: bool) -> None:
    path = write(tmp_path / "export", version)
    school = read_school(zipped(path) if packed else path)
    assert [(one.student_id, one.name, one.gender) for one in school.students] == [
        ("s1", "Ann Lee", "F"),
        ("s2", "明 王", "M"),
        ("s3", "Cy Day", "X"),
    ]
    assert {one.class_id for one in school.students} == {"h1"}
    assert school.class_["h1"].homeroom_teacher_id == "t1"
    assert school.teachers_of == {"h1": {"Maths": frozenset({"t2"})}}
    assert [row.score for row in school.scores] == [35, 90, None]
    outcome = make_plan(school)
    assert verify(school, outcome.plan).approved


def faults(path: Path) -> list[str]:
    with pytest.raises(InputError) as caught:
        read_school(path)
    return [str(fault) for fault in caught.value.faults]


def test_a_zip_that_is_none_and_one_without_a_manifest(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"PK this is no zip")
    assert "a zip of a OneRoster export" in faults(tmp_path / "a.zip")[0]
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.writestr("users.csv", "sourcedId\n1\n")
    assert "manifest.csv" in faults(tmp_path / "b.zip")[0]


def test_missing_files_and_unknown_members_are_told(tmp_path: Path) -> None:
    path = write(tmp_path / "export", "1.1")
    (path / "enrollments.csv").unlink()
    assert faults(path) == ["enrollments.csv: expected this file in a OneRoster export."]
    (path / "enrollments.csv").write_text("userSourcedId,classSourcedId,role\ns1,zz,student\n")
    assert any("enrollments.csv row 2, classSourcedId: 'zz'" in told for told in faults(path))
