from .answers import Answers, Assumption
from .importing import SUFFIXES, Import, import_sheets
from .page import Page
from .told import SheetTold

__all__ = ["SUFFIXES", "Answers", "Assumption", "Import", "Page", "SheetTold", "import_sheets"]
