"""The version of the package, written into every plan."""

from importlib.metadata import version

__version__ = version("pairing")
