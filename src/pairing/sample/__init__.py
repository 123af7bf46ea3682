"""A made-up school, realistic enough to need every rule; the county is many of them.

Face: ``make_sample(classes, students, seed)``, ``write_samples``, and ``sample_folder``, where the
one lies that comes with the program. All people are fictional. Names are loaded when they are
first asked for.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
