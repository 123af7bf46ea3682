from .access import EVERYTHING, Facet, Viewer, ViewerRole, may_supervise, visible
from .due import HELP, Owed, What, due_notes, owed_on
from .goals import GOAL_KINDS, GoalStand, goal_stand, goal_value, goal_words
from .log import TermLog
from .marks import MarkLine, Middle, Point, mark_lines
from .matching import matched, records_of_sessions, unrecorded
from .measures import ProposedMeasure, causes_now, proposed_measures
from .month import month_of
from .next_goals import ProposedGoal, proposed_goals
from .questions import QUESTION_TITLES, Question, QuestionKind
from .student_view import CONTACTS, FACET_WORDS, StudentView, person_label, student_view
from .supervision import Supervised, Supervision, supervise
from .term import Term, monday_of, term_of
from .week import Meeting, meetings_of, told_of

__all__ = [
    "CONTACTS",
    "EVERYTHING",
    "FACET_WORDS",
    "GOAL_KINDS",
    "HELP",
    "QUESTION_TITLES",
    "Facet",
    "GoalStand",
    "MarkLine",
    "Meeting",
    "Middle",
    "Owed",
    "Point",
    "ProposedGoal",
    "ProposedMeasure",
    "Question",
    "QuestionKind",
    "StudentView",
    "Supervised",
    "Supervision",
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
    "matched",
    "may_supervise",
    "meetings_of",
    "monday_of",
    "month_of",
    "owed_on",
    "person_label",
    "proposed_goals",
    "proposed_measures",
    "records_of_sessions",
    "student_view",
    "supervise",
    "term_of",
    "told_of",
    "unrecorded",
    "visible",
]
