"""A made-up school, realistic enough to need every rule; the county is many of them.

Face: ``make_sample(classes, students, seed)`` and ``write_samples``. All people are
fictional.
"""

from pairing.sample.school import Sample, make_sample, write_samples

__all__ = ["Sample", "make_sample", "write_samples"]
