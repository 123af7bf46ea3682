from .io import read_plan, read_school, write_plan
from .model import Plan, School
from .planning import make_plan, verify
from .sample import sample_folder
from .version import __version__

__all__ = [
    "Plan",
    "School",
    "__version__",
    "make_plan",
    "read_plan",
    "read_school",
    "sample_folder",
    "verify",
    "write_plan",
]
