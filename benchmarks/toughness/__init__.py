"""Bad inputs, kills, odd uploads and signals, counted: ``uv run python -m benchmarks.toughness``."""
