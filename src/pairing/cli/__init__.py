"""The command line: the same questions that the app asks, from a shell.

Exit status: 0 done; 1 a plan was judged and does not hold; 2 the input is bad;
3 some part has no plan.
"""

from __future__ import annotations

from typing import Annotated

import typer

from pairing.cli.browser import run_app
from pairing.cli.common import out
from pairing.cli.couples import why
from pairing.cli.groups import groups, teaching
from pairing.cli.plan import PlanCommand, plan, verify
from pairing.cli.seats import advise, curve, print_seats, rotate_weeks
from pairing.cli.sessions import sessions
from pairing.cli.tables import import_oneroster, rules, sample, template

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
app.command(cls=PlanCommand)(plan)
app.command()(verify)
app.command()(advise)
app.command()(curve)
app.command()(why)
app.command()(groups)
app.command("teaching-groups")(teaching)
app.command("rotate")(rotate_weeks)
app.command("print")(print_seats)
app.add_typer(sessions, name="sessions")
app.command()(sample)
app.command()(template)
app.command()(rules)
app.command("import-oneroster")(import_oneroster)
app.command("app")(run_app)


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
) -> None:
    """What all commands share."""


def main() -> None:
    """The entry point of the ``pairing`` command."""
    app()
