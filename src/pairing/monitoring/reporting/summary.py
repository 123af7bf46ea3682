"""What the days came to, in the sentences that schools end a report with."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from pairing.model.messages.message import Message, say
from pairing.monitoring.reporting.basis import Outcome
from pairing.monitoring.reporting.tables import ALL, Key, Shown, shown_text

__all__ = ["Paragraph", "summary_of"]

_Words = Callable[..., str]
Paragraph = tuple[Message, tuple[Message, ...]]
"""A heading, and the sentences under it."""


def summary_of(told: Mapping[Key, Shown], least: int) -> tuple[Paragraph, ...]:
    """What was planned, what was done, what was reached, and what is next.

    Args:
        told: the counts as the reader may see them; what is not there is not spoken of.
        least: the limit of small counts.
    """

    def words(*key: str) -> str:
        return shown_text(told[key], least)

    parts = (
        (say("summary.planned", "What was planned"), _planned(told, words)),
        (say("summary.done", "What was done"), _done(told, words)),
        (say("summary.reached", "What was reached"), _reached(told, words)),
        (say("summary.next", "What is next"), _next(words)),
    )
    return tuple((title, tuple(sentences)) for title, sentences in parts)


def _planned(told: Mapping[Key, Shown], words: _Words) -> Iterator[Message]:
    if ("in_need", ALL) not in told:
        yield say("summary.no_needs", "The plan has no needs: nobody is known to be in need.")
        return
    yield say(
        "summary.in_need",
        "Students in need: {all}; severe {severe}, moderate {moderate}, mild {mild}.",
        all=words("in_need", ALL),
        severe=words("in_need", ALL, "3"),
        moderate=words("in_need", ALL, "2"),
        mild=words("in_need", ALL, "1"),
    )
    if ("care", ALL, "mentor") in told:
        yield say(
            "summary.mentors",
            "With a mentor: {yes}; without: {no}.",
            yes=words("care", ALL, "mentor"),
            no=words("care", ALL, "no_mentor"),
        )


def _done(told: Mapping[Key, Shown], words: _Words) -> Iterator[Message]:
    if ("care", ALL, "helped") in told:
        yield say(
            "summary.helped",
            "Helped: {helped}; visited at home: {visited}; reviewed: {reviewed}.",
            helped=words("care", ALL, "helped"),
            visited=words("care", ALL, "visited"),
            reviewed=words("care", ALL, "reviewed"),
        )
    yield say(
        "summary.sessions",
        "Sessions and visits held as planned: {on_day}; moved: {moved}; beside the plan: "
        "{beside}; not held: {not_held}; not recorded: {unrecorded}.",
        on_day=words("sessions", ALL, Outcome.ON_DAY),
        moved=words("sessions", ALL, Outcome.MOVED),
        beside=words("sessions", ALL, Outcome.BESIDE),
        not_held=words("sessions", ALL, Outcome.NOT_HELD),
        unrecorded=words("sessions", ALL, Outcome.UNRECORDED),
    )


def _reached(told: Mapping[Key, Shown], words: _Words) -> Iterator[Message]:
    yield say(
        "summary.goals",
        "Goals due: {all}; reached {reached}, missed {missed}, still open {open}. Newly agreed: "
        "{agreed}.",
        all=words("goals", ALL),
        reached=words("goals", ALL, "reached"),
        missed=words("goals", ALL, "missed"),
        open=words("goals", ALL, "open"),
        agreed=words("goals", ALL, "agreed"),
    )
    if ("changes", ALL) in told:
        yield say(
            "summary.changes",
            "Needs that are no longer there: {gone}; better: {better}; the same: {same}; worse: "
            "{worse}; new: {new}.",
            gone=words("changes", ALL, "gone"),
            better=words("changes", ALL, "better"),
            same=words("changes", ALL, "same"),
            worse=words("changes", ALL, "worse"),
            new=words("changes", ALL, "new"),
        )


def _next(words: _Words) -> Iterator[Message]:
    yield say(
        "summary.every_owed",
        "Late: {late}; of these weekly help {help}, first visits {first}, visits at home {visits}, "
        "reviews {reviews}, goals {goals}, records {records}. Due soon: {soon}.",
        late=words("owed", ALL, "late"),
        help=words("owed", "weekly_help", "late"),
        first=words("owed", "first_visit", "late"),
        visits=words("owed", "home_visit", "late"),
        reviews=words("owed", "review", "late"),
        goals=words("owed", "goal", "late"),
        records=words("owed", "record", "late"),
        soon=words("owed", ALL, "soon"),
    )
