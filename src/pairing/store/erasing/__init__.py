"""What is taken out of all that is kept: a student, or what is too old."""
