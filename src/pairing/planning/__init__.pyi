from .compare.diff import Differences, plan_changes, seat_differences
from .context import Context
from .explain.assignments import Alternative, Change, alternatives, explained, why_not
from .explain.reasons import Bearing, helper_network, need_counts, why_here, why_then
from .explain.seats import Fit, Wish, seat_fits, what_if
from .explain.sessions import Shortage, session_demand, shortages
from .groups.learning import (
    LARGEST,
    SMALLEST,
    Grouping,
    LearningGroup,
    group_sizes,
    learning_groups,
)
from .groups.teaching import TeachingGroup, TeachingLimits, TeachingPlan, teaching_groups
from .groups.times import GroupTimes, group_times
from .groups.week import GroupTime
from .make import make_plan
from .outcome import Outcome
from .parts.planner import Effort, Planner
from .parts.registry import pin_words, planner_of, planners, row_words
from .parts.tables import CellError, PlanTable
from .reload import resume
from .replan.cover import Cover, CoverKind, Covers, propose_covers, take_covers
from .replan.disruption import CurvePoint, disruption_curve
from .replan.moves import (
    Move,
    OtherTime,
    Rescheduled,
    find_session,
    other_times,
    reschedule,
    still_asked,
)
from .replan.overrides import Settings, overridden
from .replan.rotation import column_shift, rotate
from .replan.seat_edits import SwapTable, swap_table, with_seats, with_swap, without_seats
from .replan.weeks import Fairness, Rotation, Week, fairness
from .stop import Asked, FirstOf, MaxSeconds, Never, Progress, Step, Stop
from .strangers import without_strangers
from .summary import Baseline, Comparison, PartSummary, RuleScore, Summary
from .verdict import Verdict, verify

__all__ = [
    "LARGEST",
    "SMALLEST",
    "Alternative",
    "Asked",
    "Baseline",
    "Bearing",
    "CellError",
    "Change",
    "Comparison",
    "Context",
    "Cover",
    "CoverKind",
    "Covers",
    "CurvePoint",
    "Differences",
    "Effort",
    "Fairness",
    "FirstOf",
    "Fit",
    "GroupTime",
    "GroupTimes",
    "Grouping",
    "LearningGroup",
    "MaxSeconds",
    "Move",
    "Never",
    "OtherTime",
    "Outcome",
    "PartSummary",
    "PlanTable",
    "Planner",
    "Progress",
    "Rescheduled",
    "Rotation",
    "RuleScore",
    "Settings",
    "Shortage",
    "Step",
    "Stop",
    "Summary",
    "SwapTable",
    "TeachingGroup",
    "TeachingLimits",
    "TeachingPlan",
    "Verdict",
    "Week",
    "Wish",
    "alternatives",
    "column_shift",
    "disruption_curve",
    "explained",
    "fairness",
    "find_session",
    "group_sizes",
    "group_times",
    "helper_network",
    "learning_groups",
    "make_plan",
    "need_counts",
    "other_times",
    "overridden",
    "pin_words",
    "plan_changes",
    "planner_of",
    "planners",
    "propose_covers",
    "reschedule",
    "resume",
    "rotate",
    "row_words",
    "seat_differences",
    "seat_fits",
    "session_demand",
    "shortages",
    "still_asked",
    "swap_table",
    "take_covers",
    "teaching_groups",
    "verify",
    "what_if",
    "why_here",
    "why_not",
    "why_then",
    "with_seats",
    "with_swap",
    "without_seats",
    "without_strangers",
]
