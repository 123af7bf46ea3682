"""The command line: the same questions that the app asks, from a shell.

Exit status: 0 done; 1 a plan was judged and does not hold; 2 the input is bad;
3 some part has no plan.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from pairing.files import (
    read_pins,
    read_plan,
    read_school,
    write_plan,
    write_school,
    write_template,
)
from pairing.files.oneroster import is_oneroster, read_oneroster
from pairing.model.enums import Part, Status
from pairing.model.fault import InputError
from pairing.planning import PLANNED, Clock, Outcome, Step, Verdict, make_plan
from pairing.planning import verify as judge
from pairing.planning.summary import PartSummary
from pairing.rules.base import SCALE
from pairing.rules.handbook import handbook
from pairing.sample import write_samples
from pairing.version import __version__

__all__ = ["app", "main"]

app = typer.Typer(
    name="pairing",
    help="Peer tutoring, mentors and seating for schools.\n\n"
    "Start with [bold]pairing sample my-school[/bold], look at its tables, then "
    "[bold]pairing plan my-school --out my-plan[/bold]. To fill in your own school: "
    "[bold]pairing template school.xlsx[/bold]. In the browser: [bold]pairing app[/bold].",
    rich_markup_mode="rich",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,
)
out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)

BAD_INPUT = 2
NO_PLAN = 3
BROKEN = 1

School_ = Annotated[
    Path,
    typer.Argument(
        metavar="SCHOOL",
        help="A folder of CSV files, an .xlsx workbook, or a OneRoster export (zip or folder).",
    ),
]


@contextmanager
def _telling_faults() -> Iterator[None]:
    """Bad input becomes a list of everything that is wrong, and exit status 2."""
    try:
        yield
    except InputError as error:
        count = len(error.faults)
        err.print(f"[bold red]{count} fault{'' if count == 1 else 's'}:[/] nothing was written.")
        for fault in error.faults:
            err.print(f"  {escape(str(fault))}")
        raise typer.Exit(BAD_INPUT) from None
    except OSError as error:
        err.print(f"[bold red]Cannot read or write:[/] {escape(str(error))}")
        raise typer.Exit(BAD_INPUT) from None


@app.command()
def plan(
    school: School_,
    out_dir: Annotated[Path, typer.Option("--out", help="The folder for the plan's files.")],
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same plan.")] = 0,
    time_limit: Annotated[
        float | None,
        typer.Option(min=0.1, help="Seconds; the best plan so far is taken when they are over."),
    ] = None,
    only: Annotated[
        list[Part] | None,
        typer.Option(help="Plan only this part (may be repeated): needs, pairs, mentors, seats."),
    ] = None,
    keep: Annotated[
        Path | None,
        typer.Option(help="The folder of the plan in force: change as little of it as possible."),
    ] = None,
    pins: Annotated[
        Path | None, typer.Option(help="CSV of decisions that must stay: part and its columns.")
    ] = None,
) -> None:
    """Plan a school: find needs, pair tutors, share mentors, seat every class.

    Press Ctrl-C once to stop with the best plan so far.

    Example: pairing plan data/sample --out my-plan --seed 1
    """
    wanted = tuple(only) if only else PLANNED
    later = [part for part in wanted if part not in PLANNED]
    for part in later:
        err.print(f"[yellow]{part}[/] cannot be planned yet; summary.json says so.")
    with _telling_faults():
        loaded = read_school(school)
        in_force = read_plan(keep) if keep else None
        fixed = read_pins(pins, loaded) if pins else ()
        with _progress(time_limit) as clock:
            outcome = make_plan(
                loaded, seed=seed, only=wanted, keep=in_force, pins=fixed, clock=clock
            )
        write_plan(outcome.plan, outcome.summary.as_json(), outcome.findings, out_dir)
    _tell_outcome(outcome)
    out.print(f"The plan is in {escape(str(out_dir))}")
    if not outcome.summary.solved:
        raise typer.Exit(NO_PLAN)


@contextmanager
def _progress(limit: float | None) -> Iterator[Clock]:
    """A clock that draws a bar and hears one Ctrl-C as 'stop with the best so far'."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[best]}"),
        TimeElapsedColumn(),
    )
    asked = False

    def interrupt(_: int, __: FrameType | None) -> None:
        nonlocal asked
        if asked:
            raise KeyboardInterrupt
        asked = True

    with Progress(*columns, console=err, transient=True) as progress:
        bar = progress.add_task("planning", total=1.0, best="")

        def watch(step: Step) -> bool:
            best = "" if step.score is None else f"{step.score:g} of at most {step.bound:g}"
            progress.update(
                bar,
                description=f"{step.part} {escape(step.where)}",
                completed=step.done,
                total=step.total,
                best=best,
            )
            return asked

        before = signal.signal(signal.SIGINT, interrupt)
        try:
            yield Clock(watch, limit)
        finally:
            signal.signal(signal.SIGINT, before)


