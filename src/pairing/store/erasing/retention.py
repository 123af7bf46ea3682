"""What is older than a school keeps: listed, and removed when a person says so, never by itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from pairing.model.messages.message import say
from pairing.model.records import Decision, Goal, HelpRecord, Indicator, Measure, Record, Review
from pairing.model.school import School
from pairing.store.erasing.rewriting import Rewritten, rewrite
from pairing.store.keeper import Store

__all__ = ["KEPT_FOR_YEARS", "kept_since", "old_rows", "remove_old"]

_DAY = {"records": "date", "reviews": "date", "goals": "due", "measures": "to",
        "indicators": "date", "decisions": "at"}  # fmt: skip
"""By which of its days a row grows old. A measure without a last day still runs."""
KEPT_FOR_YEARS: tuple[type[Record], ...] = (HelpRecord, Review, Goal, Measure, Indicator, Decision)
"""What is kept for so many years, and no longer."""


def kept_since(today: date, years: int) -> date:
    """The first day of what is still kept."""
    try:
        return today.replace(year=today.year - years)
    except ValueError:  # 29 February
        return today.replace(year=today.year - years, day=28)


def old_rows(school: School, rows: Iterable[Record], since: date) -> Counter[str]:
    """How many rows of each table are older than a day.

    Args:
        school: its tables.
        rows: those beside the tables: entries, and decisions of the app.
        since: the first day of what is kept.
    """
    tables = (row for kind in KEPT_FOR_YEARS for row in school.table(kind.table))
    found: Counter[str] = Counter()
    for row in (*tables, *rows):
        field = _DAY.get(row.table)
        day = None if field is None else getattr(row, "until" if field == "to" else field)
        found[row.table] += day is not None and day < since
    return +found


def remove_old(store: Store, work_id: str, since: date, by: str = "") -> Rewritten:
    """Remove the rows of before a day from every version and all entries of a work, for good.

    The list of versions tells when that was done, by whom, and from which day on rows are kept.

    Raises UnknownVersionError where there is no such work.
    """
    done = say("erasure.old_rows", "rows of before {date} were removed", date=since.isoformat())
    return rewrite(store, work_id, _Remover(since), done=done, by=by)


class _Remover:
    """What becomes of each text without old rows."""

    def __init__(self, since: date) -> None:
        self.gone: Counter[str] = Counter()
        self._since = since.isoformat()

    def rests_on(self, name: str) -> str:
        return ""

    def piece(self, name: str, value: Any, other: Any) -> Any:
        table = name.removeprefix("table ")
        # What the app decided stands beside the tables.
        if table not in _DAY or (table == name and name != "decisions"):
            return value
        stay = [row for row in value if not self._is_old(table, row)]
        self.gone[table] += len(value) - len(stay)
        return stay

    def entry(self, table: str, row: dict[str, Any]) -> dict[str, Any] | None:
        if not self._is_old(table, row):
            return row
        self.gone[table] += 1
        return None

    def note(self, value: Any) -> Any:
        return value

    def words(self, said: str) -> str:
        return said

    def _is_old(self, table: str, row: dict[str, Any]) -> bool:
        day = row.get(_DAY[table])
        # Days are kept as 2026-09-30: they are in order as texts are.
        return day is not None and str(day) < self._since
