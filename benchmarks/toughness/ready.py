"""Everything that the work needs, imported and done once, for whatever is forked from here on."""

from __future__ import annotations

import gc
import tempfile
from pathlib import Path

import pairing.cli.plan
import pairing.io.books.reader
import pairing.io.oneroster
from benchmarks.toughness import inputs, kills, signals
from pairing.io import read_school, write_plan
from pairing.planning import make_plan
from pairing.sample import make_sample
from pairing.solvers.warm import compile_search
from pairing.store import Store

__all__ = ["inputs", "kills", "pairing", "signals"]


def _warm() -> None:
    """Do a little of everything: much is imported, and worked out, when it is first asked for."""
    with tempfile.TemporaryDirectory() as folder:
        inside = Path(folder)
        make_sample(2, 9, 3).write(inside / "school")
        # No sessions and no seats: their solvers have threads, which do not live on in a fork.
        made = make_plan(read_school(inside / "school"), only=inputs.PLANNED)
        write_plan(made.plan, made.summary.as_json(), made.findings, inside / "plan")
        store = Store(f"sqlite:///{inside}/store.db")
        store.save(store.start("school"), {"a": b"1"})
        store.engine.dispose()
    compile_search()


_warm()
# What is here stays: a child that collects its garbage need not touch, and so copy, all of it.
gc.collect()
gc.freeze()
