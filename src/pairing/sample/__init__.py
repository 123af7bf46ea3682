"""A made-up school, realistic enough to need every rule; the county is many of them.

It speaks each language of the program: names, subjects, places and signs stand in
``languages/CODE.toml``, and all else is the same.

Face: ``make_sample(classes, students, seed, language)``, ``write_samples``, and ``sample_folder``,
where those lie that come with the program. All people are fictional. Names are loaded when they
are first asked for.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
