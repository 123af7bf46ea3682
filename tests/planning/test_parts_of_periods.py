"""A small school in which two short sessions share a period: planned, pinned, moved and told."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from pairing.cli import app
from pairing.io import read_plan, read_school, write_school
from pairing.model.enums import Part, PeriodKind, SessionKind, Status
from pairing.model.pin import Pin
from pairing.model.plan import Session
from pairing.model.records import Absence, HelpRecord
from pairing.model.settings import KindSettings, SessionSettings
from pairing.planning import make_plan, verify
from pairing.planning.compare.diff import plan_changes
from pairing.planning.context import Context
from pairing.planning.replan.moves import other_times, reschedule
from timetables import MONDAY, lesson, period, tables_of_7a

NOON, LATER = time(12), time(12, 20)
PERIODS = [
    period("L", 1, "08:00", "08:45", PeriodKind.LESSON),
    period("U", 1, "12:00", "12:35", PeriodKind.LUNCH),
]


def tables(**more: Any) -> dict[str, Any]:
    return tables_of_7a(**{"periods": PERIODS, "timetable": [lesson("L1")], **more})


def settings(**more: Any) -> SessionSettings:
    """Talks of 15 minutes, of which two fit into the one lunch of 35."""
    own = KindSettings(minutes=15, periods=(PeriodKind.LUNCH,), part=True)
    talk = SessionKind.TALK
    asked = {"between_minutes": 5, "enabled": (talk,), **more}
    return SessionSettings(start=MONDAY, weeks=1, kinds={talk: own}, **asked)


@pytest.fixture
def school(tmp_path: Path) -> Iterator[Path]:
    write_school(tables(), tmp_path / "school", session_settings=settings())
    yield tmp_path / "school"


def run(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def planned(school: Path, *words: object) -> Path:
    out = school.parent / "plan"
    assert run("plan", school, "--out", out, *words).exit_code == 0
    return out


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as text:
        return list(csv.DictReader(text))


def starts(plan: Path) -> dict[str, str]:
    return {row["student_id"]: row["start"] for row in rows(plan / "sessions.csv")}


def talk(number: int, start: time | None = None) -> Session:
    end = None if start is None else time(start.hour, start.minute + 15)
    who = f"S00{number}"
    return Session(who, "T1", "maths", "talk", MONDAY, "U1", start=start, end=end)


def test_two_sessions_share_a_lunch_and_stay_when_planned_anew(school: Path) -> None:
    plan = planned(school)
    assert sorted(starts(plan).values()) == ["12:00", "12:20"]
    assert {row["end"] for row in rows(plan / "sessions.csv")} == {"12:15", "12:35"}
    assert run("verify", school, plan).exit_code == 0
    other = school.parent / "other"
    assert run("plan", school, "--out", other, "--keep", plan).exit_code == 0
    before, after = ((one / "sessions.csv").read_bytes() for one in (plan, other))
    assert before == after


@pytest.mark.parametrize("start", [NOON, LATER])
def test_a_session_pinned_to_a_part_is_there(school: Path, start: time) -> None:
    made = make_plan(read_school(school), pins=[Pin(talk(1, start))])
    found = {row.student_id: row.start for row in made.plan.sessions or ()}
    assert found == {"S001": start, "S002": LATER if start == NOON else NOON}


def test_two_pinned_to_one_part_cannot_be(school: Path) -> None:
    made = make_plan(read_school(school), pins=[Pin(talk(1, NOON)), Pin(talk(2, NOON))])
    summary = made.summary.parts[Part.SESSIONS]
    assert summary.status is Status.INFEASIBLE
    assert len(summary.conflict) == 1


@pytest.mark.parametrize("students", [["S001"], ["S001", "S002"]])
def test_a_pin_that_says_no_time_leaves_the_period_to_others_too(
    school: Path, students: list[str]
) -> None:
    # The contract's key columns know of no time.
    pins = school.parent / "pins.csv"
    lines = [f"sessions,{one},T1,maths,talk,{MONDAY},U1" for one in students]
    header = "part,student_id,teacher_id,subject,kind,date,period_id"
    pins.write_text("\n".join((header, *lines)) + "\n", "utf-8")
    plan = planned(school, "--pins", pins)
    assert sorted(starts(plan).values()) == ["12:00", "12:20"]


def test_what_an_older_plan_kept_without_times_stays_in_its_period(school: Path) -> None:
    plan = planned(school)
    asked = read_school(school)
    older = read_plan(plan)
    bare = [replace(row, start=None, end=None) for row in older.sessions or ()]
    again = make_plan(asked, only=(Part.SESSIONS,), keep=older.with_part("sessions", tuple(bare)))
    assert {row.start for row in again.plan.sessions or ()} == {NOON, LATER}


def test_two_of_one_host_that_overlap_or_hurry_are_refused(school: Path) -> None:
    asked = read_school(school)
    made = make_plan(asked).plan
    for other, wrong in ((time(12, 10), 1), (time(12, 17), 1), (LATER, 0)):
        moved = made.with_part("sessions", (talk(1, NOON), talk(2, other)))
        assert bool(verify(asked, moved).violations) is bool(wrong)


def test_a_session_takes_the_place_of_another_which_takes_its_own(school: Path) -> None:
    plan, moved = planned(school), school.parent / "moved"
    first = min(starts(plan), key=starts(plan).__getitem__)
    asked = ["--student", first, "--with", "T1", "--on", MONDAY, "--to", MONDAY, "U1"]
    done = run("sessions", "move", school, plan, *asked, "--at", "12:20", "--out", moved)
    assert done.exit_code == 0
    assert starts(moved) == {one: "12:20" if one == first else "12:00" for one in starts(plan)}
    assert run("verify", school, moved).exit_code == 0
    context = Context.of(read_school(school))
    before, after = read_plan(plan), read_plan(moved)
    change = reschedule(context, before, moves=[(talk(1), MONDAY, "U1", LATER)])
    assert change.least
    (other,) = other_times(context, before, talk(1))
    assert [one.code for one in other.barred] == ["replan.elsewhere"]
    outcome = make_plan(context)
    gone, come = plan_changes(
        replace(outcome, plan=before), replace(outcome, plan=after), Part.SESSIONS.value
    )
    # Rows are equal whatever part they take: what differs is told all the same.
    assert len(gone) == len(come) == 2


def test_calendars_say_when_in_the_period(school: Path) -> None:
    plan, out = planned(school), school.parent / "calendars"
    assert run("sessions", "calendars", school, plan, "--out", out).exit_code == 0
    for file in out.iterdir():
        text = file.read_text("utf-8")
        found = {
            line.rsplit("T", 1)[1].strip()
            for line in text.splitlines()
            if line.startswith(("DTSTART;", "DTEND;"))
        }
        assert found == {"120000", "121500", "122000", "123500"}


def test_records_of_a_part_are_owed_and_no_impossible_time(school: Path) -> None:
    plan = planned(school)
    due = run("due", school, plan, "--on", "2026-10-09")
    assert sum(row["what"] == "record" for row in csv.DictReader(due.stdout.splitlines())) == 2
    first, last = sorted(starts(plan), key=starts(plan).__getitem__)
    kept = [
        HelpRecord.model_validate(
            {
                "student_id": one,
                "by": "T1",
                "kind": "talk",
                "date": MONDAY,
                "start": start,
                "minutes": 15,
                "held": "yes",
            }
        )
        # Who comes second is written down in the middle of a lesson.
        for one, start in ((first, "12:00"), (last, "08:05"))
    ]
    write_school(tables(records=kept), school, session_settings=settings())
    due = run("due", school, plan, "--on", "2026-10-09")
    assert not [row for row in csv.DictReader(due.stdout.splitlines()) if row["what"] == "record"]
    out = school.parent / "month"
    asked = ["--month", "2026-10", "--out", out]
    assert run("supervise", school, plan, *asked).exit_code == 0
    found = rows(out / "questions.csv")
    assert [(row["question"], row["student_id"]) for row in found] == [("impossible_time", last)]


def test_who_is_away_in_the_period_holds_none_of_its_parts(school: Path) -> None:
    away = Absence.model_validate({"person_id": "T1", "from": MONDAY, "period_id": "U1"})
    write_school(tables(absences=[away]), school, session_settings=settings())
    plan = planned(school)
    assert starts(plan) == {}
    report = json.loads((plan / "summary.json").read_text("utf-8"))
    assert report["parts"]["sessions"]["notes"]


def test_a_swapped_day_has_the_parts_of_the_day_it_follows(school: Path) -> None:
    swapped = school / "calendar.csv"
    swapped.write_text(
        "from,to,kind,follows\n2026-10-05,,holiday,\n2026-10-10,,swapped,1\n", "utf-8"
    )
    plan = planned(school)
    found = {(row["date"], row["start"]) for row in rows(plan / "sessions.csv")}
    assert found == {(str(date(2026, 10, 10)), start) for start in ("12:00", "12:20")}
