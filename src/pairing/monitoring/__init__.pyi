from .access import EVERYTHING, Facet, Viewer, ViewerRole, may_see_need, may_supervise, visible
from .due import HELP, Owed, What, due_notes, owed_on
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
from .goals import GOAL_KINDS, GOAL_STATUSES, GoalStand, goal_stand, goal_value, goal_words
from .log import TermLog
from .marks import MarkLine, Middle, Point, mark_lines
from .matching import matched, records_of_sessions, unrecorded
from .measures import ProposedMeasure, causes_now, proposed_measures
from .month import month_of
from .next_goals import ProposedGoal, proposed_goals
from .presenters import PRESENTS, Presenter, agree, agreed, presenters
from .questions import QUESTION_TITLES, Question, QuestionKind
from .rescreening import HeldExam, Moved, around, exams_held, rescreened, rescreening_notes
from .student_view import CONTACTS, FACET_WORDS, StudentView, person_label, student_view
from .supervision import Supervised, Supervision, supervise
from .term import Term, monday_of, term_of
from .week import Meeting, meetings_of, told_of

__all__ = [
    "CONTACTS",
    "EVERYTHING",
    "EVERY_SUBJECT",
    "FACET_WORDS",
    "GOAL_KINDS",
    "GOAL_STATUSES",
    "HELP",
    "PRESENTS",
    "QUESTION_TITLES",
    "Effect",
    "Effects",
    "Facet",
    "GoalStand",
    "HeldExam",
    "Joint",
    "Kind",
    "MarkLine",
    "Meeting",
    "Method",
    "Middle",
    "Moved",
    "Owed",
    "Point",
    "Presenter",
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
    "agree",
    "agreed",
    "around",
    "causes_now",
    "due_notes",
    "effect_words",
    "effects",
    "exams_held",
    "goal_stand",
    "goal_value",
    "goal_words",
    "joint_progress",
    "mark_lines",
    "matched",
    "may_see_need",
    "may_supervise",
    "meetings_of",
    "mentor_progress",
    "monday_of",
    "month_of",
    "owed_on",
    "person_label",
    "presenters",
    "proposed_goals",
    "proposed_measures",
    "records_of_sessions",
    "rescreened",
    "rescreening_notes",
    "student_view",
    "supervise",
    "term_of",
    "told_of",
    "unrecorded",
    "visible",
]
