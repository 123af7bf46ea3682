"""Which school of a OneRoster export is meant: its one, or the one that was asked for."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pairing.io.oneroster.files import Export, Row, is_oneroster, read_export
from pairing.model.messages.fault import Fault
from pairing.model.messages.message import say
from pairing.model.soundness.nearest import nearest

__all__ = ["schools_in_use", "schools_to_choose", "split", "the_school"]


def schools_to_choose(path: Path) -> dict[str, str]:
    """The names of the schools of an export by id, where there are several to choose from."""
    if not is_oneroster(path):
        return {}
    export = read_export(path)
    found = {} if export.faults else schools_in_use(export)
    return found if len(found) > 1 else {}


def schools_in_use(export: Export) -> dict[str, str]:
    """The name of each school that anybody or any class is of, by id."""
    named = _named(export)
    return {
        org: named[org]["name"] if org in named else ""
        for org in dict.fromkeys(_orgs_in_use(export))
        if org in named or not export.of("orgs")
    }


def _named(export: Export) -> dict[str, Row]:
    """The schools that orgs.csv names, by id."""
    return {
        row["sourcedId"]: row
        for row in export.of("orgs")
        if row["type"].lower() == "school" or not row["type"]
    }


def the_school(export: Export, asked: str | None) -> str | None:
    """The id of the one school there is, or that was asked for; None where none is named.

    What stands in the way of an answer goes to the export's faults.
    """
    named, used = _named(export), schools_in_use(export)
    known = {**{org: row["name"] for org, row in named.items()}, **used}
    if asked is not None:
        wanted = asked.strip().casefold()
        found = [
            org
            for org, name in known.items()
            if wanted in (org.casefold(), name.strip().casefold())
            or (org in named and wanted == named[org]["identifier"].casefold())
        ]
        if len(found) == 1:
            return found[0]
        expected = say(
            "oneroster.known_school",
            "one school of the export: {schools}",
            schools=tuple(_listed(known)),
        )
        hint = "" if found else nearest(asked, [name or org for org, name in known.items()])
        export.faults.append(Fault("orgs.csv", None, "name", asked, expected, hint))
        return None
    if len(used) > 1:
        expected = say(
            "oneroster.one_school",
            "one school: say which by --school and its sourcedId or name",
        )
        shown = ", ".join(_listed(used))
        export.faults.append(Fault("orgs.csv", None, "sourcedId", shown, expected))
        return None
    return next(iter(used), None)


def _listed(schools: dict[str, str]) -> list[str]:
    return [f"{org} ({name})" if name else org for org, name in schools.items()]


def _orgs_in_use(export: Export) -> Iterable[str]:
    """The organisations that users, roles, classes and enrolments are of."""
    for row in export.of("users"):
        yield from split(row["orgSourcedIds"])
    for row in export.of("roles"):
        yield from split(row["orgSourcedId"])
    for name in ("classes", "enrollments"):
        for row in export.of(name):
            yield from split(row["schoolSourcedId"])


def split(cell: str) -> list[str]:
    """The ids in a cell that may hold several."""
    return [part.strip() for part in cell.split(",") if part.strip()]
