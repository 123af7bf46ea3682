from .access import EVERYTHING, Facet, Viewer, ViewerRole, visible
from .due import HELP, Owed, What, due_notes, owed_on
from .log import TermLog
from .matching import records_of_sessions, unrecorded
from .term import Term, monday_of, term_of
from .week import Meeting, meetings_of, told_of

__all__ = [
    "EVERYTHING",
    "HELP",
    "Facet",
    "Meeting",
    "Owed",
    "Term",
    "TermLog",
    "Viewer",
    "ViewerRole",
    "What",
    "due_notes",
    "meetings_of",
    "monday_of",
    "owed_on",
    "records_of_sessions",
    "term_of",
    "told_of",
    "unrecorded",
    "visible",
]
