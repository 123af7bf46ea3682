"""Timetables as other programs export them: one module a format, and one way into the sheets."""
