"""Why this, why not that, and what stands in the way."""
