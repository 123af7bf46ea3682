from .make import NamedRows, Report, report_on
from .spans import Span, span_of
from .tables import Shown, ShownTable, Withheld

__all__ = [
    "NamedRows",
    "Report",
    "Shown",
    "ShownTable",
    "Span",
    "Withheld",
    "report_on",
    "span_of",
]
