"""The commands about what comes after the plan."""
