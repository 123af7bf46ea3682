"""CP-SAT's models, loaded by whoever builds the first one.

OR-Tools' module of that name brings pandas with it and takes longer to load than a class takes to
be seated, and many questions build no model.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import *  # noqa: F403
else:

    def __getattr__(name: str) -> Any:
        """A name of OR-Tools' module (PEP 562), which is this one's own from then on."""
        from ortools.sat.python import cp_model

        found = globals()[name] = getattr(cp_model, name)
        return found
