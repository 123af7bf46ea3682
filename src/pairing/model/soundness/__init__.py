"""Faults that no single row of a table shows."""
