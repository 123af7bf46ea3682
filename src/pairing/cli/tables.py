"""The commands about tables: a made-up school, a template, OneRoster, the rules as a page."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pairing.cli.shell.common import BAD_INPUT, OneSchool, telling_faults
from pairing.cli.shell.console import err, marked, out, tell
from pairing.language import language, translated
from pairing.model.messages.fault import InputError
from pairing.model.messages.message import say

__all__ = ["import_oneroster", "rules", "sample", "template"]


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
    from rich.progress import Progress

    from pairing.sample import write_samples

    with telling_faults(), Progress(console=err, transient=True) as progress:
        bar = progress.add_task(translated("writing"), total=schools)
        write_samples(
            folder,
            schools=schools,
            classes=classes,
            students=students_per_class,
            seed=seed,
            language=language(),
            told=lambda done: progress.update(bar, completed=done),
        )
    tell(say("cli.written", "Written to {place}", place=folder))


def template(
    file: Annotated[Path, typer.Argument(help="The .xlsx file to write.")],
    sample_rows: Annotated[
        Path | None, typer.Option("--from", help="Fill it with this school, as an example.")
    ] = None,
) -> None:
    """Write an Excel workbook to fill in: a sheet a table, with notes and drop-downs."""
    from pairing.io import write_template

    if file.suffix.lower() != ".xlsx":
        err.print(marked(say("template.name", "The file's name should end in .xlsx")))
        raise typer.Exit(BAD_INPUT)
    with telling_faults():
        filled = None
        if sample_rows:
            from pairing.io import read_school

            filled = read_school(sample_rows)
        write_template(file, filled, language())
    tell(say("cli.written", "Written to {place}", place=file))


def rules() -> None:
    """Print every rule with its parameters, as a page to read."""
    from pairing.planning import planners
    from pairing.rules.core.reference import rule_reference

    out.out(rule_reference({one.part: one.title for one in planners()}), end="")


def import_oneroster(
    source: Annotated[Path, typer.Argument(help="A OneRoster 1.1 or 1.2 export: zip or folder.")],
    folder: Annotated[Path, typer.Argument(help="Where to write the school's tables.")],
    one_school: OneSchool = None,
) -> None:
    """Turn a OneRoster export into a folder of tables to look at, complete and plan."""
    from pairing.io import write_school
    from pairing.io.oneroster import is_oneroster, read_oneroster

    with telling_faults():
        if not source.exists() or not is_oneroster(source):
            told = say(
                "import.no_oneroster",
                "{file} is no OneRoster export: no manifest.csv, and no zip",
                file=source,
            )
            err.print(marked(told))
            raise typer.Exit(BAD_INPUT)
        parsed = read_oneroster(source, school=one_school)
        if parsed.faults:
            raise InputError(parsed.faults)
        write_school(dict(parsed.tables), folder)
    tell(say("cli.written", "Written to {place}", place=folder))
    for note in parsed.notes:
        tell(note, translated("tables"), "cyan")
