"""The commands about tables: a made-up school, a template, OneRoster, the rules as a page."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from pairing.cli.common import BAD_INPUT, OneSchool, telling_faults
from pairing.cli.console import err, out
from pairing.language import LANGUAGES, of_environment
from pairing.model.messages.fault import InputError

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


def template(
    file: Annotated[Path, typer.Argument(help="The .xlsx file to write.")],
    sample_rows: Annotated[
        Path | None, typer.Option("--from", help="Fill it with this school, as an example.")
    ] = None,
    lang: Annotated[
        str | None,
        typer.Option(help=f"Its language: {', '.join(LANGUAGES)}. Without it, your system's."),
    ] = None,
) -> None:
    """Write an Excel workbook to fill in: a sheet a table, with notes and drop-downs."""
    from pairing.io import write_template

    spoken = of_environment() if lang is None else lang
    if spoken not in LANGUAGES:
        err.print(f"{escape(spoken)} is none of the languages: {', '.join(LANGUAGES)}")
        raise typer.Exit(BAD_INPUT)
    if file.suffix.lower() != ".xlsx":
        err.print("The file's name should end in .xlsx")
        raise typer.Exit(BAD_INPUT)
    with telling_faults():
        filled = None
        if sample_rows:
            from pairing.io import read_school

            filled = read_school(sample_rows)
        write_template(file, filled, spoken)
    out.print(f"Written to {escape(str(file))}")


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
            err.print(f"{escape(str(source))} is no OneRoster export: no manifest.csv, and no zip")
            raise typer.Exit(BAD_INPUT)
        parsed = read_oneroster(source, school=one_school)
        if parsed.faults:
            raise InputError(parsed.faults)
        write_school(dict(parsed.tables), folder)
    out.print(f"Written to {escape(str(folder))}")
    for note in parsed.notes:
        out.print(f"[cyan]tables[/]: {escape(str(note))}")
