from .access import EVERYTHING, Facet, Viewer, ViewerRole, may_see_need, may_supervise, visible
from .due import HELP, OWED_WORDS, Owed, What, goals_beyond_need, owed_on
from .due_notes import due_notes
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
    kind_words,
    mentor_progress,
)
from .log import TermLog
from .matching import matched, records_of_sessions, unrecorded
from .progress.goals import (
    GOAL_KINDS,
    GOAL_STATUSES,
    GoalStand,
    goal_now,
    goal_stand,
    goal_words,
    together,
)
from .progress.marks import MarkLine, Middle, Point, mark_lines
from .progress.measures import ProposedMeasure, causes_now, proposed_measures
from .progress.next_goals import ProposedGoal, proposed_goals
from .progress.presenters import PRESENTS, Presenter, agree, agreed, presenters
from .progress.rescreening import HeldExam, Moved, around, exams_held, rescreened, rescreening_notes
from .student_view import (
    CONTACTS,
    FACET_WORDS,
    StudentView,
    people_label,
    person_label,
    student_view,
)
from .supervising.month import month_of
from .supervising.questions import QUESTION_TITLES, Question, QuestionKind
from .supervising.supervision import Supervised, Supervision, supervise
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
    "OWED_WORDS",
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
    "goal_now",
    "goal_stand",
    "goal_words",
    "goals_beyond_need",
    "joint_progress",
    "kind_words",
    "mark_lines",
    "matched",
    "may_see_need",
    "may_supervise",
    "meetings_of",
    "mentor_progress",
    "monday_of",
    "month_of",
    "owed_on",
    "people_label",
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
    "together",
    "told_of",
    "unrecorded",
    "visible",
]
