"""Weeks as they are drawn: whose each row is, and what a cell of it says."""
