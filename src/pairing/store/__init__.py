"""What is kept between visits: every version of a school's work, in a database.

``Store`` keeps named pieces of text and knows nothing of schools; ``pieces`` turns a school, its
settings and its plan into them and back.
"""

from pairing.store.backup import backup, restore
from pairing.store.database import default_url
from pairing.store.keeper import ClashError, Kept, Store, VersionNote, WorkNote
from pairing.store.pieces import Work, from_pieces, to_pieces

__all__ = [
    "ClashError",
    "Kept",
    "Store",
    "VersionNote",
    "Work",
    "WorkNote",
    "backup",
    "default_url",
    "from_pieces",
    "restore",
    "to_pieces",
]
