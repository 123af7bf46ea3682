"""Odd inputs from a number: bytes, cells, zips and XML that no school ever meant."""

from __future__ import annotations

import random
import zipfile
from collections.abc import Callable
from pathlib import Path

from books import ROWS, Rows, write_book, write_folder

Oddity = Callable[[Path, random.Random], Path]
"""Writes an input below a folder and returns what to read."""

CELLS = (
    "", " ", "0", "-1", "1e308", "1e999", "NaN", "inf", "9999-12-31", "9998-01-01", "0001-01-01",
    "30/09/2026", "2026-02-30", "08:00+02:00", "24:00", "99:99", "08.45", "8.5", '="S1"', '="',
    "'=1", "=1+1", "#REF!", "62%", "%", "1.2E+17", "110101201301010000", "\u202e", "\ufeff",
    "\u0000x", "\x07", "é" * 300, "x" * 70_000, ";;;", "S1;S2", "，", "１２", "🎓", "S1\nS2",
    "None", "true", "[]", "{0}", "%s",
)  # fmt: skip


def _folder(folder: Path, chance: random.Random) -> tuple[Path, Path]:
    folder.mkdir()
    school = write_folder(folder / "school")
    names = sorted(ROWS)
    return school, school / f"{chance.choice(names)}.csv"


def odd_cells(folder: Path, chance: random.Random) -> Path:
    school, file = _folder(folder, chance)
    rows = [line.split(",") for line in file.read_text("utf-8").splitlines()]
    for _ in range(chance.randrange(1, 5)):
        row = chance.choice(rows)
        row[chance.randrange(len(row))] = chance.choice(CELLS)
    file.write_text("\n".join(",".join(row) for row in rows), "utf-8")
    return school


def odd_dates(folder: Path, chance: random.Random) -> Path:
    day = chance.choice(["9999-12-31", "9998-12-31", "2200-12-31", "1900-01-01", "2199-06-01"])
    rows = [list(row) for row in ROWS["scores"]]
    for row in rows[1:]:
        row[3] = day
    extra: dict[str, Rows] = {
        "seat_history": [["class_id", "from", "student_id", "seat_id"], ["7A", day, "S1", "A1"]],
        "calendar": [["from", "to", "kind"], [day, chance.choice(["", day]), "holiday"]],
        "absences": [["person_id", "from", "to"], ["T1", day, chance.choice(["", day])]],
    }
    folder.mkdir()
    return write_folder(folder / "school", scores=rows, **extra)


