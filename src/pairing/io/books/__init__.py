"""Workbooks, read by a process of their own that cannot take more than it is given."""
