"""What a week, a fortnight, a month or a term came to: counts for whom they are meant for.

Face: ``report_on`` counts, and keeps back what must not be told above the school.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
