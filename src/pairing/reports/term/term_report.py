"""A report on the term in words: its title and days, what its marks mean, its tables and charts."""

from __future__ import annotations

import datetime

from pairing.model.enums import ReportKind, ReportLevel
from pairing.model.messages.message import Message, say
from pairing.monitoring.reporting import Report, Shown, ShownTable, Withheld
from pairing.monitoring.reporting.tables import shown_text
from pairing.reports.names import TERM_REPORTS, named_file
from pairing.reports.paper.charts import Bars, Shape

__all__ = [
    "KINDS",
    "LEVELS",
    "cells",
    "chart_of",
    "head_of",
    "header",
    "marks_of",
    "report_file",
    "summary_title",
    "title_of",
]

KINDS = {
    ReportKind.WEEKLY: say("report.kind_weekly", "Weekly report"),
    ReportKind.FORTNIGHTLY: say("report.kind_fortnightly", "Fortnightly report"),
    ReportKind.MONTHLY: say("report.kind_monthly", "Monthly report"),
    ReportKind.TERM: say("report.kind_term", "Term report"),
}
LEVELS = {
    ReportLevel.SCHOOL: say("report.level_school", "school"),
    ReportLevel.TOWN: say("report.level_town", "town"),
    ReportLevel.COUNTY: say("report.level_county", "county"),
}
_TITLES = {
    ReportKind.WEEKLY: say("report.title_weekly", "Weekly report on help for students"),
    ReportKind.FORTNIGHTLY: say(
        "report.title_fortnightly", "Fortnightly report on help for students"
    ),
    ReportKind.MONTHLY: say("report.title_monthly", "Monthly report on help for students"),
    ReportKind.TERM: say("report.title_term", "Summary of the term: help for students"),
}
_FOR = {
    ReportLevel.SCHOOL: say("report.for_school", "For staff of the school only: confidential"),
    ReportLevel.TOWN: say("report.for_town", "For the town: counts only"),
    ReportLevel.COUNTY: say("report.for_county", "For the county: counts only"),
}
_SEVERITIES = ("#b9cfe4", "#d9822b", "#8f2d14")
_BLUE, _PALE, _GREEN, _ORANGE, _RED, _GREY = (
    "#1f5f9e",
    "#8db4d8",
    "#6a9f58",
    "#d9822b",
    "#8f2d14",
    "#b8bec6",
)
_DRAWN = {
    "in_need": (Shape.COLUMNS, _SEVERITIES),
    "needs": (Shape.BARS, _SEVERITIES),
    "changes": (Shape.COLUMNS, (_ORANGE, _RED, _GREY, _PALE, _BLUE)),
    "sessions": (Shape.BARS, (_BLUE, _PALE, _GREEN, _ORANGE, _GREY)),
    "weeks": (Shape.LINE, (_BLUE,)),
    "goals": (Shape.COLUMNS, (_BLUE, _RED, _GREY, _ORANGE)),
    "owed": (Shape.BARS, (_PALE, _RED)),
}
"""The tables that are drawn too, and the colours of their columns."""


def title_of(report: Report) -> str:
    """What the report is called."""
    return str(_TITLES[report.kind])


def head_of(report: Report) -> tuple[str, ...]:
    """For whom it is, which days it is about, and up to when it is known."""
    span = report.span
    return (
        str(_FOR[report.level]),
        str(say("report.days", "From {first} to {last}", first=span.first, last=span.last)),
        str(say("report.known", "As known on {date}", date=span.known)),
    )


def summary_title(report: Report) -> Message:
    """What its sentences stand under."""
    if report.kind is ReportKind.TERM:
        return say("report.summary_term", "Summary of the term")
    return say("report.summary", "In brief")


def marks_of(report: Report) -> tuple[str, ...]:
    """What the signs mean that stand in place of counts."""
    found = frozenset[Withheld]().union(*(one.withheld for one in report.tables))
    told = []
    if Withheld.SMALL in found:
        told.append(
            say(
                "report.mark_small",
                "{sign}: so few that it is not told how many, or none at all",
                sign=shown_text(Withheld.SMALL, report.least),
            )
        )
    if Withheld.PROTECTS in found:
        told.append(
            say(
                "report.mark_protects",
                "{sign}: not told, for a small count could be worked out from it",
                sign=shown_text(Withheld.PROTECTS, report.least),
            )
        )
    return tuple(map(str, told))


def header(table: ShownTable) -> list[str]:
    """The headers of a table."""
    return [str(table.corner), *map(str, table.columns)]


def cells(report: Report, table: ShownTable) -> list[list[int | str]]:
    """The rows of a table: a title, and counts as numbers, or the sign that stands for one."""
    return [
        [
            str(title),
            *(cell if isinstance(cell, int) else shown_text(cell, report.least) for cell in row),
        ]
        for title, row in table.rows
    ]


def chart_of(table: ShownTable) -> Bars | None:
    """A table's chart; None where it has none, or where nothing would be seen."""
    if table.code not in _DRAWN:
        return None
    shape, colours = _DRAWN[table.code]
    rows = table.rows[:-1] if table.totals else table.rows
    series = tuple(
        (
            str(table.columns[number]),
            tuple(_drawn(row[number]) for _, row in rows),
        )
        for number in range(table.parts or 1)
    )
    gaps = say("report.gaps", "Counts that are not told are missing in the chart.")
    bars = Bars(
        str(table.title),
        shape,
        tuple(str(title) for title, _ in rows),
        series,
        colours,
        gaps=str(gaps) if any(None in values for _, values in series) else "",
    )
    return None if bars.is_empty else bars


def _drawn(cell: Shown) -> int | None:
    return None if isinstance(cell, Withheld) else cell


def report_file(report: Report, on: datetime.date, ending: str) -> str:
    """The name of its file: what it is, of which day, and for whom."""
    whose = f"{on.isoformat()}-{LEVELS[report.level]}"
    return named_file(TERM_REPORTS[report.kind], ending, whose)
