"""OneRoster 1.1 and 1.2 CSV exports, a folder or a zip, as the contract's tables."""

from pairing.io.oneroster.files import is_oneroster
from pairing.io.oneroster.reading import read_oneroster
from pairing.io.oneroster.schools import schools_to_choose

__all__ = ["is_oneroster", "read_oneroster", "schools_to_choose"]
