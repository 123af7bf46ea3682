"""What is raised where a file, or a table in one, cannot be read."""

from __future__ import annotations

from pairing.errors import PairingError

__all__ = ["UnreadableError"]


class UnreadableError(PairingError, ValueError):
    """A file or a table that cannot be read; ``message`` says what was expected."""
