"""How students go on: marks, goals, measures, and who comes into need."""
