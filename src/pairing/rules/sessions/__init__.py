"""Rules of sessions, one file each."""
