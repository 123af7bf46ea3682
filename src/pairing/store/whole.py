"""One work as one file that people can read, too: all that is kept of it, and its folders."""

from __future__ import annotations

import io
import zipfile

from pairing.io.pins import pins_text
from pairing.io.plan_files import plan_texts
from pairing.io.school_files import school_texts
from pairing.model.records import TABLES
from pairing.store.backup import backup
from pairing.store.entries import EntryBook, with_entries
from pairing.store.keeper import Store
from pairing.store.pieces import Work, context_of, from_pieces

__all__ = ["export_work"]

_SCHOOL, _PLAN, _PINS = "school/", "plan/", "pins.csv"


def export_work(store: Store, work_id: str) -> bytes:
    """A work as a zip: a backup of it alone, and beside it what the commands read.

    ``restore`` brings it back with every version and entry, who and when. For people and scripts
    ``school/`` has the tables with entries and decisions in them, and rules.toml as the app has
    it, ``plan/`` the plan and ``pins.csv`` its pins.

    Raises UnknownVersionError where there is no such work, InputError where its newest version
    cannot be read.
    """
    data = io.BytesIO(backup(store, work_id))
    work = from_pieces(store.load(work_id)[1])
    texts = {_SCHOOL + name: text for name, text in _school(store, work_id, work).items()}
    if (outcome := work.outcome) is not None:
        made = plan_texts(outcome.plan, outcome.summary.as_json(), outcome.findings)
        texts |= {_PLAN + name: text for name, text in made.items()}
        texts[_PINS] = pins_text((*work.seat_pins, *work.pins))
    with zipfile.ZipFile(data, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, text in texts.items():
            # The BOM tells Excel that the text is UTF-8.
            archive.writestr(name, text.encode("utf-8-sig" if name.endswith(".csv") else "utf-8"))
    return data.getvalue()


def _school(store: Store, work_id: str, work: Work) -> dict[str, str]:
    school = with_entries(work.school, EntryBook(work_id).entries(store))
    tables = {kind.table: school.table(kind.table) for kind in TABLES}
    tables["decisions"] = (*school.decisions, *work.decisions)
    rules = context_of(work).book.entries()
    return school_texts(tables, rules, school.screening, school.session_settings, school.monitoring)
