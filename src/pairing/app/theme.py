"""How things look on every page: colours, charts without tools, lists of untrusted lines."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pairing.app.text import markdown_safe, t, tn
from pairing.io.vocabulary.words import sheet_word
from pairing.language import N_, day
from pairing.model.messages.fault import Fault
from pairing.store import VersionNote

__all__ = [
    "BLUE",
    "GREY",
    "NO_TOOLS",
    "ORANGE",
    "STYLE",
    "bullets",
    "chart",
    "dates_below",
    "faults_table",
    "table",
    "uploader_style",
    "version_words",
]

BLUE, ORANGE, GREY = "#1f5f9e", "#d9822b", "#b8bec6"
STYLE = """<style>
/* Captions in the framework's own grey are too pale to be read by everybody. */
[data-testid=stCaptionContainer] { color: inherit; opacity: 0.8; }
/* Nothing stands over the links to the pages but the toolbar, which is small here. */
[data-testid=stMainBlockContainer] { padding-top: 3.5rem; }
/* The links to the pages stand on a line; the open page's is marked. */
.st-key-pages { border-bottom: 1px solid rgba(128, 128, 128, 0.35); row-gap: 0.4rem; }
.st-key-pages a {
  border-radius: 0; border-bottom: 2px solid transparent; background: none !important;
}
.st-key-pages a:hover { border-bottom-color: rgba(128, 128, 128, 0.5); }
.st-key-pages a:has(strong) { border-bottom-color: #1f5f9e; }
/* The framework's own file of a table is not safe to open in a spreadsheet; ours are. */
[data-testid=stElementToolbarButton]:has(button[aria-label="Download as CSV"]) { display: none; }
/* A thumb finds what is to be pressed on a phone. */
[class*="st-key-meeting-"] button { min-height: 44px; }
/* The name stands in the side bar; where that is folded, on the page. */
.st-key-who_enters { display: none; }
.stApp:has([data-testid=stSidebar]:is([data-collapsed=true], [aria-expanded=false]))
  .st-key-who_enters,
.stApp:not(:has([data-testid=stSidebar])) .st-key-who_enters { display: flex; }
.st-key-pages a:focus-visible { outline: 2px solid #1f5f9e; }
/* On a phone the links to the pages are unfolded from the line of the toolbar. */
.st-key-pages_of_phone { display: none; }
@media (max-width: 640px) {
  .st-key-pages { display: none; }
  .st-key-pages_of_phone {
    display: flex; position: fixed; top: 0.5rem; left: 3.5rem; z-index: 999991; width: auto;
  }
  [data-testid=stLayoutWrapper]:has(> .st-key-pages_of_phone) { height: 0; }
  [data-testid=stMainBlockContainer] { padding-top: 4rem; }
  /* What holds nothing takes no room, and two short lists stand side by side. */
  [data-testid=stColumn]:not(:has([data-testid=stElementContainer])) { display: none; }
  [class*=st-key-halves-] [data-testid=stColumn] { min-width: calc(50% - 1rem); }
  [class*=st-key-beside-] [data-testid=stColumn] { min-width: 0; flex: 1 1 0; }
}
</style>"""
NO_TOOLS = {"displayModeBar": False}
_SHOWN = 1000
_HALF_A_YEAR, _NAMED_DATES, _ROOM = 180, 6, 0.12


def uploader_style() -> str:
    """Words of ours over the framework's own English ones where a file is handed in."""
    if t("Choose files") == "Choose files":
        return ""
    most = t("at most {size} MB a file", size=st.get_option("server.maxUploadSize"))
    button = "[data-testid=stFileUploaderDropzone] button [data-testid=stMarkdownContainer] p"
    limit = "[data-testid=stFileUploaderDropzoneInstructions] span"
    lines = []
    for where, words in ((button, t("Choose files")), (limit, most)):
        content = json.dumps(words, ensure_ascii=False)
        lines.append(f"{where} {{ font-size: 0; }}")
        lines.append(f"{where}::after {{ content: {content}; font-size: 0.875rem; }}")
    return f"<style>{' '.join(lines)}</style>"


def bullets(lines: Iterable[object], where: DeltaGenerator | None = None) -> None:
    """Lines under each other, shown letter by letter; on the page, or in a part of it."""
    for line in lines:
        (where or st).markdown(f"- {markdown_safe(line)}")


def table(
    rows: Sequence[dict[str, Any]], where: DeltaGenerator | None = None, **options: Any
) -> None:
    """Rows as a table whose headers, the keys, are in the reader's language."""
    shown = pd.DataFrame(rows).rename(columns=t)
    (where or st).dataframe(shown, hide_index=True, width="stretch", **options)


def chart(
    figure: go.Figure, title: str, height: int, key: str, where: DeltaGenerator | None = None
) -> None:
    """A chart in the look of the house; ``title`` is in the reader's language already."""
    figure.update_layout(
        title=title, height=height, margin={"l": 0, "r": 0, "t": 40, "b": 0}, dragmode=False
    )
    (where or st).plotly_chart(figure, config=NO_TOOLS, key=key)


def dates_below(figure: go.Figure, dates: Iterable[datetime.date]) -> None:
    """Name the dates under a chart in figures: the library knows the names of months in English.

    Within half a year each date of its own is named, for months alone would be named twice.
    """
    known = sorted(set(dates))
    if known and (known[-1] - known[0]).days < _HALF_A_YEAR:
        step = -(-len(known) // _NAMED_DATES)
        figure.update_xaxes(tickmode="array", tickvals=known[::step], tickformat="%Y-%m-%d")
        # Room for the words below the first and the last: what is cut is not shown at all.
        room = max((known[-1] - known[0]) * _ROOM, datetime.timedelta(days=2))
        figure.update_xaxes(autorangeoptions={"include": [known[0] - room, known[-1] + room]})
    else:
        figure.update_xaxes(tickformat="%Y-%m")


def version_words(note: VersionNote) -> str:
    """When a version was kept, what was done, and by whom."""
    at = note.at.astimezone()
    words = f"{day(at.date())}, {at:%H:%M} · {note.what}"
    return f"{words} · {note.by}" if note.by else words


def faults_table(faults: Sequence[Fault]) -> None:
    """Everything that is wrong with an upload; what was open before stays open."""
    words = tn(
        "{count} thing to mend before this school can be opened:",
        "{count} things to mend before this school can be opened:",
        len(faults),
    )
    st.error(words)
    # Only of sheets that were drawn by hand is there anybody to name.
    named = any(fault.who for fault in faults)
    table(
        [
            {
                N_("sheet"): sheet_word(fault.table),
                N_("row"): fault.first_rows,
                **({N_("name"): fault.who, N_("cell"): fault.cell} if named else {}),
                N_("how many rows"): fault.count,
                N_("column"): fault.column,
                N_("value"): fault.value[:200],
                N_("expected"): str(fault.expected),
                N_("did you mean"): fault.suggestion,
            }
            for fault in faults[:_SHOWN]
        ]
    )
