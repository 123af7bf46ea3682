"""The commands that make a plan and judge one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperCommand

from pairing.cli.shell.common import (
    BROKEN,
    NO_PLAN,
    OnDay,
    OneSchool,
    SchoolPath,
    plan_as_written,
    progress,
    school_on,
    tell_notes,
    telling_faults,
    to_write,
)
from pairing.cli.shell.console import out, table_of, tell
from pairing.language import N_, translated
from pairing.model.enums import Part, Status
from pairing.model.messages.message import listed, say, word
from pairing.signals import held

if TYPE_CHECKING:
    from pairing.planning import Outcome, Verdict

__all__ = ["PlanCommand", "plan", "verify"]


class PlanCommand(TyperCommand):
    """``--only pairs mentors`` is read as ``--only pairs --only mentors``."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Every part that follows ``--only`` gets an ``--only`` of its own."""
        spread: list[str] = []
        for number, given in enumerate(args):
            follows = number > 1 and spread[-2:-1] == ["--only"] and args[number - 1] in set(Part)
            if follows and given in set(Part):
                spread.append("--only")
            spread.append(given)
        return super().parse_args(ctx, spread)


def plan(
    school: SchoolPath,
    out_dir: Annotated[
        Path, typer.Option("--out", help="The folder for the plan's files.", callback=to_write)
    ],
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same plan.")] = 0,
    time_limit: Annotated[
        float | None,
        typer.Option(min=0.1, help="Seconds; the best plan so far is taken when they are over."),
    ] = None,
    only: Annotated[
        list[Part] | None,
        typer.Option(help="Plan only these parts: needs, pairs, mentors, teams, sessions, seats."),
    ] = None,
    keep: Annotated[
        Path | None,
        typer.Option(help="The folder of the plan in force: change as little of it as possible."),
    ] = None,
    pins: Annotated[
        Path | None, typer.Option(help="CSV of decisions that must stay: part and its columns.")
    ] = None,
    on: OnDay = None,
    one_school: OneSchool = None,
) -> None:
    """Plan a school: find needs, pair tutors, share mentors, seat every class.

    Press Ctrl-C once to stop with the best plan so far.

    Example: pairing plan data/sample --out my-plan --seed 1
    """
    from pairing.io import read_pins, read_plan, write_plan
    from pairing.planning import make_plan

    with telling_faults():
        loaded = school_on(school, on, one_school)
        in_force = read_plan(keep) if keep else None
        fixed = read_pins(pins, loaded) if pins else ()
        with progress(time_limit) as (stop, show):
            outcome = make_plan(
                loaded,
                seed=seed,
                only=only or None,
                keep=in_force,
                pins=fixed,
                stop=stop,
                progress=show,
            )
            with held():
                summary = outcome.summary
                report, timing = summary.as_json(), summary.timing()
                write_plan(outcome.plan, report, outcome.findings, out_dir, timing)
    _tell_outcome(outcome)
    tell(say("cli.plan_in", "The plan is in {folder}", folder=out_dir))
    if not outcome.summary.solved or not loaded.students:
        raise typer.Exit(NO_PLAN)


def _tell_outcome(outcome: Outcome) -> None:
    for note in outcome.summary.notes:
        tell(note, translated("tables"), "cyan")
    columns = N_("part"), N_("status"), N_("how many"), N_("score"), N_("bound"), N_("gap")
    table = table_of(*columns, N_("seconds"), left=columns[:2])
    for part, summary in outcome.summary.parts.items():
        rows = outcome.plan.part(part)
        if summary.status is Status.NOT_PLANNED or rows is None:
            table.add_row(translated(part), translated(summary.status))
            continue
        table.add_row(
            translated(part),
            translated(summary.status),
            str(len(rows)),
            f"{summary.objective:g}",
            f"{summary.bound:g}",
            f"{100 * summary.gap:.1f} %",
            f"{summary.seconds:.2f}",
        )
    out.print(table)
    for part, summary in outcome.summary.parts.items():
        tell_notes(part, summary)


def verify(
    school: SchoolPath,
    plan_dir: Annotated[Path, typer.Argument(help="The folder of a plan, whoever made it.")],
    one_school: OneSchool = None,
) -> None:
    """Judge any plan by the rules alone: print the score analysis.

    Exit status 0 only when no hard rule is broken.
    """
    from pairing.io import parts_without_file
    from pairing.planning import verify as judge

    with telling_faults():
        loaded, made = plan_as_written(school, plan_dir, one_school)
        verdict = judge(loaded, made)
        missing = parts_without_file(plan_dir, made)
    _tell_verdict(verdict)
    if missing:
        told = say(
            "verify.no_file",
            "planned, as summary.json has it, but no file of it is here, so nothing was judged: "
            "{parts}",
            parts=listed([word(part) for part in missing]),
        )
        tell(told, colour="yellow")
    if not verdict.approved:
        raise typer.Exit(BROKEN)


def _tell_verdict(verdict: Verdict) -> None:
    columns = N_("part"), N_("rule"), N_("level"), N_("weight"), N_("score"), N_("matches")
    table = table_of(*columns, N_("broken by"), left=columns[:3])
    for part, scores in verdict.scores.items():
        for score in scores:
            rule = score.rule
            table.add_row(
                translated(part),
                rule.key,
                translated(rule.level),
                f"{rule.weight:g}",
                f"{score.score:g}",
                str(score.counted),
                str(score.violations or ""),
            )
        table.add_row(translated(part), translated("total"), "", "", f"{verdict.objective(part):g}")
    out.print(table)
    for words in verdict.notes:
        tell(words)
    for words in verdict.unsound:
        tell(words, translated("unsound"), "red")
    for scores in verdict.scores.values():
        for score in scores:
            for match in score.matches if score.rule.hard else ():
                if match.amount < 0:
                    tell(match.text, score.rule.key, "red")
    if verdict.approved:
        told = say("cli.approved", "no hard rule is broken")
        tell(told, translated("approved"), "green")
    else:
        told = say("cli.broken_by", "hard rules are broken by {amount}", amount=verdict.violations)
        tell(told, translated("not approved"), "red")
