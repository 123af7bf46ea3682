"""Tables in and out: a folder, a workbook or a OneRoster export to a School; a Plan to files.

``read_school`` takes any of them; ``write_plan`` and ``read_plan`` keep the file contract.
Names are loaded when they are first asked for.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
