"""The tables of a school, made of what all its sheets say."""
