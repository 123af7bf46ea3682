"""What is kept between visits: every version of a school's work, in a database.

``Store`` keeps named pieces of text and knows nothing of schools; ``pieces`` turns a school, its
settings and its plan into them and back. ``entries`` are what people enter day by day, beside the
versions.
"""

from pairing.store.backup import backup, restore
from pairing.store.database import default_url
from pairing.store.entries import Entered, EntryBook, enter
from pairing.store.keeper import ClashError, Kept, Store, VersionNote, WorkNote
from pairing.store.pieces import Work, from_pieces, to_pieces

__all__ = [
    "ClashError",
    "Entered",
    "EntryBook",
    "Kept",
    "Store",
    "VersionNote",
    "Work",
    "WorkNote",
    "backup",
    "default_url",
    "enter",
    "from_pieces",
    "restore",
    "to_pieces",
]
