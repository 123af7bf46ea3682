"""Files about what a term, or a month, came to."""
