"""Rules of seating, one file each."""
