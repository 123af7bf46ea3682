"""Rules of the teams round a family, one file each."""
