from .access import EVERYTHING, Facet, Viewer, ViewerRole, may_supervise, visible
from .due import HELP, Owed, What, due_notes, owed_on
from .log import TermLog
from .matching import matched, records_of_sessions, unrecorded
from .month import month_of
from .questions import QUESTION_TITLES, Question, QuestionKind
from .supervision import Supervised, Supervision, supervise
from .term import Term, monday_of, term_of
from .week import Meeting, meetings_of, told_of

__all__ = [
    "EVERYTHING",
    "HELP",
    "QUESTION_TITLES",
    "Facet",
    "Meeting",
    "Owed",
    "Question",
    "QuestionKind",
    "Supervised",
    "Supervision",
    "Term",
    "TermLog",
    "Viewer",
    "ViewerRole",
    "What",
    "due_notes",
    "matched",
    "may_supervise",
    "meetings_of",
    "monday_of",
    "month_of",
    "owed_on",
    "records_of_sessions",
    "supervise",
    "term_of",
    "told_of",
    "unrecorded",
    "visible",
]
