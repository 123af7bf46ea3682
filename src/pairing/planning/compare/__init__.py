"""Plans side by side, and beside what schools do today."""
