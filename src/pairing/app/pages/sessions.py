"""The page of sessions: a teacher's week, another time for one of them, who is away, paper."""

from __future__ import annotations

import datetime

import pandas as pd
import streamlit as st

from pairing.app.state import visitor
from pairing.app.state.memo import once
from pairing.app.state.planned import Planned
from pairing.app.state.workspace import Workspace
from pairing.app.text import labelled, markdown_safe, md, t
from pairing.app.theme import bullets, table
from pairing.app.widgets.sessions.cover_box import covers_box
from pairing.app.widgets.sessions.past_weeks import past_weeks
from pairing.app.widgets.sessions.session_changes import (
    another_time,
    last_change,
    teacher_away,
    undo_sessions,
)
from pairing.app.widgets.sessions.teaching_groups import teaching_groups_panel
from pairing.app.widgets.settings.set_elsewhere import with_field
from pairing.instances.agenda import LessonTimes
from pairing.language import N_, day, in_a_row, language, name_key
from pairing.model.enums import Part, SessionKind
from pairing.model.messages.message import Message
from pairing.model.plan import Session
from pairing.model.school import School
from pairing.model.session_times import part_words, room_words
from pairing.monitoring import monday_of
from pairing.planning import Outcome, session_demand, shortages
from pairing.reports import Calendars, make_calendars, sheets
from pairing.reports.names import RECORDS, TEACHER_CALENDAR, WEEKS, named_file
from pairing.reports.sessions.missed import called_from
from pairing.reports.sessions.teacher_week import teacher_week

__all__ = ["sessions_page"]

_DAY_WIDTH, _LINE_HEIGHT, _ROW_MARGIN, _ROW_HEIGHT = 165, 24, 24, 35
"""In pixels, as the framework draws its tables."""


def sessions_page(workspace: Workspace, planned: Planned, class_id: str) -> None:
    """The sessions, and the groups that are taught beside them."""
    _sessions(workspace, planned, class_id)
    teaching_groups_panel(planned)


def _sessions(workspace: Workspace, planned: Planned, class_id: str) -> None:
    """Pick a teacher and a week, see it, and change what does not suit."""
    outcome, rows = planned.outcome, planned.plan.sessions
    past_weeks(workspace, rows or ())
    if not rows:
        st.info(
            t(
                "No sessions are planned yet: the five face-to-face of each subject teacher, "
                "mentors' talks, home visits and pairs' times of the coming weeks."
            )
        )
        for note in once(
            "demand", outcome, "", lambda: session_demand(outcome.context, outcome.plan)
        ):
            st.warning(markdown_safe(note))
        if st.button(t("Plan the sessions"), type="primary", disabled=workspace.job is not None):
            workspace.begin_sessions(planned)
            st.rerun()
        return
    for note in outcome.summary.parts[Part.SESSIONS].notes:
        if note.code == "sessions.cannot_be_held":
            st.info(markdown_safe(note))
    _anew(workspace, planned, class_id)
    findings = outcome.findings
    of_teacher = findings.school.teacher
    teachers = sorted(
        {row.teacher_id for row in rows if row.teacher_id},
        key=lambda teacher_id: name_key(of_teacher[teacher_id].name),
    )
    names = {key: findings.school.teacher_label(key) for key in teachers}
    by = visitor.name()
    own_week = next((at for at, key in enumerate(teachers) if of_teacher[key].name == by), 0)
    who, when, summary, back, forth = st.columns([2, 2, 2, 1, 1], vertical_alignment="bottom")
    undo_sessions(workspace, planned, back, forth)
    teacher_id = who.selectbox(
        t("Teacher"),
        teachers,
        format_func=names.__getitem__,
        index=own_week,
        key=f"session teacher {by}",
        help=t("Your own week, where your name is written as the school has it."),
    )
    mine = [row for row in rows if row.teacher_id == teacher_id]
    mondays = sorted({monday_of(row.date) for row in rows})
    monday = when.selectbox(t("Week of"), mondays, format_func=day, key="session week")
    week = [row for row in mine if monday_of(row.date) == monday]
    summary.markdown(
        md(
            "**{now}** this week, **{all}** in {weeks} weeks",
            now=len(week),
            all=len(mine),
            weeks=len(mondays),
        )
    )
    _week_table(_grid(findings.school, teacher_id, monday, week, planned.session_pins))
    st.caption(
        t("● a session, ◆ a pinned one; the rest are lessons. Staff only: it shows who is helped.")
    )
    last_change()
    covers_box(workspace, planned)
    left, right = st.columns(2, gap="large")
    with left:
        another_time(workspace, planned, week)
    with right:
        teacher_away(workspace, planned, teacher_id, monday)
        _paper(outcome, teacher_id, mine)
        _left_out(outcome)


