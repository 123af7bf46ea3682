"""Peer tutoring, mentors and seating for schools."""
