"""Rules of peer pairs, one file each."""