def flipped_bytes(folder: Path, chance: random.Random) -> Path:
    school, file = _folder(folder, chance)
    data = bytearray(file.read_bytes())
    for _ in range(chance.randrange(1, 12)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    file.write_bytes(bytes(data))
    return school


def random_bytes(folder: Path, chance: random.Random) -> Path:
    school, file = _folder(folder, chance)
    file.write_bytes(chance.randbytes(chance.randrange(400)))
    return school


def odd_rules(folder: Path, chance: random.Random) -> Path:
    school, _ = _folder(folder, chance)
    day = chance.choice(["9999-12-27", "2200-12-29", "soon", "1900-01-01"])
    text = chance.choice(
        [
            f'[sessions]\nstart = "{day}"\n',
            f"[sessions]\nstart = {day}\n",
            "[[rule]]\n" * 3,
            "a." * 3000 + "b = 1",
            "x = " + "[" * 3000,
            "[screening]\nhalf_life_days = 1e999\n",
        ]
    )
    (school / "rules.toml").write_text(text, "utf-8")
    return school


def odd_workbook(folder: Path, chance: random.Random) -> Path:
    """One part of a workbook with some of its XML cut, doubled or overwritten."""
    folder.mkdir()
    whole, bent = write_book(folder / "whole.xlsx"), folder / "school.xlsx"
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(bent, "w", zipfile.ZIP_DEFLATED) as new:
        target = chance.choice(old.namelist())
        for name in old.namelist():
            text = old.read(name)
            if name == target:
                start = chance.randrange(len(text))
                end = min(len(text), start + chance.randrange(40))
                inserted = chance.choice(
                    [
                        b"",
                        text[start:end] * 2,
                        b'r="XFD1048576"',
                        b"<c>",
                        b"</row>",
                        b"&x;",
                        b"\xff\x00",
                    ]
                )
                text = text[:start] + inserted + text[end:]
            new.writestr(name, text)
    return bent


def odd_zip(folder: Path, chance: random.Random) -> Path:
    """A zip whose bytes were changed somewhere."""
    folder.mkdir()
    path = folder / chance.choice(["export.zip", "school.xlsx"])
    if path.suffix == ".xlsx":
        write_book(path)
    else:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in ("manifest", "users", "classes", "enrollments"):
                archive.writestr(f"{name}.csv", "sourcedId,status\n" + f"{name},active\n" * 30)
    data = bytearray(path.read_bytes())
    for _ in range(chance.randrange(1, 8)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    path.write_bytes(bytes(data[: chance.choice([len(data), chance.randrange(len(data))])]))
    return path


ONEROSTER = {
    "manifest": "propertyName,value\noneroster.version,1.1",
    "orgs": "sourcedId,status,name,type\no1,active,Hill,school\no2,active,Dale,school",
    "users": "sourcedId,status,enabledUser,orgSourcedIds,role,givenName,familyName\n"
    "s1,active,true,o1,student,Ann,Lee\ns2,active,true,o1,student,Bo,Day\n"
    "t1,active,true,o1,teacher,Tom,Hill",
    "classes": "sourcedId,status,title,grades,classType,schoolSourcedId\n"
    "h1,active,7A,07,homeroom,o1\nm1,active,Maths,07,scheduled,o1",
    "enrollments": "sourcedId,status,classSourcedId,userSourcedId,role,beginDate,endDate\n"
    "e1,active,h1,s1,student,2026-09-01,2027-07-01\ne2,active,h1,s2,student,,\n"
    "e3,active,m1,s1,student,,\ne4,active,m1,t1,teacher,,",
    "lineItems": "sourcedId,status,title,dueDate,classSourcedId,resultValueMax\n"
    "l1,active,Unit 1,2026-09-10,m1,50\nl2,active,Unit 2,2026-09-20,m1,50",
    "results": "sourcedId,status,lineItemSourcedId,studentSourcedId,scoreStatus,score,scoreDate\n"
    "r1,active,l1,s1,fully graded,35,2026-09-11\nr2,active,l2,s1,exempt,,2026-09-21",
}
WORDS = (
    "", "s1", "h1", "m1", "l1", "o2", "nobody", "student", "teacher", "homeroom", "tobedeleted",
    "2026-09-01", "9999-12-31", "not submitted", "false", "true",
)  # fmt: skip


def odd_oneroster(folder: Path, chance: random.Random) -> Path:
    """A sound export with a few of its cells replaced, rows doubled, or a file lost."""
    folder.mkdir()
    files = {
        name: [line.split(",") for line in text.split("\n")] for name, text in ONEROSTER.items()
    }
    for _ in range(chance.randrange(1, 4)):
        rows = files[chance.choice(sorted(files))]
        row = chance.choice(rows)
        row[chance.randrange(len(row))] = chance.choice((*WORDS, chance.choice(CELLS)))
        if chance.random() < 0.2:
            rows.append(list(row))
    if chance.random() < 0.1:
        del files[chance.choice(sorted(files)[1:])]
    for name, rows in files.items():
        text = "\n".join(",".join(row) for row in rows) + "\n"
        (folder / f"{name}.csv").write_text(text, "utf-8")
    return folder


ODDITIES: tuple[Oddity, ...] = (
    odd_cells,
    odd_dates,
    flipped_bytes,
    random_bytes,
    odd_rules,
    odd_workbook,
    odd_zip,
    odd_oneroster,
)
