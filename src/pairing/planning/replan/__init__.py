"""A plan in force, changed as little as possible or by hand."""
