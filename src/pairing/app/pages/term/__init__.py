"""The pages after the plan, one a module."""
