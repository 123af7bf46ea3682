"""The sections of a student's file."""
