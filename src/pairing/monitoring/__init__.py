"""What happens after the plan: what is owed, what was written down, how it went.

Face: ``TermLog`` (what was written down), ``owed_on`` (what is due), ``visible`` (who may see
what). Names are loaded when they are first asked for.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
