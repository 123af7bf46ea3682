"""Seating as a quadratic assignment problem, and its tabu search."""
