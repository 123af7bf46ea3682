from .access import EVERYTHING, Facet, Viewer, ViewerRole, visible
from .due import HELP, Owed, What, due_notes, matched, owed_on, unrecorded
from .log import TermLog
from .term import Term, monday_of, term_of

__all__ = [
    "EVERYTHING",
    "HELP",
    "Facet",
    "Owed",
    "Term",
    "TermLog",
    "Viewer",
    "ViewerRole",
    "What",
    "due_notes",
    "matched",
    "monday_of",
    "owed_on",
    "term_of",
    "unrecorded",
    "visible",
]
