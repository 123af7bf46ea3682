"""What is due, late or missing: first in words, then as a table."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

import streamlit as st

from pairing.app.text import md, t, tn
from pairing.app.theme import table
from pairing.language import N_, and_more, day, in_a_row
from pairing.model.school import School
from pairing.monitoring import OWED_WORDS, Owed, What, monday_of, person_label

__all__ = ["owed_box"]

_NAMED = 6


def owed_box(school: School, owed: Sequence[Owed]) -> None:
    """Say what is owed to whom; what is late stands first."""
    if not owed:
        st.success(t("Nothing is due."))
        return
    lines = []
    for what in What:
        rows = [row for row in owed if row.what is what]
        late = [row for row in rows if _is_late(row)]
        if rows:
            lines.append(_line(school, what, late or rows, late=bool(late)))
    (st.warning if any(row.days_late for row in owed) else st.info)(
        "\n".join(f"- {line}" for line in lines)
    )
    count = len(owed)
    with st.expander(tn("{count} thing is due", "{count} things are due", count)):
        table(
            [
                {
                    N_("due"): day(row.due),
                    N_("days late"): row.days_late or None,
                    N_("what"): _what(school, row),
                    N_("student"): person_label(school, row.student_id),
                    N_("who owes it"): person_label(school, row.person_id),
                }
                for row in owed
            ]
        )


def _what(school: School, row: Owed) -> str:
    """What is owed; of a session to be written down also which one it is."""
    what = t(OWED_WORDS[row.what])
    if row.session is None:
        return what
    return t(
        "{what}: {kind} with {host}, {day}",
        what=what,
        kind=t(row.session.kind.replace("_", " ")),
        host=school.host_name(row.session.teacher_id, row.session.tutor_id),
        day=day(row.session.date),
    )


def _is_late(row: Owed) -> bool:
    """Whether something is late; help of a week that is not over, on its last days, is not yet."""
    today = row.due + datetime.timedelta(days=row.days_late)
    if row.what is What.WEEKLY_HELP:
        return monday_of(row.due) < monday_of(today)
    return row.days_late > 0


def _line(school: School, what: What, rows: Sequence[Owed], *, late: bool) -> str:
    students = list(dict.fromkeys(person_label(school, row.student_id) for row in rows))
    count = len(rows) if what is What.RECORD else len(students)
    match what, late:
        case What.WEEKLY_HELP, True:
            text = tn(
                "{count} student without help since last week or longer",
                "{count} students without help since last week or longer",
                count,
            )
        case What.WEEKLY_HELP, False:
            text = tn(
                "{count} student without help this week so far",
                "{count} students without help this week so far",
                count,
            )
        case What.RECORD, _:
            text = tn(
                "{count} session is not written down",
                "{count} sessions are not written down",
                count,
            )
        case _:
            title = t(OWED_WORDS[what])
            text = (
                tn(
                    "{what}: late for {count} student",
                    "{what}: late for {count} students",
                    count,
                    what=title,
                )
                if late
                else tn(
                    "{what}: soon due for {count} student",
                    "{what}: soon due for {count} students",
                    count,
                    what=title,
                )
            )
    shown = in_a_row(students[:_NAMED])
    if len(students) > _NAMED:
        shown = and_more(shown)
    return md("**{what}** ({names})", what=text, names=shown)
