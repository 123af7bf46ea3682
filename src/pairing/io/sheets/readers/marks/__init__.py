"""Sheets of marks: whose they are, of which exam, and out of how many."""
