from .school import Sample, make_sample, write_samples
from .shipped import sample_folder

__all__ = ["Sample", "make_sample", "sample_folder", "write_samples"]
