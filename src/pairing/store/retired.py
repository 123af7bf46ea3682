"""Words that nothing says any more, for the versions of a work that still hold them."""

from __future__ import annotations

from pairing.model.messages.message import say, say_count

__all__ = ["RETIRED"]

RETIRED = (
    say_count(
        "screening.absent_results",
        "{count} exam result is absent and counts nowhere",
        "{count} exam results are absent and count nowhere",
        0,
    ),
    say(
        "pairs.tutors_not_free",
        "{name} has no tutor in {subject}: all able tutors of the grade are taken, "
        "need help themselves, are in conflict or share no free period",
    ),
    say(
        "pairs.nobody_able",
        "{name} has no tutor in {subject}: nobody in the grade is able in it",
    ),
    say_count(
        "sessions.cannot_hold",
        "{name} cannot hold {count} session: {reason}",
        "{name} cannot hold {count} sessions: {reason}",
        0,
    ),
    say("card.learns_together", "learns together with {name}"),
    say("trusted_teacher.rule", "prefer a teacher whom the student trusts"),
    say("trusted_teacher.trusted", "trusted by the student"),
    say("trusted_teacher.trusts_another", "{name} trusts another teacher"),
    say("student_file.monthly_review", "Monthly review"),
)
"""Their codes; the catalogues have the words because they stand here."""
