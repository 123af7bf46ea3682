from .access import EVERYTHING, Facet, Viewer, ViewerRole, visible
from .due import HELP, Owed, What, due_notes, owed_on
from .goals import GOAL_KINDS, GoalStand, goal_stand, goal_value, goal_words
from .log import TermLog
from .marks import MarkLine, Middle, Point, mark_lines
from .matching import records_of_sessions, unrecorded
from .measures import ProposedMeasure, causes_now, proposed_measures
from .next_goals import ProposedGoal, proposed_goals
from .student_view import CONTACTS, FACET_WORDS, StudentView, person_label, student_view
from .term import Term, monday_of, term_of
from .week import Meeting, meetings_of, told_of

__all__ = [
    "CONTACTS",
    "EVERYTHING",
    "FACET_WORDS",
    "GOAL_KINDS",
    "HELP",
    "Facet",
    "GoalStand",
    "MarkLine",
    "Meeting",
    "Middle",
    "Owed",
    "Point",
    "ProposedGoal",
    "ProposedMeasure",
    "StudentView",
    "Term",
    "TermLog",
    "Viewer",
    "ViewerRole",
    "What",
    "causes_now",
    "due_notes",
    "goal_stand",
    "goal_value",
    "goal_words",
    "mark_lines",
    "meetings_of",
    "monday_of",
    "owed_on",
    "person_label",
    "proposed_goals",
    "proposed_measures",
    "records_of_sessions",
    "student_view",
    "term_of",
    "told_of",
    "unrecorded",
    "visible",
]
