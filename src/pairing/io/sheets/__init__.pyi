from .answers import Answers, Assumption
from .importing import SUFFIXES, Import, import_sheets
from .told import SheetTold

__all__ = ["SUFFIXES", "Answers", "Assumption", "Import", "SheetTold", "import_sheets"]
