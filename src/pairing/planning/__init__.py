"""Planning: make a plan, judge it, and say why. The only room that screens and shells ask."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
