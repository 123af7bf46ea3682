from .access import EVERYTHING, Facet, Viewer, ViewerRole, visible
from .due import HELP, Owed, What, due_notes, owed_on, unrecorded
from .effect import (
    EVERY_SUBJECT,
    Effect,
    Effects,
    Joint,
    Kind,
    Method,
    effect_words,
    effects,
    joint_progress,
    mentor_progress,
)
from .log import TermLog
from .presenters import PRESENTS, Presenter, agree, agreed, presenters
from .rescreening import (
    HeldExam,
    Moved,
    around,
    exams_held,
    rescreened,
    rescreening_notes,
)
from .term import Term, monday_of, term_of

__all__ = [
    "EVERYTHING",
    "EVERY_SUBJECT",
    "HELP",
    "PRESENTS",
    "Effect",
    "Effects",
    "Facet",
    "HeldExam",
    "Joint",
    "Kind",
    "Method",
    "Moved",
    "Owed",
    "Presenter",
    "Term",
    "TermLog",
    "Viewer",
    "ViewerRole",
    "What",
    "agree",
    "agreed",
    "around",
    "due_notes",
    "effect_words",
    "effects",
    "exams_held",
    "joint_progress",
    "mentor_progress",
    "monday_of",
    "owed_on",
    "presenters",
    "rescreened",
    "rescreening_notes",
    "term_of",
    "unrecorded",
    "visible",
]
