"""Measurements: each module is a command that prints CSV; docs/benchmarks.md holds the figures."""
