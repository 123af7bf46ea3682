from __future__ import annotations

from dataclasses import replace

from pairing.model.records import MeetingRoom
from rules.sessions.judging import amounts, session
from rules.sessions.test_no_clash import TOGETHER
from timetables import timetabled


def test_no_more_at_once_than_there_are_rooms() -> None:
    two = session(0, "U"), replace(session(0, "U", student="S002"), teacher_id="T2")
    assert amounts(timetabled(2), "session_rooms", *two) == []
    school = timetabled(2, meeting_rooms=[MeetingRoom(room_id="R1")])
    assert amounts(school, "session_rooms", *two) == [-1]
    assert amounts(school, "session_rooms", two[0], session(0, "V", student="S002")) == []


def test_no_room_is_given_twice_while_another_is_empty() -> None:
    rooms = [MeetingRoom(room_id="R1"), MeetingRoom(room_id="R2")]
    school = timetabled(2, meeting_rooms=rooms)
    one, other = session(0, "U"), replace(session(0, "U", student="S002"), teacher_id="T2")
    same = replace(one, room="R1"), replace(other, room="R1")
    assert amounts(school, "session_rooms", *same) == [-1]
    assert amounts(school, "session_rooms", same[0], replace(other, room="R2")) == []


def test_a_pairs_time_together_needs_none() -> None:
    school = timetabled(2, meeting_rooms=[MeetingRoom(room_id="R1")])
    assert amounts(school, "session_rooms", TOGETHER, session(0, "U", student="S002")) == []
