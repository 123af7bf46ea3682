"""The compiled search for timetables: annealing over shifts, swaps, gatherings and series."""
