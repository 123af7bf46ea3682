"""What 0.1.0 kept is read: its database, its backup, and its words in the reader's language."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from pairing.language import phrase, use
from pairing.model.enums import Part, Status
from pairing.model.messages.message import Message
from pairing.model.plan import PlanRow
from pairing.store import Store, from_pieces, restore
from pairing.store.migrations import from_0_1_0
from pairing.store.migrations.from_0_1_0 import renewed, renewed_note

TEMPLATES = Path(from_0_1_0.__file__).with_name("templates_0_1_0.json")
_VALUE = re.compile(r"\{(\w+)\}")
KEPT = Path(__file__).parent / "kept"
"""One class of twelve students, three versions: opened, planned, and with seats that cannot be."""


@pytest.fixture(params=["database", "backup"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    file = tmp_path / "store.db"
    if request.param == "database":
        shutil.copy(KEPT / "kept-0.1.0.db", file)
        kept = Store(f"sqlite:///{file}")
    else:
        kept = Store(f"sqlite:///{file}")
        assert restore(kept, (KEPT / "backup-0.1.0.zip").read_bytes()) == 3
    yield kept
    use("en")


def _said(rows: tuple[PlanRow, ...] | None) -> list[Message]:
    return [reason for row in rows or () for reason in getattr(row, "reasons", ())]


def test_every_version_is_read_and_says_what_it_said(store: Store) -> None:
    work = store.works()[0]
    notes = store.versions(work.work_id)
    assert [(note.number, note.by, str(note.what)) for note in notes] == [
        (3, "王老师", "新增规则：keep_apart"),
        (2, "Ms Li", "planned 7A"),
        (1, "Ms Li", "opened"),
    ]
    kept = from_pieces(store.load(work.work_id, 2)[1])
    assert kept.outcome is not None
    parts = kept.outcome.summary.parts
    assert [str(note) for note in parts[Part.SESSIONS].notes] == [
        "120 of 121 sessions are held, from 2026-10-19 on",
        "Henry Walsh cannot hold 1 session: all periods in common are taken, or the day or the "
        "week is full",
    ]
    reasons = [
        reason
        for part in (Part.NEEDS, Part.PAIRS, Part.MENTORS, Part.TEAMS)
        for reason in _said(kept.outcome.plan.part(part))
    ]
    assert len(reasons) > 30
    assert not any("{" in str(reason) or "=" in str(reason) for reason in reasons)
    codes = {reason.code for reason in reasons}
    assert {"screening.failing", "pairs.able_by", "list"} <= codes
    assert "text" not in codes


def test_old_words_are_in_the_readers_language_now(store: Store) -> None:
    work = store.works()[0]
    kept = from_pieces(store.load(work.work_id)[1])
    assert kept.outcome is not None
    seats = kept.outcome.summary.parts[Part.SEATS].details["7A"]
    assert seats.status is Status.INFEASIBLE
    assert str(seats.conflict[0]).endswith("at least 30 apart")
    use("zh_TW")
    assert str(seats.notes[0]) == "這些在 7A 無法同時成立"
    opened = store.versions(work.work_id)[-1]
    assert opened.what.code == "workspace.opened"
    assert str(opened.what) != "opened"


def test_a_work_of_0_1_0_goes_on(store: Store) -> None:
    work = store.works()[0]
    kept, pieces = store.load(work.work_id)
    after = store.save(kept, pieces)
    assert (after.number, after.merged) == (4, frozenset())
    assert store.load(work.work_id, 4)[1] == store.load(work.work_id, 3)[1]


def test_no_piece_is_left_that_nobody_names(store: Store) -> None:
    from sqlalchemy import select

    from pairing.store.schema import PieceRow, VersionRow

    with store.begin() as session:
        manifests = session.scalars(select(VersionRow.pieces)).all()
        named = {digest for pieces in manifests for digest in pieces.values()}
        assert set(session.scalars(select(PieceRow.digest))) == named


def test_words_that_no_template_knows_stay_as_they_were() -> None:
    own = b'{"notes":[["{a} is {b}",{"a":"x","b":["maths",{}]}],["{text}",{"text":"{z}"}]]}'
    told = b'{"notes":[["text",{"text":"x is maths"}],["text",{"text":"{z}"}]]}'
    assert renewed(own) == told
    assert renewed(told) == told
    assert renewed_note("plan of {x}") == ["text", {"text": "plan of {x}"}]


def test_every_template_has_words_now_and_the_facts_for_them() -> None:
    frozen = json.loads(TEMPLATES.read_text(encoding="utf-8"))
    assert len(frozen) > 250
    for template, (code, *names) in frozen.items():
        words = phrase(code)
        assert words, code
        kept = {(names[0] if names else {}).get(one, one) for one in _VALUE.findall(template)}
        assert set(_VALUE.findall(words)) <= kept, template
