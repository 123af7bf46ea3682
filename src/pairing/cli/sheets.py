"""The command that reads sheets as schools keep them into the tables of a school."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pairing.cli.shell.common import OneSchool, telling_faults
from pairing.cli.shell.console import tell
from pairing.language import translated
from pairing.model.messages.message import say, say_count
from pairing.signals import held

if TYPE_CHECKING:
    from pairing.io.updating import Update

__all__ = ["import_files"]


def import_files(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE...", help="Workbooks, CSV files, timetables, or a OneRoster export."
        ),
    ],
    into: Annotated[
        Path, typer.Option("--into", help="The folder of the school: a new one, or one to update.")
    ],
    answers: Annotated[
        Path | None, typer.Option("--answers", help="Answers to what sheets do not say (TOML).")
    ] = None,
    write_answers: Annotated[
        Path | None,
        typer.Option("--write-answers", help="Write down what was assumed, to change and keep."),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only tell; write nothing.")] = False,
    one_school: OneSchool = None,
) -> None:
    """Read mark sheets, class lists, teachers, seating plans and timetables as schools keep them.

    Into a folder that holds a school it brings that school up to date, and lists what changes.

    Example: pairing import autumn.xlsx --into my-school --write-answers answers.toml
    """
    from pairing.io.sheets import Answers
    from pairing.io.updating import update_school

    with telling_faults():
        asked = Answers.read(answers) if answers else Answers()
        done = update_school(files, into, asked, school=one_school)
        _tell(done)
        if write_answers is not None:
            # Kept even where nothing else is written: they are what a person was asked for.
            write_answers.write_text(done.made.answers.as_toml(), "utf-8")
            tell(say("import.answers", "The answers are in {file}", file=write_answers))
        if dry_run:
            tell(say("import.dry_run", "Nothing was written: --dry-run"))
            return
        with held():
            done.write(into)
    tell(say("import.school_in", "The school is in {folder}", folder=into))


def _tell(done: Update) -> None:
    for note in done.made.told():
        tell(note, translated("sheets"), "cyan")
    unheard = [f"{place}, {key}" for place, key in done.made.answers.unheard()]
    if unheard:
        tell(
            say_count(
                "import.unheard",
                "{count} answer was of no use, for nothing here asks for it: {answers}",
                "{count} answers were of no use, for nothing here asks for them: {answers}",
                len(unheard),
                answers="; ".join(unheard),
            ),
            translated("sheets"),
            "yellow",
        )
    for note in done.changes:
        tell(note, translated("changes"), "green")
