"""Rules of mentors, one file each."""
