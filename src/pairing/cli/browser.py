"""The command that opens the app in the browser."""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import socket
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from pairing.cli.shell.console import tell
from pairing.language import translated
from pairing.model.messages.message import say
from pairing.signals import ENDINGS, leave

__all__ = ["run_app"]


def run_app(
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port to listen on.")] = 8501,
    address: Annotated[
        str, typer.Option(help="The address to listen on; others than localhost open it up.")
    ] = "localhost",
    host: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help="Another name by which browsers reach it; requests by any other are refused.",
        ),
    ] = None,
    school: Annotated[
        Path | None, typer.Option(exists=True, help="A school to open in place of the sample.")
    ] = None,
    database: Annotated[
        str | None,
        typer.Option(
            envvar="PAIRING_DATABASE",
            help="Where work is kept, as SQLAlchemy names it; a file of your own if left out.",
        ),
    ] = None,
    browser: Annotated[bool, typer.Option(help="Open the browser.")] = True,
) -> None:
    """Open the app in the browser."""
    from pairing import app
    from pairing.app.state.jobs import compiler

    if database is not None:
        from sqlalchemy.engine import make_url
        from sqlalchemy.exc import ArgumentError

        try:
            make_url(database)
        except ArgumentError as error:
            raise typer.BadParameter(str(error), param_hint="--database") from error
        os.environ["PAIRING_DATABASE"] = database
    for ending in ENDINGS:
        signal.signal(ending, leave)
    compiler.start()
    script = Path(app.__file__).with_name("server.py")
    names = _names(address, host or [])
    options = {
        "server.port": port,
        "server.address": address,
        "server.headless": not browser or not sys.stdout.isatty(),
        "browser.gatherUsageStats": False,
        "client.toolbarMode": "minimal",
        # The ways to the pages are ours; Streamlit's own would show files until ours are drawn.
        "client.showSidebarNavigation": False,
        # No page tells of the program's inside, or sends anybody to strangers with it.
        "client.showErrorDetails": "none",
        "client.showErrorLinks": False,
        "server.maxUploadSize": 50,
        # Nobody edits the program while it runs; to watch its files slows the compiler down.
        "server.fileWatcherType": "none",
        # A click waits for what the one before it does to the desk, and neither is lost.
        "runner.fastReruns": False,
        # To look through all there is for what is left over, after every click and twice a second
        # while a plan is made, stops everybody for up to a second. Python does it when it is due.
        "runner.postScriptGC": False,
        "theme.primaryColor": "#1f5f9e",
    }
    flags = [f"--{name}={str(value).lower()}" for name, value in options.items()]
    flags += [f"--server.allowedHosts={name}" for name in names]
    given = [] if school is None else ["--", str(school)]
    if address not in ("localhost", "127.0.0.1", "::1"):
        told = say(
            "cli.no_passwords",
            "there are no passwords. Put a server that asks for them in front.",
        )
        tell(told, translated("Whoever reaches this address sees and changes everything"), "yellow")
        told = say(
            "cli.names",
            "It answers to these names: {names}. Add others by --host.",
            names=tuple(names),
        )
        tell(told)
    opening = f"http://{address}:{port}"
    tell(say("cli.opening", "Opening {address} (Ctrl-C ends it)", address=opening))
    # After the compiler has begun, for this alone takes a second; and both of them here, for a
    # package that two threads import at once may be begun twice, and then the start fails.
    from streamlit.web.cli import main as streamlit_main

    from pairing.app.state.schools.opening import warm

    threading.Thread(target=_warm, args=(warm, school), name="warming", daemon=True).start()
    # In this very process, so that whoever ends it ends the server too.
    sys.argv = ["streamlit", "run", str(script), *flags, *given]
    streamlit_main()


def _names(address: str, more: list[str]) -> list[str]:
    """The names that requests may have: this computer's, the address, and those asked for."""
    names = ["localhost", "127.0.0.1", "::1"]
    if address in ("0.0.0.0", "::"):  # noqa: S104
        own = socket.gethostname()
        names.append(own)
        with contextlib.suppress(OSError):
            names += [str(found[4][0]) for found in socket.getaddrinfo(own, None)]
    else:
        names.append(address)
    return list(dict.fromkeys([*names, *more]))


def _warm(warm: Callable[[Path | None], None], school: Path | None) -> None:
    """Load what the first visitor needs, while the server starts."""
    warm(school)
    # What is loaded now stays until the end: nobody need look through it again.
    gc.freeze()
