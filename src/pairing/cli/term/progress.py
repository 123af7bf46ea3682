"""The commands about how it went: who came into need after an exam, and what help brought."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pairing.cli.shell.common import OnDay, SchoolPath, school_on, telling_faults, to_write
from pairing.cli.shell.console import err, marked, out, tell
from pairing.language import translated
from pairing.model.messages.message import join, say

if TYPE_CHECKING:
    from pairing.monitoring.effect.regression import Estimate

__all__ = ["effect", "rescreen"]

_MOVED = ("student_id", "need", "was", "is", "why")
_INTERVAL = ("difference", "low", "high")
_EFFECT = (
    "kind",
    "subject",
    "helped",
    "compared",
    "change_helped",
    "change_compared",
    "difference",
    "low",
    "high",
    "method",
    "placebo",
    "placebo_low",
    "placebo_high",
)


def rescreen(
    school: SchoolPath,
    before: Annotated[
        Path,
        typer.Option("--before", metavar="OLD_SCHOOL", help="The school as it was before."),
    ],
    on: OnDay = None,
) -> None:
    """List whose need is another than before an exam, as CSV: who came, who left, who moved.

    Example: pairing rescreen my-school --before my-school-in-october
    """
    from pairing.io.raw.writing import csv_text
    from pairing.monitoring import rescreened, rescreening_notes
    from pairing.screening import screen

    with telling_faults():
        then, now = screen(school_on(before, None)), screen(school_on(school, on))
    for note in (*now.school.notes, *rescreening_notes(then, now)):
        err.print(marked(note, colour="yellow"))
    moved = rescreened(then, now)
    rows = ([row.student_id, row.need, row.was, row.severity, join(row.why)] for row in moved)
    out.out(csv_text(_MOVED, rows), end="")


def effect(
    school: SchoolPath,
    plan_dir: Annotated[Path, typer.Argument(metavar="PLAN", help="The plan they were helped by.")],
    folder: Annotated[Path, typer.Option("--out", help="Folder for effect.csv.")],
    on: OnDay = None,
) -> None:
    """Say what help brought, against students as weak who had none, with 95 % intervals.

    Amounts are standard deviations of the grade in an exam. Where there are too few to tell, or no
    exam since, the row says so and has no figure.

    Example: pairing effect my-school my-plan --out my-effect
    """
    from pairing.io import plan_day, read_plan, write_table
    from pairing.monitoring import TermLog, effect_words, effects
    from pairing.planning import without_strangers

    to_write(folder)
    with telling_faults():
        # Not as of the day of the plan: what came of it is told by the exams since.
        loaded = school_on(school, on)
        plan, notes = without_strangers(loaded, read_plan(plan_dir))
        found = effects(TermLog(loaded), plan, plan_day(plan_dir))
        rows = [
            [
                one.kind,
                one.subject,
                one.helped,
                one.compared,
                *_rounded(one.told, "change_helped", "change_compared", *_INTERVAL),
                one.method,
                *_rounded(one.placebo, *_INTERVAL),
            ]
            for one in found.rows
        ]
        write_table("effect", _EFFECT, rows, folder)
    for note in (*loaded.notes, *notes, *found.notes):
        err.print(marked(note, colour="yellow"))
    for told in effect_words(found.rows):
        tell(told, translated("effect"), "cyan")
    tell(say("cli.written", "Written to {place}", place=folder))


def _rounded(told: Estimate | None, *names: str) -> Iterator[float | None]:
    """These amounts to the fourth place; None where they cannot be told."""
    for name in names:
        yield None if told is None else round(getattr(told, name), 4)
