from .errors import (
    InputError,
    NoAnswerError,
    PairingError,
    StoreBusyError,
    StoreUnusableError,
    UnknownVersionError,
)
from .io import read_plan, read_school, write_plan
from .io.raw.unreadable import UnreadableError
from .model import Plan, School
from .planning import make_plan, verify
from .sample import sample_folder
from .store import ClashError
from .version import __version__

__all__ = [
    "ClashError",
    "InputError",
    "NoAnswerError",
    "PairingError",
    "Plan",
    "School",
    "StoreBusyError",
    "StoreUnusableError",
    "UnknownVersionError",
    "UnreadableError",
    "__version__",
    "make_plan",
    "read_plan",
    "read_school",
    "sample_folder",
    "verify",
    "write_plan",
]
