"""The data model: School, Plan and the records they are made of.

It knows no file, no solver and no screen. Names are loaded when they are first asked for, so that
the closed lists of words (``enums``) cost nothing else.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
