from .make import NamedRows, Report, report_on
from .spans import ReportKind, ReportLevel, Span, span_of
from .tables import Shown, ShownTable, Withheld

__all__ = [
    "NamedRows",
    "Report",
    "ReportKind",
    "ReportLevel",
    "Shown",
    "ShownTable",
    "Span",
    "Withheld",
    "report_on",
    "span_of",
]
