"""Files and cards about one student, or about two."""
