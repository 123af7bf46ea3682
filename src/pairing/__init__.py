"""Peer tutoring, mentors and seating for schools: needs in, a checked plan out.

>>> from pathlib import Path
>>> import pairing
>>> school = pairing.read_school(pairing.sample_folder())
>>> outcome = pairing.make_plan(school)
>>> pairing.verify(school, outcome.plan).approved
True

Names are loaded when they are first asked for; ``__init__.pyi`` lists them for people and type
checkers alike.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
