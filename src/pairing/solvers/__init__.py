"""Solvers: one engine for each shape of model. They know terms and nothing else."""
