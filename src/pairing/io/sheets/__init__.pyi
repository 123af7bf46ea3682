from .answers import Answers, Assumption
from .importing import Import, import_sheets, is_sheets
from .told import SheetTold

__all__ = ["Answers", "Assumption", "Import", "SheetTold", "import_sheets", "is_sheets"]
