"""A month under supervision: how complete it is, and what is asked of it."""
