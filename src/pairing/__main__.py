"""The command ``pairing``, and ``python -m pairing``."""

from __future__ import annotations

import signal

from pairing.signals import ENDINGS, end_quietly

__all__ = ["main"]


def main() -> None:
    """Run the command of the shell's words."""
    # Before the command line is imported, which takes longest of all that a short command does.
    for ending in ENDINGS:
        signal.signal(ending, end_quietly)
    from pairing.cli import app

    try:
        app()
    finally:
        # All is done; Python itself, on its way out, would die of a signal.
        for ending in ENDINGS:
            signal.signal(ending, signal.SIG_IGN)


if __name__ == "__main__":
    main()
