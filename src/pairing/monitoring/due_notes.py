"""What a reader of what is owed must know: what was not asked, guessed or left out."""

from __future__ import annotations

import datetime

from pairing.model.enums import Held
from pairing.model.messages.message import Message, named, say, say_count
from pairing.model.plan import Plan
from pairing.monitoring.due import goals_beyond_need
from pairing.monitoring.log import TermLog
from pairing.monitoring.term import term_of

__all__ = ["due_notes"]


def due_notes(log: TermLog, plan: Plan, on: datetime.date) -> tuple[Message, ...]:
    """What a reader of these must know: what could not be asked, and what was guessed."""
    term = term_of(log.school, plan, log, on)
    notes = []
    if plan.mentors is None:
        notes.append(
            say("due.no_mentors", "mentors are not planned: nobody is known to owe weekly help")
        )
    if term.guessed:
        notes.append(
            say(
                "due.term_guessed",
                "nobody said when the term began: it is counted from {date}, the first week in "
                "which something is planned or written down",
                date=term.first,
            )
        )
    if term.asked_from > term.first:
        notes.append(
            say(
                "due.since",
                "it is counted from {date}: what was to be done before is not asked for",
                date=term.asked_from,
            )
        )
    if beyond := [goal for goal in goals_beyond_need(log, plan) if goal.due < on]:
        notes.append(
            say_count(
                "due.goals_beyond",
                "{count} open goal is in what no longer needs help: close it in the student's file",
                "{count} open goals are in what no longer needs help: close them in the students' "
                "files",
                len(beyond),
            )
        )
    if log.goals_of_leavers:
        notes.append(
            say_count(
                "due.goals_of_leavers",
                "{count} goal is set aside, for somebody it is about has left",
                "{count} goals are set aside, for somebody they are about has left",
                len(log.goals_of_leavers),
            )
        )
    if on > term.last:
        notes.append(say("due.term_over", "the term ended on {date}", date=term.last))
    if log.strangers:
        notes.append(
            say_count(
                "due.strangers",
                "{count} person of the records is in no table: {names}",
                "{count} people of the records are in no table: {names}",
                len(log.strangers),
                names=named(log.strangers),
            )
        )
    later = [row for row in log.records if row.date > on and row.held is Held.YES]
    if later:
        notes.append(
            say_count(
                "due.later_records",
                "{count} record is of a day after {date} and counts not",
                "{count} records are of days after {date} and count not",
                len(later),
                date=on,
            )
        )
    return tuple(notes)
