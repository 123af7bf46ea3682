"""``python -m pairing`` is the command ``pairing``."""

from pairing.cli import main

main()
