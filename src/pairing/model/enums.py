"""The closed lists of words that tables, rules and plans may use."""

from __future__ import annotations

from enum import StrEnum

__all__ = [
    "DIMENSIONS",
    "Attendance",
    "Cause",
    "DayKind",
    "Dimension",
    "ExamKind",
    "Gender",
    "GoalKind",
    "GoalMeasure",
    "GoalStatus",
    "Held",
    "Level",
    "Missing",
    "Part",
    "PeriodKind",
    "Reach",
    "RecordKind",
    "RelationKind",
    "ReportKind",
    "ReportLevel",
    "Role",
    "Ruling",
    "Sense",
    "SessionKind",
    "Source",
    "Status",
    "Topic",
    "Usable",
    "WishFor",
    "WishRank",
]


class Gender(StrEnum):
    F = "F"
    M = "M"
    X = "X"


class Sense(StrEnum):
    """How well a student sees or hears: ``front`` asks for a place near the board."""

    NORMAL = "normal"
    FRONT = "front"


class Attendance(StrEnum):
    ONSITE = "onsite"
    REMOTE = "remote"


class Role(StrEnum):
    CADRE = "cadre"
    HOMEROOM = "homeroom"
    BACKBONE = "backbone"
    SUBJECT = "subject"


class Dimension(StrEnum):
    """The sides of life in which a student may need help."""

    PSYCHOLOGY = "psychology"
    BEHAVIOUR = "behaviour"
    RELATIONS = "relations"
    STUDY = "study"
    FAMILY = "family"
    ECONOMY = "economy"
    SAFETY = "safety"


DIMENSIONS = frozenset(dimension.value for dimension in Dimension)
"""The words of the dimensions; any other need is a subject."""


class Source(StrEnum):
    """Where an indicator comes from."""

    OBSERVATION = "observation"
    HOME_VISIT = "home_visit"
    PEERS = "peers"
    PARENT = "parent"
    TEST = "test"


class Cause(StrEnum):
    """Why a student struggles, as far as the data tell."""

    SOCIAL = "social"
    SCHOOL = "school"
    FAMILY = "family"
    NON_INTELLECTUAL = "non_intellectual"
    OTHER = "other"

    @property
    def label(self) -> str:
        """What pages call it."""
        return "study habits" if self is Cause.NON_INTELLECTUAL else self.value

    @classmethod
    def _missing_(cls, value: object) -> Cause | None:
        # Version 0.1.0 called it so, and kept it.
        return cls.NON_INTELLECTUAL if value == "study habits" else None


class Missing(StrEnum):
    """Why there is no mark; only one that was missed is a sign of need."""

    NOT_TAKEN = "not_taken"
    EXCUSED = "excused"
    NOT_MARKED = "not_marked"
    MISSED = "missed"


class ExamKind(StrEnum):
    """What an exam was for. Who sits a make-up is compared with nobody."""

    EXAM = "exam"
    QUIZ = "quiz"
    DIAGNOSTIC = "diagnostic"
    MAKE_UP = "make_up"


class WishFor(StrEnum):
    """What somebody is wished for."""

    SEAT = "seat"
    TUTOR = "tutor"
    MENTOR = "mentor"
    GROUP = "group"


class WishRank(StrEnum):
    FIRST = "1"
    SECOND = "2"
    THIRD = "3"
    AVOID = "avoid"


class RelationKind(StrEnum):
    FRIEND = "friend"
    CONFLICT = "conflict"


class PeriodKind(StrEnum):
    LESSON = "lesson"
    BREAK = "break"
    SELF_STUDY = "self_study"
    LUNCH = "lunch"
    AFTER_SCHOOL = "after_school"
    EVENING = "evening"


class SessionKind(StrEnum):
    """What a session is for: the five face-to-face of a cycle; a mentor's talk; a home visit; a
    pair's time together, which has no teacher."""

    TALK = "talk"
    CLASSWORK = "classwork"
    CORRECTIONS = "corrections"
    STUDY_CHECK = "study_check"
    EXAM_REVIEW = "exam_review"
    MENTORING = "mentoring"
    HOME_VISIT = "home_visit"
    PEER_TUTORING = "peer_tutoring"


class RecordKind(StrEnum):
    """What was done with a student: each kind of session, and what no timetable plans."""

    TALK = "talk"
    CLASSWORK = "classwork"
    CORRECTIONS = "corrections"
    STUDY_CHECK = "study_check"
    EXAM_REVIEW = "exam_review"
    MENTORING = "mentoring"
    HOME_VISIT = "home_visit"
    PARENT_CONTACT = "parent_contact"
    PEER_TUTORING = "peer_tutoring"
    FIRST_VISIT = "first_visit"
    OTHER = "other"


class Held(StrEnum):
    """Whether what is recorded took place."""

    YES = "yes"
    NO = "no"


class Topic(StrEnum):
    """What was spoken or worked about."""

    STUDY = "study"
    THOUGHT = "thought"
    PSYCHOLOGY = "psychology"
    SAFETY = "safety"


class GoalKind(StrEnum):
    """Over how long a goal reaches; ``standard`` is the student's own measure to keep up."""

    SHORT = "short"
    LONG = "long"
    STANDARD = "standard"


class GoalMeasure(StrEnum):
    """In what a goal is told: per cent of the full score, a rank in the grade, or words."""

    PERCENT = "percent"
    RANK = "rank"
    WORDS = "words"


class GoalStatus(StrEnum):
    OPEN = "open"
    REACHED = "reached"
    MISSED = "missed"
    DROPPED = "dropped"


class DayKind(StrEnum):
    """What is out of the ordinary about days of the term."""

    HOLIDAY = "holiday"
    EXAM = "exam"
    HALF_DAY = "half_day"
    SWAPPED = "swapped"


class ReportKind(StrEnum):
    """How long a time a report is about."""

    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"
    TERM = "term"


class ReportLevel(StrEnum):
    """Who reads a report. Above the school it tells counts alone, and none that is small."""

    SCHOOL = "school"
    TOWN = "town"
    COUNTY = "county"

    @property
    def leaves_school(self) -> bool:
        """Whether people outside of the school read it."""
        return self is not ReportLevel.SCHOOL


class Usable(StrEnum):
    YES = "yes"
    NO = "no"


class Reach(StrEnum):
    """From how far away a tutor may come."""

    CLASS = "class"
    GRADE = "grade"
    SCHOOL = "school"


class Ruling(StrEnum):
    """What a person decided about a need that screening found or came near to."""

    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"


class Level(StrEnum):
    HARD = "hard"
    SOFT = "soft"


class Part(StrEnum):
    """The parts of a plan, in the order in which they are made."""

    NEEDS = "needs"
    PAIRS = "pairs"
    MENTORS = "mentors"
    TEAMS = "teams"
    SESSIONS = "sessions"
    SEATS = "seats"


class Status(StrEnum):
    """How a part of a plan ended."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"
    NOT_PLANNED = "not planned"
