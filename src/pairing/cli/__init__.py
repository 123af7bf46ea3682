"""The command line: the same questions that the app asks, from a shell.

Exit status: 0 done; 1 a plan was judged and does not hold; 2 the input is bad;
3 some part has no plan.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

from pairing.cli.shell.common import Lang
from pairing.cli.shell.console import out
from pairing.cli.shell.helping import asked_language, explain
from pairing.cli.shell.library_words import faults_in_words, library_speaking
from pairing.language import LANGUAGES, of_environment, speaking

__all__ = ["app"]

_COMMANDS = {
    "plan": ("plan", "plan"),
    "verify": ("plan", "verify"),
    "advise": ("seats", "advise"),
    "curve": ("seats", "curve"),
    "why": ("couples", "why"),
    "groups": ("groups", "groups"),
    "teaching-groups": ("groups", "teaching"),
    "rotate": ("seats", "rotate_weeks"),
    "print": ("seats", "print_seats"),
    "sample": ("tables", "sample"),
    "template": ("tables", "template"),
    "rules": ("tables", "rules"),
    "import": ("sheets", "import_files"),
    "import-oneroster": ("tables", "import_oneroster"),
    "app": ("browser", "run_app"),
    "sessions": ("timetable.sessions", "sessions"),
    "due": ("term.due", "due"),
    "supervise": ("term.supervise", "supervise"),
    "report": ("term.report", "report"),
    "rescreen": ("term.progress", "rescreen"),
    "effect": ("term.progress", "effect"),
}
"""The module of each command and its name there, in the order in which help lists them."""

_CLASSES = {"plan": "PlanCommand"}
"""Commands that read their words in a way of their own."""


class _Built(Mapping[str, Any]):
    """The commands by name, each imported and built when it is asked for.

    Args:
        shared: the options of ``pairing`` itself that may also stand after a command's name.
    """

    def __init__(self, shared: Sequence[Any]) -> None:
        self._shared = shared

    def __getitem__(self, name: str) -> Any:
        module_name, attribute = _COMMANDS[name]
        module = importlib.import_module(f"pairing.cli.{module_name}")
        written = getattr(module, attribute)
        if not isinstance(written, typer.Typer):
            kind = getattr(module, _CLASSES[name]) if name in _CLASSES else None
            alone = typer.Typer(add_completion=False, rich_markup_mode="rich")
            alone.command(name, cls=kind)(written)
            written = alone
        built = get_command(written)
        built.name = name
        explain(built, self._shared)
        return built

    def __iter__(self) -> Iterator[str]:
        return iter(_COMMANDS)

    def __len__(self) -> int:
        return len(_COMMANDS)


class _Commands(TyperGroup):
    """All commands; whoever asks for one of them does not wait for the others."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        shared = [one for one in self.params if one.name == "lang"]
        self.commands = _Built(shared)  # type: ignore[assignment]

    def main(self, args: Sequence[str] | None = None, *others: Any, **more: Any) -> Any:
        """Run a command, all of it in the language that its words or the shell ask for."""
        words = sys.argv[1:] if args is None else list(args)
        asked = asked_language(words)
        with speaking(asked if asked in LANGUAGES else of_environment()):
            explain(self)
            with library_speaking():
                return super().main(words, *others, **more)

    def make_context(self, *args: Any, **more: Any) -> Any:
        """Read the words before the command's name."""
        with faults_in_words():
            return super().make_context(*args, **more)

    def invoke(self, ctx: Any) -> Any:
        """Read the words of a command and run it."""
        with faults_in_words():
            return super().invoke(ctx)


app = typer.Typer(
    name="pairing",
    cls=_Commands,
    help="Peer tutoring, mentors and seating for schools.\n\n"
    "Start with [bold]pairing sample my-school[/bold], look at its tables, then "
    "[bold]pairing plan my-school --out my-plan[/bold]. To fill in your own school: "
    "[bold]pairing template school.xlsx[/bold]. In the browser: [bold]pairing app[/bold].",
    rich_markup_mode="rich",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,
)


def _version(wanted: bool) -> None:
    if wanted:
        from pairing.version import __version__

        out.print(__version__)
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say the version.")
    ] = False,
    lang: Lang = None,
) -> None:
    """What all commands share."""