def _week_table(grid: pd.DataFrame) -> None:
    """The week, with rows as high as the cell of most lines, and no day narrower than its words."""
    lines = max((str(cell).count("\n") + 1 for cell in grid.to_numpy().ravel()), default=1)
    days = {name: st.column_config.TextColumn(width=_DAY_WIDTH) for name in grid.columns}
    if lines == 1:
        st.dataframe(grid, width="stretch", column_config=days)
        return
    row = _LINE_HEIGHT * lines + _ROW_MARGIN
    height = _ROW_HEIGHT + row * len(grid) + 2
    st.dataframe(grid, width="stretch", column_config=days, row_height=row, height=height)


def _anew(workspace: Workspace, planned: Planned, class_id: str) -> None:
    """A button for new sessions, where those there are rest on what has changed."""
    if workspace.job is not None or Part.SESSIONS not in workspace.stale(class_id):
        return
    if st.button(
        t("Plan the sessions anew"),
        type="primary",
        help=t("As few of them as possible move; what nobody asks for any more is left out."),
    ):
        workspace.begin_sessions(planned)
        st.rerun()


def _grid(
    school: School,
    teacher_id: str,
    monday: datetime.date,
    week: list[Session],
    pinned: tuple[Session, ...],
) -> pd.DataFrame:
    """Times of day down, days across; lessons and sessions of one teacher in the cells."""

    times = LessonTimes(school)

    def words_of(row: Session) -> str:
        name = school.label(row.student_id)
        time = part_words(school, row)
        sign = "◆" if row in pinned else "●"
        words = labelled(" ".join(filter(None, (sign, time, name))), t(row.title))
        called = called_from(times, row)
        # A visit says by its kind where it is.
        room = "" if row.kind == SessionKind.HOME_VISIT else room_words(row)
        more = [room, "" if called is None else str(called)]
        if row.covers in school.teacher:
            more.append(t("for {name}", name=school.teacher_label(row.covers)))
        return in_a_row([words, *filter(None, more)])

    found = teacher_week(school, teacher_id, monday, week)
    cells = [
        ["\n".join([*cell.lessons, *map(words_of, cell.sessions)]) for cell in line.cells]
        for line in found.lines
    ]
    return pd.DataFrame(
        cells,
        index=[f"{line.start:%H:%M}" for line in found.lines],
        columns=[day(date) for date in found.days],
    )


def _paper(outcome: Outcome, teacher_id: str, mine: list[Session]) -> None:
    """What a teacher takes along: a calendar, the weeks, the record sheets."""

    def make() -> tuple[Calendars, dict[str, str]]:
        agenda = outcome.context.agenda(outcome.plan)
        now = datetime.datetime.now().astimezone()
        return make_calendars(agenda, mine, now), sheets(agenda, mine)

    def called(what: Message, ending: str) -> str:
        # As the files themselves are called, in the language that is spoken.
        return named_file(what, ending, teacher_id, outcome.school.teacher)

    made, pages = once("paper", outcome, (teacher_id, language()), make)
    with st.expander(t("Calendar and sheets (staff only)")):
        for label, file, data, kind in (
            (N_("Calendar (.ics)"), called(TEACHER_CALENDAR, "ics"), made.texts, "text/calendar"),
            (N_("Weeks to print"), called(WEEKS, "html"), pages, "text/html"),
            (N_("Record sheets"), called(RECORDS, "html"), pages, "text/html"),
        ):
            if file in data:
                st.download_button(
                    t(label), data[file], file, kind, width="stretch", on_click="ignore"
                )
        for note in made.notes:
            st.warning(markdown_safe(note))


def _left_out(outcome: Outcome) -> None:
    """What could not be held in the whole school, why, and what one more period would buy."""
    summary = outcome.summary.parts[Part.SESSIONS]
    with st.expander(t("What is held in the whole school")):
        bullets([with_field(note) for note in summary.notes])
        if st.button(t("What would one more period buy?"), key="shortages"):
            found = shortages(outcome.context, outcome.plan)
            rows = [
                {
                    N_("week"): shortage.week,
                    N_("whose"): str(shortage.who),
                    N_("left out"): shortage.left_out,
                    N_("one more period"): f"+{shortage.slot}",
                    N_("a limit wider by one"): f"+{shortage.limit}",
                }
                for shortage in found
            ]
            if rows:
                table(rows)
            else:
                st.success(t("Nothing that one more period would change is left out."))
