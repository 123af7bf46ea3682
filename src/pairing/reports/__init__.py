"""Paper and files for people: seating plans, cards, session sheets, calendars, workbooks.

Names are loaded when they are first asked for.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
