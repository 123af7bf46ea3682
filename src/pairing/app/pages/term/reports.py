"""The page of reports: what a week, a fortnight, a month or a term came to, and the two files."""

from __future__ import annotations

import datetime

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from pairing.app.state.entries import day_now, log_of, viewer
from pairing.app.state.memo import once
from pairing.app.state.planned import Planned
from pairing.app.state.workspace import Workspace
from pairing.app.text import plotly_safe, t
from pairing.app.theme import bullets, chart
from pairing.app.widgets.download import EXCEL, WORD, made_on_demand
from pairing.app.widgets.settings.set_elsewhere import with_field
from pairing.language import day, language
from pairing.model.enums import ReportKind, ReportLevel
from pairing.monitoring.reporting import Report, ShownTable, report_on
from pairing.reports import term_report_document, term_report_workbook
from pairing.reports.paper.charts import Bars, Shape
from pairing.reports.term.term_report import (
    KINDS,
    LEVELS,
    cells,
    chart_of,
    head_of,
    header,
    marks_of,
    report_file,
    summary_title,
)

__all__ = ["reports_page"]

_ROW = 26
"""Pixels of a bar that lies."""


def reports_page(workspace: Workspace, planned: Planned, _class_id: str) -> None:
    """Choose what it is about and who reads it; the numbers first, and the files beside them."""
    kind, on, level = _chosen(workspace)
    log, who = log_of(workspace), viewer(workspace)
    plan = planned.outcome.plan
    report = once(
        "report",
        (log, plan),
        (kind, on, level, who),
        lambda: report_on(log, plan, kind, on, level, who),
    )
    whom, *days = head_of(report)
    st.caption(" · ".join((whom, day(report.span.first) + " – " + day(report.span.last), days[-1])))
    _files(report, on)
    _summary(report)
    if told := (*marks_of(report), *map(with_field, report.notes)):
        with st.expander(t("To be known"), expanded=not report.exact):
            bullets(told)
    for table in report.tables:
        _table(report, table)
    if any(names.rows for names in report.names):
        st.caption(t("The files also list names: keep them in the staff room."))


def _chosen(workspace: Workspace) -> tuple[ReportKind, datetime.date, ReportLevel]:
    what, when, whom = st.columns([5, 2, 3], vertical_alignment="bottom")
    # The key has the language: the browser sends back the words of what was chosen.
    kind = what.segmented_control(
        t("Report"),
        list(ReportKind),
        default=ReportKind.WEEKLY,
        format_func=lambda one: str(KINDS[one]),
        key=f"report kind {language()}",
        required=True,
    )
    on = when.date_input(t("On the day"), day_now(workspace), key="report day")
    level = whom.segmented_control(
        t("Who reads it"),
        list(ReportLevel),
        default=ReportLevel.SCHOOL,
        format_func=lambda one: str(LEVELS[one]),
        key=f"report level {language()}",
        required=True,
    )
    return (
        kind or ReportKind.WEEKLY,
        on if isinstance(on, datetime.date) else day_now(workspace),
        level or ReportLevel.SCHOOL,
    )


def _files(report: Report, on: datetime.date) -> None:
    """Each file is made when somebody asks for it."""
    word, excel, _ = st.columns([1, 1, 2])
    with word:
        made_on_demand(
            t("Report as Word (.docx)"),
            report_file(report, on, "docx"),
            WORD,
            lambda: term_report_document(report),
        )
    with excel:
        made_on_demand(
            t("Report as Excel (.xlsx)"),
            report_file(report, on, "xlsx"),
            EXCEL,
            lambda: term_report_workbook(report),
        )


def _summary(report: Report) -> None:
    st.subheader(str(summary_title(report)), anchor=False)
    for column, (heading, sentences) in zip(
        st.columns(len(report.summary), gap="medium"), report.summary, strict=True
    ):
        with column.container(border=True, height="stretch"):
            st.markdown(f"**{heading}**")
            for sentence in sentences:
                st.text(str(sentence))


def _table(report: Report, table: ShownTable) -> None:
    st.subheader(str(table.title), anchor=False)
    shown = pd.DataFrame(cells(report, table), columns=header(table))
    bars = chart_of(table)
    numbers, drawn = (st.container(), None) if bars is None else st.columns([3, 2], gap="large")
    # As text, so that a sign in place of a count stands in the same column as the counts.
    numbers.dataframe(shown.astype(str), hide_index=True, width="stretch", height="content")
    if bars is not None:
        _chart(bars, table.code, drawn)


def _chart(bars: Bars, code: str, where: st.delta_generator.DeltaGenerator | None) -> None:
    lying = bars.shape is Shape.BARS
    rows = [plotly_safe(row) for row in bars.rows]
    figure = go.Figure()
    for (name, values), colour in zip(bars.series, bars.colours, strict=True):
        x, y = (values, rows) if lying else (rows, values)
        if bars.shape is Shape.LINE:
            figure.add_scatter(x=x, y=y, name=name, line_color=colour, mode="lines+markers")
        else:
            figure.add_bar(x=x, y=y, name=name, marker_color=colour, orientation="hv"[not lying])
    figure.update_layout(
        barmode="stack", legend={"orientation": "h", "y": -0.15, "traceorder": "normal"}
    )
    if lying:
        figure.update_yaxes(autorange="reversed")
    else:
        # Grades and days are names here, and stand one beside the other.
        figure.update_xaxes(type="category")
    chart(figure, "", max(260, _ROW * len(rows) + 120), f"report {code}", where)
    if bars.gaps:
        (where or st).caption(bars.gaps)
