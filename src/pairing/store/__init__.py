"""What is kept between visits: every version of a school's work, in a database.

``Store`` keeps named pieces of text and knows nothing of schools; ``pieces`` turns a school, its
settings and its plan into them and back. ``entries`` are what people enter day by day, beside the
versions. Nothing is ever lost but what a person asks for: ``erasure`` and ``retention`` take it out
of every version.
"""

from pairing.store.backup import backup, restore
from pairing.store.database import default_url
from pairing.store.entries import Entered, EntryBook, enter, stamped, with_entries
from pairing.store.erasing.erasure import erase_student, former_students, other_works, rows_about
from pairing.store.erasing.retention import kept_since, old_rows, remove_old
from pairing.store.erasing.rewriting import Rewritten
from pairing.store.keeper import ClashError, Kept, Store, VersionNote, WorkNote
from pairing.store.pieces import Work, from_pieces, to_pieces
from pairing.store.whole import export_work

__all__ = [
    "ClashError",
    "Entered",
    "EntryBook",
    "Kept",
    "Rewritten",
    "Store",
    "VersionNote",
    "Work",
    "WorkNote",
    "backup",
    "default_url",
    "enter",
    "erase_student",
    "export_work",
    "former_students",
    "from_pieces",
    "kept_since",
    "old_rows",
    "other_works",
    "remove_old",
    "restore",
    "rows_about",
    "stamped",
    "to_pieces",
    "with_entries",
]
