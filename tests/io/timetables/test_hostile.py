"""Files that are broken, huge or made to harm: faults in words, and never a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import timetable_files as files
from exploring import examples
from pairing.io.raw.unreadable import UnreadableError
from pairing.io.timetables.formats import timetable_of
from pairing.io.timetables.timetable import Timetable
from pairing.model.messages.fault import InputError
from timetable_files import GROUPS, LESSONS, take

EVERY = [*LESSONS, *GROUPS]
WHOLE = {
    "asc.xml": files.asc_xml(EVERY),
    "untis.xml": files.untis_xml(EVERY),
    "week.fet": files.fet_xml(EVERY),
    "class.ics": files.ics(EVERY, "7A"),
    "week.csv": files.fet_csv(EVERY),
}
PIECES = (
    *("<", ">", '"', "&amp;", "&lol;", "]]>", "<!--", "\n", ",", ";", ":", "=", "0", "1"),
    *("99999999999", "-1", "²", "٣", "", " ", "\ufeff", "\u2028", "10,01", "Feb", "T", "x" * 3000),
    *("DTSTART:", "RRULE:FREQ=DAILY", "END:VEVENT", "BEGIN:VEVENT", "INTERVAL=0"),
    *("UNTIL=19000101", "00010101T000000Z", "99991231T235959Z"),
)


def read(data: bytes, name: str) -> Timetable | None:
    try:
        return timetable_of(data, name)
    except UnreadableError as error:
        assert str(error.message)
        return None


def taken(data: str, path: Path) -> None:
    path.write_bytes(data.encode("utf-8", "replace"))
    try:
        take([path])
    except InputError as error:
        assert all(str(fault.expected) for fault in error.faults)


@examples(60)
@given(st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    for begin in (b"", b"<", b"BEGIN:VCALENDAR\r\n", b'<?xml version="1.0"?><timetable>'):
        read(begin + data, "any.xml")


@pytest.mark.parametrize("name", list(WHOLE))
@examples(40)
@given(data=st.data())
def test_cut_and_mixed(
    tmp_path_factory: pytest.TempPathFactory, name: str, data: st.DataObject
) -> None:
    text = WHOLE[name]
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(text)))
        text = (
            text[:place]
            + data.draw(st.sampled_from(PIECES))
            + text[place + data.draw(st.integers(0, 30)) :]
        )
    if data.draw(st.booleans()):
        text = text[: data.draw(st.integers(0, len(text)))]
    taken(text, tmp_path_factory.mktemp("cut") / name)


@pytest.mark.parametrize("name", ["asc.xml", "untis.xml", "week.fet"])
@examples(40)
@given(data=st.data())
def test_any_value(
    tmp_path_factory: pytest.TempPathFactory, name: str, data: st.DataObject
) -> None:
    """A well-formed file in which one value is another."""
    mark = '"' if name == "asc.xml" else ">"
    parts = WHOLE[name].split(mark)
    place = data.draw(st.integers(2, len(parts) - 2))
    value = data.draw(
        st.text(
            st.characters(blacklist_characters='<>&"', blacklist_categories=["Cs", "Cc"]),
            max_size=20,
        )
    )
    rest = "<" + parts[place].split("<", 1)[1] if mark == ">" and "<" in parts[place] else ""
    parts[place] = value + rest
    taken(mark.join(parts), tmp_path_factory.mktemp("value") / name)


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE a [<!ENTITY a "x"><!ENTITY b "&a;&a;&a;">]><timetable>&b;</timetable>',
        '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]><timetable>&a;</timetable>',
        '<!DOCTYPE a [<!ENTITY % a SYSTEM "http://127.0.0.1/x"> %a;]><timetable/>',
        '<?xml version="1.0" encoding="unicode_escape"?><timetable/>',
        '<?xml version="1.0" encoding="zip"?><timetable/>',
        "<timetable>" * 100_000,
        '<?xml version="1.0"?><rss/>',
    ],
)
def test_no_entities_and_nothing_fetched(text: str) -> None:
    assert read(text.encode(), "x.xml") is None


def test_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAIRING_LIMIT_TABLE_MB", "1")
    huge = WHOLE["asc.xml"].replace("Maths", "M" * 2**21)
    assert read(huge.encode(), "x.xml") is None


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "windows-1251", "gb18030"])
def test_encodings(encoding: str) -> None:
    text = WHOLE["asc.xml"].replace('encoding="UTF-8"', f'encoding="{encoding}"')
    said = {"utf-8-sig": "UTF-8", "utf-16": "UTF-16"}.get(encoding, encoding)
    text = text.replace(f'encoding="{encoding}"', f'encoding="{said}"').replace("Maths", "Алгебра")
    found = read(text.encode(encoding), "x.xml")
    assert found is not None
    assert "Алгебра" in {one.subject for one in found.lessons}


RULES = (
    "FREQ=SECONDLY",
    "FREQ=DAILY",
    "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU",
    "FREQ=YEARLY",
    "FREQ=WEEKLY;COUNT=99999999",
    "FREQ=NO",
)


@pytest.mark.parametrize("rule", RULES)
def test_rules_without_an_end(rule: str) -> None:
    event = (
        "BEGIN:VEVENT\r\nUID:{n}\r\nSUMMARY:Maths\r\nDTSTART:20260907T080000\r\n"
        f"DTEND:20260907T084500\r\nRRULE:{rule}\r\nEND:VEVENT\r\n"
    )
    text = (
        "BEGIN:VCALENDAR\r\n"
        + "".join(event.replace("{n}", str(n)) for n in range(50))
        + "END:VCALENDAR\r\n"
    )
    found = read(text.encode(), "x.ics")
    assert found is None or sum(len(one.dates) for one in found.lessons) <= 50 * 372