def _tell_outcome(outcome: Outcome) -> None:
    table = Table(box=None)
    for column in ("part", "status", "rows", "score", "bound", "gap", "seconds"):
        table.add_column(column, justify="left" if column in ("part", "status") else "right")
    for part in Part:
        summary = outcome.summary.parts[part]
        rows = outcome.plan.part(part)
        if summary.status is Status.NOT_PLANNED or rows is None:
            table.add_row(part, summary.status)
            continue
        table.add_row(
            part,
            summary.status,
            str(len(rows)),
            f"{summary.objective / SCALE:g}",
            f"{summary.bound / SCALE:g}",
            f"{100 * summary.gap:.1f} %",
            f"{summary.seconds:.2f}",
        )
    out.print(table)
    for part in Part:
        _tell_notes(part, outcome.summary.parts[part])


def _tell_notes(part: Part, summary: PartSummary) -> None:
    if summary.cut:
        out.print(f"[yellow]{part}[/]: the search was cut short; this is the best so far")
    for note in summary.notes:
        out.print(f"[cyan]{part}[/]: {escape(str(note))}")
    for member in summary.conflict:
        out.print(f"[red]{part}[/]:   - {escape(str(member))}")


@app.command()
def verify(
    school: School_,
    plan_dir: Annotated[Path, typer.Argument(help="The folder of a plan, whoever made it.")],
) -> None:
    """Judge any plan by the rules alone: print the score analysis.

    Exit status 0 only when no hard rule is broken.
    """
    with _telling_faults():
        loaded = read_school(school)
        verdict = judge(loaded, read_plan(plan_dir))
    _tell_verdict(verdict)
    if not verdict.approved:
        raise typer.Exit(BROKEN)


def _tell_verdict(verdict: Verdict) -> None:
    table = Table(box=None)
    for column in ("part", "rule", "level", "weight", "score", "matches", "broken by"):
        left = column in ("part", "rule", "level")
        table.add_column(column, justify="left" if left else "right")
    for part, scores in verdict.scores.items():
        for score in scores:
            rule = score.rule
            table.add_row(
                part,
                rule.key,
                rule.level,
                f"{rule.weight:g}",
                f"{score.score / SCALE:g}",
                str(sum(match.amount != 0 for match in score.matches)),
                str(score.violations or ""),
            )
        table.add_row(part, "total", "", "", f"{verdict.objective(part) / SCALE:g}")
    out.print(table)
    for words in verdict.unsound:
        out.print(f"[red]unsound[/] {escape(str(words))}")
    for scores in verdict.scores.values():
        for score in scores:
            for match in score.matches if score.rule.hard else ():
                if match.amount < 0:
                    out.print(f"[red]{score.rule.key}[/] {escape(str(match.text))}")
    if verdict.approved:
        out.print("[green]approved[/]: no hard rule is broken")
    else:
        out.print(f"[red]not approved[/]: hard rules are broken by {verdict.violations}")


@app.command()
def sample(
    folder: Annotated[Path, typer.Argument(help="Where to write the made-up school.")],
    classes: Annotated[int, typer.Option(min=1, max=500, help="Classes of the school.")] = 4,
    students_per_class: Annotated[int, typer.Option(min=1, max=200, help="Students a class.")] = 42,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same school.")] = 7,
    schools: Annotated[
        int, typer.Option(min=1, max=10_000, help="More than one: a county, a folder each.")
    ] = 1,
) -> None:
    """Write a made-up school to try things with; all people are fictional."""
    with _telling_faults(), Progress(console=err, transient=True) as progress:
        bar = progress.add_task("writing", total=schools)
        write_samples(
            folder,
            schools=schools,
            classes=classes,
            students=students_per_class,
            seed=seed,
            told=lambda done: progress.update(bar, completed=done),
        )
    out.print(f"Written to {escape(str(folder))}")


@app.command()
def template(
    file: Annotated[Path, typer.Argument(help="The .xlsx file to write.")],
    sample_rows: Annotated[
        Path | None, typer.Option("--from", help="Fill it with this school, as an example.")
    ] = None,
) -> None:
    """Write an Excel workbook to fill in: a sheet a table, with notes and drop-downs."""
    if file.suffix.lower() != ".xlsx":
        err.print("The file's name should end in .xlsx")
        raise typer.Exit(BAD_INPUT)
    with _telling_faults():
        filled = read_school(sample_rows) if sample_rows else None
        write_template(file, filled)
    out.print(f"Written to {escape(str(file))}")


@app.command()
def rules() -> None:
    """Print every rule with its parameters, as a page to read."""
    sys.stdout.write(handbook())


@app.command("import-oneroster")
def import_oneroster(
    source: Annotated[Path, typer.Argument(help="A OneRoster 1.1 or 1.2 export: zip or folder.")],
    folder: Annotated[Path, typer.Argument(help="Where to write the school's tables.")],
) -> None:
    """Turn a OneRoster export into a folder of tables to look at, complete and plan."""
    with _telling_faults():
        if not source.exists() or not is_oneroster(source):
            err.print(f"{escape(str(source))} is no OneRoster export: no manifest.csv, and no zip")
            raise typer.Exit(BAD_INPUT)
        parsed = read_oneroster(source)
        if parsed.faults:
            raise InputError(parsed.faults)
        write_school(dict(parsed.tables), folder)
    out.print(f"Written to {escape(str(folder))}")
    out.print("Rooms were made up (desks for two) and periods are empty: OneRoster has neither.")


@app.command("app")
def run_app(
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port to listen on.")] = 8501,
    address: Annotated[
        str, typer.Option(help="The address to listen on; others than localhost open it up.")
    ] = "localhost",
    school: Annotated[
        Path | None, typer.Option(help="A school to open in place of the sample.")
    ] = None,
    browser: Annotated[bool, typer.Option(help="Open the browser.")] = True,
) -> None:
    """Open the app in the browser."""
    from streamlit.web.cli import main as streamlit_main

    from pairing import ui

    script = Path(ui.__file__).with_name("__main__.py")
    options = {
        "server.port": port,
        "server.address": address,
        "server.headless": not browser or not sys.stdout.isatty(),
        "browser.gatherUsageStats": False,
        "client.toolbarMode": "minimal",
        "server.maxUploadSize": 50,
        "theme.primaryColor": "#1f5f9e",
    }
    flags = [f"--{name}={str(value).lower()}" for name, value in options.items()]
    given = [] if school is None else ["--", str(school)]
    out.print(f"Opening http://{address}:{port} (Ctrl-C ends it)")
    # In this very process, so that whoever ends it ends the server too.
    sys.argv = ["streamlit", "run", str(script), *flags, *given]
    streamlit_main()


def _version(wanted: bool) -> None:
    if wanted:
        out.print(__version__)
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say the version.")
    ] = False,
) -> None:
    """What all commands share."""


def main() -> None:
    """The entry point of the ``pairing`` command."""
    app()
